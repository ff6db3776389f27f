"""From a file to its sheets as they were understood, and from those to their readings, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...core.spreadsheets import Opened, Sheet
from ...rules.sheets import (
    Area,
    KpiMetadata,
    Layout,
    Role,
    SheetError,
    SheetRow,
    Understanding,
    for_area,
    read_areas,
    read_metadata,
    read_rows,
    understand,
)
from .said import EVERY_AREA, Said

ENGLAND = Area("E92000001", "England")
NOT_FIGURES = (Layout.UNKNOWN, Layout.AREA_LIST)
HEAD = 400


@dataclass(frozen=True)
class UnderstoodSheet:
    """A sheet and what was understood of it; `areas` are those that its rows are about, if they name any."""

    index: int
    sheet: Sheet
    understanding: Understanding
    is_read: bool
    areas: tuple[Area, ...] = ()

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def has_many_areas(self) -> bool:
        return len(self.areas) > 1


@dataclass(frozen=True)
class Beside:
    """Another area's figure beside ours."""

    reading: SheetRow
    area: Area


Found = SheetRow | SheetError | KpiMetadata | Beside


def understand_sheets(opened: Opened, said: Said) -> tuple[UnderstoodSheet, ...]:
    """Every sheet that has something in it."""
    return tuple(
        _understood(index, sheet, said) for index, sheet in enumerate(opened.sheets) if sheet.height > 0
    )


def _understood(index: int, sheet: Sheet, said: Said) -> UnderstoodSheet:
    own = said.of_sheet(index)
    rows = own.corrections.header_rows
    head = sheet.head(HEAD if rows is None else HEAD + rows[1])
    understanding = understand(head, own.corrections)
    is_read = own.is_read
    if is_read is None:
        is_read = understanding.layout not in NOT_FIGURES and not sheet.is_hidden
    names_areas = understanding.column(Role.AREA_CODE) or understanding.column(Role.AREA_NAME)
    areas = read_areas(sheet.rows(), understanding) if names_areas else ()
    return UnderstoodSheet(index, sheet, understanding, is_read, areas)


def problems(sheets: Iterable[UnderstoodSheet], said: Said) -> list[str]:
    """What must be said before the rows can be read, each with its sheet's name where there are several."""
    sheets = list(sheets)
    read = [sheet for sheet in sheets if sheet.is_read]
    if not read:
        return [_nothing_to_read(sheets)]
    found = [_of_sheet(sheet, sheets) + problem for sheet in read for problem in sheet.understanding.problems]
    for sheet in read:
        if sheet.has_many_areas and our_area(sheet, said) is None:
            names = ", ".join(area.name or area.code for area in sheet.areas[:3])
            found.append(
                f"{_of_sheet(sheet, sheets)}The rows are about {len(sheet.areas)} areas ({names} …). "
                "Say which of them is ours."
            )
    return found


def _nothing_to_read(sheets: list[UnderstoodSheet]) -> str:
    if any(sheet.understanding.layout is Layout.AREA_LIST for sheet in sheets):
        return "This file lists areas and has no figures: use it as the list to compare with."
    if len(sheets) == 1 and sheets[0].understanding.problems:
        return sheets[0].understanding.problems[0]
    return "No sheet of this workbook was understood. Say which sheet has figures and where its headings are."


def _of_sheet(sheet: UnderstoodSheet, sheets: list[UnderstoodSheet]) -> str:
    return f"Sheet ‘{sheet.name}’: " if len(sheets) > 1 else ""


def our_area(sheet: UnderstoodSheet, said: Said) -> Area | None:
    """Which of a sheet's areas is ours: as it was said, or the only one."""
    if len(sheet.areas) == 1:
        return sheet.areas[0]
    if said.area == EVERY_AREA:
        return Area(EVERY_AREA, "")
    wanted = said.area.casefold()
    return next(
        (area for area in sheet.areas if wanted in (area.code.casefold(), area.name.casefold())), None
    )


def read_sheet(sheet: UnderstoodSheet, said: Said) -> Iterator[Found]:
    """What a sheet gives: readings of our own area with comparators beside them, errors, descriptions."""
    understanding = sheet.understanding
    if understanding.layout is Layout.METADATA:
        yield from read_metadata(sheet.sheet.rows(), understanding)
        return
    rows = read_rows(sheet.sheet.rows(), understanding)
    if not sheet.has_many_areas:
        yield from rows
    elif said.area == EVERY_AREA:
        yield from map(_by_area, rows)
    else:
        ours = our_area(sheet, said)
        assert ours is not None, "problems() asks first"
        yield from _of_area(rows, ours, said)


def _by_area(found: SheetRow | SheetError) -> SheetRow | SheetError:
    if isinstance(found, SheetError):
        return found
    area = found.area_name or found.area_code
    return found._replace(breakdown=", ".join(part for part in (area, found.breakdown) if part))


def _of_area(rows: Iterable[SheetRow | SheetError], ours: Area, said: Said) -> Iterator[Found]:
    """Our rows with the group's and England's figures beside them, then those figures themselves."""
    members = {area.code or area.name: area for area in (said.group.areas if said.group else ())}
    groups = {said.group.name: list(members)} if said.group else {}
    groups[ENGLAND.name] = [ENGLAND.code, ENGLAND.name]
    called = {name.casefold() for area in members.values() for name in (area.code, area.name) if name}
    errors: list[SheetError] = []
    beside: list[Beside] = []

    def readings() -> Iterator[SheetRow]:
        for found in rows:
            if isinstance(found, SheetError):
                errors.append(found)
                continue
            if found.area_code.casefold() in called or found.area_name.casefold() in called:
                beside.append(Beside(found, Area(found.area_code, found.area_name)))
            yield found

    own = list(for_area(readings(), ours.code or ours.name, groups))
    measured = {(row.key[0], row.measure, row.breakdown) for row in own}
    yield from errors
    yield from own
    yield from (
        one for one in beside if (one.reading.key[0], one.reading.measure, one.reading.breakdown) in measured
    )


def areas_listed(opened: Opened) -> tuple[Area, ...]:
    """The areas that a file lists, each once; for a list of comparators."""
    for sheet in understand_sheets(opened, Said()):
        if sheet.areas:
            return sheet.areas
    return ()
