"""A tracker's file as sheets: workbooks, text tables, and the tables of a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...core.spreadsheets import Opened, Row, Sheet, UnreadableSheet, open_spreadsheet
from ...rules.sheets.cells import text_of
from ...rules.trackers import Layout, TrackerRole, TrackerSheet, understand_tracker
from ..sources.docx import read_tables
from ..sources.source import UnreadablePaper

HEAD = 60


@dataclass(frozen=True)
class TrackerPart:
    """One sheet or table with what was understood of it."""

    index: int
    sheet: Sheet
    understood: TrackerSheet

    @property
    def is_read(self) -> bool:
        return not self.understood.problems

    @property
    def titles(self) -> str:
        """The words above its headings."""
        above = self.sheet.head(max(0, self.understood.header_row - 1)) if self.understood.header_row else []
        return " ".join([self.sheet.name, *(text_of(cell) for row in above for cell in row if cell)])


def open_tracker(name: str, data: bytes) -> Opened:
    """The sheets of a tracker. Raises UnreadableSheet with one sentence."""
    if not name.lower().endswith(".docx"):
        return open_spreadsheet(name, data)
    try:
        tables = read_tables(data)
    except UnreadablePaper as error:
        raise UnreadableSheet(str(error)) from error
    if not tables:
        raise UnreadableSheet("This Word document has no tables.")
    return Opened("docx", tuple(_table(number, rows) for number, rows in enumerate(tables, start=1)))


def _table(number: int, rows: list[list[str]]) -> Sheet:
    def read() -> Iterator[Row]:
        return iter(rows)

    return Sheet(f"Table {number}", False, len(rows), read)


def understand_file(
    opened: Opened,
    layout: Layout | None = None,
    roles: Mapping[int, Mapping[int, TrackerRole]] | None = None,
    remembered: Mapping[str, Mapping[int, TrackerRole]] | None = None,
) -> tuple[TrackerPart, ...]:
    """Every sheet that has something in it, and is not hidden."""
    return tuple(
        TrackerPart(
            index,
            sheet,
            understand_tracker(sheet.head(HEAD), layout, (roles or {}).get(index), remembered),
        )
        for index, sheet in enumerate(opened.sheets)
        if sheet.height and not sheet.is_hidden
    )
