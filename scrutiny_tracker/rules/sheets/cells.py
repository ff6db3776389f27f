"""A sheet as rows of typed cells, and how a cell is named and shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from scrutiny_tracker.rules.performance.period_words import USUAL, PeriodConventions, find_period

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = Sequence[Cell]
Grid = Sequence[Row]


@lru_cache(maxsize=1024)
def column_letter(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def address(row_number: int, column: int) -> str:
    """C7 for row 7 (the first row is 1) and column 2 (the first column is 0)."""
    return f"{column_letter(column)}{row_number}"


def text_of(cell: Cell) -> str:
    """The cell as one line of text; empty for a blank one."""
    if type(cell) is str:
        return _one_line(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


@lru_cache(maxsize=8192)
def _one_line(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def heading_of(cell: Cell, conventions: PeriodConventions = USUAL) -> str:
    """The cell as a heading: a typed date is the period that it stands for."""
    if isinstance(cell, date):
        period = find_period(cell, conventions)
        return period.label if period else text_of(cell)
    return text_of(cell)


def is_blank(cell: Cell) -> bool:
    return cell is None or (type(cell) is str and (not cell or cell.isspace()))


def is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def cell_at(row: Row, column: int) -> Cell:
    """The cell, or None beyond the row's end."""
    return row[column] if column < len(row) else None


def filled(row: Row) -> list[int]:
    """The columns in which the row has something."""
    return [column for column, cell in enumerate(row) if not is_blank(cell)]


def width_of(rows: Iterable[Row]) -> int:
    return max((len(row) for row in rows), default=0)
