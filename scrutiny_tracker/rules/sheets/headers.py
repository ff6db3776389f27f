"""Finding the header of a sheet: under title rows, over one to three rows, with merged cells left blank."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny_tracker.rules.performance.period_words import USUAL, PeriodConventions, find_period
from scrutiny_tracker.rules.sheets.cells import (
    Cell,
    Grid,
    Row,
    cell_at,
    filled,
    heading_of,
    is_blank,
    is_number,
    text_of,
    width_of,
)
from scrutiny_tracker.rules.sheets.vocabulary import PART_OF_YEAR, is_last_year, read_heading

ROWS_SEARCHED = 30
MOST_HEADER_ROWS = 3
LEAST_SCORE = 2.2


@dataclass(frozen=True)
class Header:
    """Where the header is (row numbers from 1), what it says above each column, and the titles above it."""

    first_row: int
    last_row: int
    headings: tuple[str, ...]
    titles: tuple[str, ...]
    reason: str


def find_header(grid: Grid, conventions: PeriodConventions = USUAL) -> Header | None:
    """The header that the sheet's own words show, or None where no row looks like one."""
    rows = grid[:ROWS_SEARCHED]
    scores = [_score(row, conventions) for row in rows]
    best = max(range(len(rows)), key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] < LEAST_SCORE or len(filled(rows[best])) < 2:
        return None
    first = last = best
    while (
        first > 0
        and last - first + 1 < MOST_HEADER_ROWS
        and _heads(rows[first - 1], rows[first], conventions)
    ):
        first -= 1
    while (
        last + 1 < len(rows)
        and last - first + 1 < MOST_HEADER_ROWS
        and _continues(rows[last + 1], conventions)
    ):
        last += 1
    return header_at(grid, first + 1, last + 1, conventions)


def header_at(grid: Grid, first_row: int, last_row: int, conventions: PeriodConventions = USUAL) -> Header:
    """The header in the rows given (from 1). Rows beyond the sheet are read as blank."""
    rows = [grid[at - 1] if 0 < at <= len(grid) else () for at in range(first_row, last_row + 1)]
    width = width_of(grid[: last_row + ROWS_SEARCHED])
    spread = [_spread(row, rows[at + 1 :], width, conventions) for at, row in enumerate(rows)]
    headings = tuple(_joined([row[column] for row in spread]) for column in range(width))
    titles = tuple(text for row in grid[: max(0, first_row - 1)] for cell in row if (text := text_of(cell)))
    where = f"row {first_row}" if first_row == last_row else f"rows {first_row} to {last_row}"
    return Header(first_row, last_row, headings, titles, f"The headings are in {where}.")


def _score(row: Row, conventions: PeriodConventions) -> float:
    """How much a row looks like headings: known words count most, figures count against it."""
    return sum(_cell_score(cell, conventions) for cell in row if not is_blank(cell))


def _cell_score(cell: Cell, conventions: PeriodConventions) -> float:
    if _is_period(cell, conventions):
        return 1
    if is_number(cell) or isinstance(cell, bool):
        return -1
    heading = heading_of(cell, conventions)
    if len(heading) > 120:
        return -1
    if read_heading(heading) or is_last_year(heading):
        return 2
    return 0.2 if any(letter.isalpha() for letter in heading) else -1


def _is_period(cell: Cell, conventions: PeriodConventions) -> bool:
    if find_period(cell, conventions) is not None:
        return True
    return isinstance(cell, str) and PART_OF_YEAR.fullmatch(cell.strip()) is not None


def _heads(above: Row, below: Row, conventions: PeriodConventions) -> bool:
    """Whether a row stands over the header as merged cells do, and is not a title."""
    columns = filled(above)
    if not columns or any(is_number(above[at]) and not _is_period(above[at], conventions) for at in columns):
        return False
    if len(columns) == 1 and columns[0] == min(filled(below), default=0):
        return False
    if not all(len(text_of(above[at])) <= 80 for at in columns):
        return False
    return len(columns) > 1 or is_blank(cell_at(above, 0))


def _continues(row: Row, conventions: PeriodConventions) -> bool:
    """Whether a row under the header holds nothing but more headings."""
    columns = filled(row)
    return len(columns) > 1 and all(
        isinstance(row[at], str)
        and (
            read_heading(text_of(row[at])) is not None or PART_OF_YEAR.fullmatch(text_of(row[at])) is not None
        )
        for at in columns
    )


def _spread(row: Row, below: list[Row], width: int, conventions: PeriodConventions) -> list[str]:
    """One header row with merged cells filled to the right, where a row below has headings of its own."""
    spread: list[str] = []
    last = ""
    for column in range(width):
        heading = heading_of(cell_at(row, column), conventions)
        if heading:
            last = heading
        elif any(not is_blank(cell_at(under, column)) for under in below) and not _stands_alone(last):
            heading = last
        spread.append(heading)
    return spread


def _stands_alone(heading: str) -> bool:
    """Whether a heading is that of one column ("Ref", "Owner") and so covers no columns to its right."""
    read = read_heading(heading)
    return read is not None and not read.rest


def _joined(parts: list[str]) -> str:
    """The headings above one column as one, a repeated one once."""
    kept: list[str] = []
    for part in parts:
        if part and part not in kept:
            kept.append(part)
    return " ".join(kept)
