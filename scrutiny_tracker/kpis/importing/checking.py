"""Checking the rows of a file against the record: each one new, changed, unchanged, or an error with its
cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from ...rules.sheets import (
    Compared,
    KpiMetadata,
    Labelled,
    Matcher,
    Outcome,
    RowRefused,
    SheetError,
    SheetRow,
    Stored,
    StoredTarget,
    TargetRefused,
    column_letter,
    compare,
)
from ...rules.sheets.comparing import NO_TARGET
from .describing import Described, Facts, describe
from .said import Said
from .understood import Beside, Found, UnderstoodSheet, read_sheet

TOGETHER = 2_000
Key = tuple[int, str]
"""A measure's id and a period's label."""


@dataclass
class Standing:
    """What the record holds of the measures that a file is about."""

    readings: dict[Key, Stored] = field(default_factory=dict)
    targets: dict[Key, StoredTarget] = field(default_factory=dict)


Load = Callable[[Collection[int]], Standing]


class Line(NamedTuple):
    """What became of one row: an outcome with what it enters, or an error in its own words."""

    sheet: UnderstoodSheet
    row: int
    column: str
    outcome: Outcome | None
    error: str = ""
    labelled: Labelled | None = None
    reading: SheetRow | None = None
    compared: Compared | None = None
    stood: Stored | None = None
    period: str = ""
    described: Described | None = None

    @property
    def address(self) -> str:
        """The cell, as a spreadsheet names it."""
        return f"{self.column}{self.row}"


class BesideLine(NamedTuple):
    """Another area's figure of one of our measures."""

    sheet: UnderstoodSheet
    beside: Beside
    labelled: Labelled


class Checker:
    """Reads a file's sheets once, in order, `TOGETHER` rows at a time.

    `load` gives what the record holds of some measures, and is asked once for each; `facts` are the columns
    of all measures, for sheets that describe them.
    """

    def __init__(
        self,
        sheets: Iterable[UnderstoodSheet],
        said: Said,
        matcher: Matcher,
        load: Load,
        today: date,
        facts: Mapping[int, Facts],
    ) -> None:
        self.sheets = [sheet for sheet in sheets if sheet.is_read]
        self.said, self.matcher, self.load, self.today, self.facts = said, matcher, load, today, facts
        self.standing = Standing()
        self._loaded: set[int] = set()
        self._seen: dict[tuple[str, date, date], tuple[UnderstoodSheet, str]] = {}

    def lines(self) -> Iterator[Line | BesideLine]:
        """Every row that says something, in the order of the file."""
        for sheet in self.sheets:
            found = read_sheet(sheet, self.said)
            while together := list(islice(found, TOGETHER)):
                yield from self._check(sheet, together)

    def _check(self, sheet: UnderstoodSheet, found: list[Found]) -> Iterator[Line | BesideLine]:
        matched = [(one, self._match(one)) for one in found]
        wanted = {
            labelled.measure.id
            for _, labelled in matched
            if labelled and labelled.measure and labelled.measure.id is not None
        } - self._loaded
        if wanted:
            more = self.load(wanted)
            self.standing.readings.update(more.readings)
            self.standing.targets.update(more.targets)
            self._loaded |= wanted
        for one, labelled in matched:
            line = self._line(sheet, one, labelled)
            if line is not None:
                yield line

    def _match(self, found: Found) -> Labelled | None:
        if isinstance(found, SheetRow):
            return self.matcher.match(found)
        if isinstance(found, Beside):
            return self.matcher.match(found.reading)
        return None

    def _line(
        self, sheet: UnderstoodSheet, found: Found, labelled: Labelled | None
    ) -> Line | BesideLine | None:
        if isinstance(found, SheetError):
            return Line(sheet, found.row, found.column, None, found.message)
        if isinstance(found, KpiMetadata):
            described = describe(found, self.matcher, self.facts)
            return Line(sheet, found.row, "A", described.outcome, described=described)
        assert labelled is not None
        if labelled.measure is None:
            return None
        if isinstance(found, Beside):
            return BesideLine(sheet, found, labelled)
        return self._compared(sheet, found, labelled)

    def _compared(self, sheet: UnderstoodSheet, row: SheetRow, labelled: Labelled) -> Line:
        measure = labelled.measure
        assert measure is not None
        at, column = row.row, row.address.rstrip("0123456789")
        period = row.period
        key = measure.code, period.starts_on, period.ends_on
        first = self._seen.setdefault(key, (sheet, row.address))
        if first != (sheet, row.address):
            where = first[1] if first[0] is sheet else f"{first[1]} of ‘{first[0].name}’"
            message = f"The same measure and period as in {where}."
            return Line(sheet, at, column, None, message, labelled, row)
        stood, target, label = None, NO_TARGET, period.label
        if measure.id is not None:
            kept = measure.id, label
            stood = self.standing.readings.get(kept)
            target = self.standing.targets.get(kept, NO_TARGET)
        try:
            compared = compare(row, measure.unit, measure.polarity, stood, target, self.today)
        except RowRefused as refused:
            if isinstance(refused, TargetRefused) and row.target_at is not None:
                at, column = row.target_at[0], column_letter(row.target_at[1])
            return Line(sheet, at, column, None, str(refused), labelled, row)
        return Line(sheet, at, column, compared.outcome, "", labelled, row, compared, stood, label)


@dataclass
class Counts:
    """How many rows a file has, by what became of them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.unchanged + self.errors

    def add(self, line: Line) -> None:
        name = "errors" if line.outcome is None else line.outcome.value
        setattr(self, name, getattr(self, name) + 1)

    def as_json(self) -> Mapping[str, int]:
        return {"rows": self.rows, **vars(self)}
