"""Sheets of many areas: which rows are ours, and what our comparators did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.performance.values import CellValue
from scrutiny_tracker.rules.sheets.cells import Row, cell_at, text_of
from scrutiny_tracker.rules.sheets.readings import ComparatorValue, SheetRow
from scrutiny_tracker.rules.sheets.understanding import Understanding
from scrutiny_tracker.rules.sheets.vocabulary import Role


@dataclass(frozen=True)
class Area:
    """A council or other area by its code (as the Office for National Statistics gives it) and name."""

    code: str
    name: str


_Series = tuple[str, str, str, Period]


def read_areas(rows: Iterable[Row], understanding: Understanding) -> tuple[Area, ...]:
    """The areas that a sheet lists, each once, in its order: a comparator group, or the choice of which is
    ours.
    """
    code, name = understanding.column(Role.AREA_CODE), understanding.column(Role.AREA_NAME)
    header = understanding.header_rows[1] if understanding.header_rows else 0
    areas: dict[Area, None] = {}
    for number, row in enumerate(rows, start=1):
        area = Area(*(text_of(cell_at(row, column.index)) if column else "" for column in (code, name)))
        if number > header and (area.code or area.name):
            areas[area] = None
    return tuple(areas)


def for_area(
    readings: Iterable[SheetRow], ours: str, groups: Mapping[str, Collection[str]]
) -> Iterator[SheetRow]:
    """Our own readings, each with its comparators' figures beside it.

    `ours` and the members of `groups` are area codes or names; `groups` are by the name that pages show
    ("England", "Nearest neighbours"). A group of several areas is compared by the median of those that have a
    figure.
    """
    wanted = {group: {member.casefold() for member in members} for group, members in groups.items()}
    own: list[SheetRow] = []
    figures: dict[tuple[str, _Series], list[Decimal]] = defaultdict(list)
    for reading in readings:
        called = {reading.area_code.casefold(), reading.area_name.casefold()} - {""}
        if ours.casefold() in called:
            own.append(reading)
        if reading.value is None or reading.value.number is None:
            continue
        for group, members in wanted.items():
            if called & members:
                figures[group, _series(reading)].append(reading.value.number)
    for reading in own:
        beside = tuple(_compared(figures, group, reading) for group in wanted)
        yield reading._replace(comparators=reading.comparators + tuple(found for found in beside if found))


def _series(reading: SheetRow) -> _Series:
    return reading.key[0], reading.measure, reading.breakdown, reading.period


def _compared(
    figures: Mapping[tuple[str, _Series], list[Decimal]], group: str, reading: SheetRow
) -> ComparatorValue | None:
    numbers = figures.get((group, _series(reading)))
    if not numbers:
        return None
    decimals = reading.value.decimals if reading.value else 0
    return ComparatorValue(group, CellValue(median(numbers), reading.unit, decimals), "")
