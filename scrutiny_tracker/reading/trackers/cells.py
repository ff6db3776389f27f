"""The cells of an exported register that somebody edited: each with what it was and what it becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...core.sheets import safe_cell
from ...rules.sheets.cells import column_letter
from ...rules.trackers import TrackerRole, TrackerSheet

TAKEN = {
    TrackerRole.TEXT: "wording",
    TrackerRole.ANSWER: "answer",
    TrackerRole.PROGRESS: "progress",
    TrackerRole.DECISION: "decision",
    TrackerRole.DUE: "date",
    TrackerRole.OWNER: "officer",
}
"""The columns that an import takes, and what it calls a change of each."""


class CellChange(NamedTuple):
    """One edited cell of the sheet; `change` is what taking it is called, empty where it is not taken."""

    cell: str
    heading: str
    was: str
    becomes: str
    change: str


def as_written(kept: Sequence[object]) -> tuple[str, ...]:
    """A row as an export writes it."""
    return tuple(safe_cell(cell).replace("\r\n", "\n") for cell in kept)


def edited_cells(
    row: int, cells: Sequence[str], kept: Sequence[object], headings: Sequence[str], sheet: TrackerSheet
) -> list[CellChange]:
    """The cells of a row (in the sheet's own order of columns) that differ from what was exported."""
    written = dict(zip((heading.casefold() for heading in headings), as_written(kept), strict=True))
    found = []
    for column in sheet.columns:
        was = written.get(column.heading.strip().casefold())
        becomes = cells[column.index] if column.index < len(cells) else ""
        if was is None or was == becomes:
            continue
        address = f"{column_letter(column.index)}{row}"
        found.append(CellChange(address, column.heading.strip(), was, becomes, TAKEN.get(column.role, "")))
    return found


def unguarded(text: str) -> str:
    """Words without the apostrophe that an export puts before what a spreadsheet would run."""
    return re.sub(r"^'(?=[=+\-@\t\r])", "", text)
