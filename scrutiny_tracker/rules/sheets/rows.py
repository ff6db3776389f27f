"""From an understood sheet to its readings, each with the cell it came from, and its errors, each with its
cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scrutiny_tracker.rules.performance.period_words import parse_period
from scrutiny_tracker.rules.performance.periods import NotAPeriodError, Period
from scrutiny_tracker.rules.performance.target_words import TargetCell
from scrutiny_tracker.rules.performance.values import CellValue
from scrutiny_tracker.rules.sheets.cells import Cell, Row, address, cell_at, filled, is_blank, text_of
from scrutiny_tracker.rules.sheets.figures import UnreadableCellError, read_figures, status_of
from scrutiny_tracker.rules.sheets.fractions import is_percentage
from scrutiny_tracker.rules.sheets.guesses import part_of_year
from scrutiny_tracker.rules.sheets.places import Group, places_of
from scrutiny_tracker.rules.sheets.readings import ReadingKey, SheetError, SheetRow, error_at, together
from scrutiny_tracker.rules.sheets.understanding import Layout, Understanding
from scrutiny_tracker.rules.sheets.vocabulary import Role, series_role

NOT_BROKEN_DOWN = {"", "na", "n/a", "-", "none", "not applicable", "all"}


class _Said(NamedTuple):
    """What a row says of itself beside its figures."""

    code: str = ""
    name: str = ""
    measure: str = ""
    breakdown: str = ""
    area_code: str = ""
    area_name: str = ""
    unit: str = ""
    section: str = ""
    period_cell: Cell = None


def read_rows(rows: Iterable[Row], understanding: Understanding) -> Iterator[SheetRow | SheetError]:
    """Every reading and every error of a sheet, in its order.

    Takes all the sheet's rows from the first, as they were understood; they may come from a generator. Blank
    rows, rows with one cell (sections, footnotes) and repeated headings are passed over. Never raises.
    """
    if understanding.problems or understanding.header_rows is None:
        row_number = (understanding.header_rows or (1, 1))[0]
        for problem in understanding.problems or ("The sheet was not understood.",):
            yield error_at(row_number, 0, problem)
        return
    reader = _Reader(understanding)
    last_header = understanding.header_rows[1]
    for number, row in enumerate(rows, start=1):
        if number > last_header:
            yield from reader.read(number, row)
    yield from reader.rest()


class _Reader:
    """Reads row after row, remembering what merged cells leave blank below them."""

    def __init__(self, understanding: Understanding) -> None:
        self.understanding = understanding
        self.places = places_of(understanding)
        self.heading_row = tuple(self.places.heading_row.items())
        self.above = _Said()
        self.seen: dict[ReadingKey, str] = {}
        self.waiting: dict[ReadingKey, SheetRow] = {}
        self.repeats_names = understanding.layout is Layout.LONG or self.places.series is not None

    def read(self, number: int, row: Row) -> Iterator[SheetRow | SheetError]:
        columns = filled(row)
        if len(columns) < 2:
            if columns and self.understanding.layout is not Layout.PERIODS_DOWN:
                self.above = _Said(section=text_of(row[columns[0]]))
            return
        if self._is_heading_again(row):
            return
        said = self.above = self._said(row)
        for group in self.places.groups:
            found = self._read_group(number, row, said, group)
            if found is not None:
                yield from self._settle(found)

    def rest(self) -> Iterator[SheetRow | SheetError]:
        """The readings still waiting for a second row of theirs."""
        for reading in self.waiting.values():
            yield from self._once(reading)
        self.waiting.clear()

    def _is_heading_again(self, row: Row) -> bool:
        return all(text_of(cell_at(row, at)) == heading for at, heading in self.heading_row)

    def _said(self, row: Row) -> _Said:
        """What the row says of itself; what is left blank under a merged cell is as above."""
        places, above = self.places, self.above
        code, name = _text(row, places.code), _text(row, places.name)
        period_cell = None if places.period is None else cell_at(row, places.period)
        if self.repeats_names:
            if is_blank(period_cell) and (code or name):
                period_cell = above.period_cell
            if not code and not name:
                code, name = above.code, above.name
        if part := part_of_year(cell_at(row, places.part_of_year)) if places.part_of_year is not None else "":
            period_cell = f"{part} {text_of(period_cell)}"
        return _Said(
            code,
            name,
            _text(row, places.measure),
            _breakdown(_text(row, places.breakdown)),
            _text(row, places.area_code),
            _text(row, places.area_name),
            _text(row, places.unit),
            above.section,
            period_cell,
        )

    def _read_group(self, number: int, row: Row, said: _Said, group: Group) -> SheetRow | SheetError | None:
        value_at, target_at = self._columns(row, group)
        note = _text(row, group.note)
        if _blank(row, value_at) and _blank(row, target_at) and not (note and value_at is not None):
            return None
        at = target_at if _blank(row, value_at) and not _blank(row, target_at) else value_at
        if at is None:
            return None
        name = group.kpi or said.name or ("" if said.code else self.understanding.kpi)
        if not (said.code or name):
            return error_at(number, at, "This row has a figure but names no measure.")
        try:
            period = group.period or self._period(said)
        except NotAPeriodError as error:
            return error_at(number, at if self.places.period is None else self.places.period, str(error))
        try:
            figures = read_figures(
                number, row, group, value_at, target_at, as_fraction=self._is_fraction(said, name)
            )
        except UnreadableCellError as error:
            return error_at(number, error.column, str(error))
        value, target = figures.value, figures.target
        return SheetRow(
            number,
            address(number, at),
            said.code,
            name,
            period,
            value,
            target,
            _unit(said, value, target),
            said.measure,
            said.breakdown,
            said.area_code,
            said.area_name,
            status_of(_text(row, group.status), value),
            note,
            said.section,
            figures.comparators,
            figures.numerator,
            figures.denominator,
            None if target is None or target_at is None else (number, target_at),
        )

    def _columns(self, row: Row, group: Group) -> tuple[int | None, int | None]:
        """The columns of result and target; rows that alternate say which of the two their figures are."""
        if self.places.series is None:
            return group.value, group.target
        role = series_role(_text(row, self.places.series))
        return (None, group.value) if role is Role.TARGET else (group.value, None)

    def _period(self, said: _Said) -> Period:
        if self.places.period is None and self.understanding.period:
            return self.understanding.period
        if is_blank(said.period_cell):
            raise NotAPeriodError("This row has a figure but no period.")
        return parse_period(said.period_cell, self.understanding.conventions)

    def _is_fraction(self, said: _Said, name: str) -> bool:
        return self.understanding.fractions and any(map(is_percentage, (said.unit, said.measure, name)))

    def _settle(self, found: SheetRow | SheetError) -> Iterator[SheetRow | SheetError]:
        """Passes a reading on; where result and target stand in two rows, once both have been read."""
        if isinstance(found, SheetError):
            yield found
        elif self.places.series is None:
            yield from self._once(found)
        else:
            key = found.key
            if self.waiting and next(iter(self.waiting))[0] != key[0]:
                yield from self.rest()
            before = self.waiting.get(key)
            self.waiting[key] = together(before, found) if before else found

    def _once(self, reading: SheetRow) -> Iterator[SheetRow | SheetError]:
        """Passes a reading on, or an error where the sheet has given that reading before."""
        first = self.seen.setdefault(reading.key, reading.address)
        if first == reading.address:
            yield reading
        else:
            column = reading.address.rstrip("0123456789")
            message = f"The same measure and period as in {first}."
            yield SheetError(reading.address, reading.row, column, message)


def _text(row: Row, at: int | None) -> str:
    return "" if at is None else text_of(cell_at(row, at))


def _blank(row: Row, at: int | None) -> bool:
    return at is None or is_blank(cell_at(row, at))


def _breakdown(text: str) -> str:
    return "" if text.casefold() in NOT_BROKEN_DOWN else text


def _unit(said: _Said, value: CellValue | None, target: TargetCell | None) -> str:
    """The unit that the cells give, else the row's; a percentage "of persons" is in per cent."""
    written = (value.unit if value else "") or (target.unit if target else "")
    if written:
        return written
    return "%" if is_percentage(said.measure) or is_percentage(said.unit) else said.unit
