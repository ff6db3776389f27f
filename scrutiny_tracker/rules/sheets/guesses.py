"""What one column holds, from its heading and its cells alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrutiny_tracker.rules.performance.period_words import PeriodConventions, find_period
from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.performance.values import UnreadableValueError, parse_value
from scrutiny_tracker.rules.sheets.cells import Cell, text_of
from scrutiny_tracker.rules.sheets.frequencies import find_frequency
from scrutiny_tracker.rules.sheets.understanding import Column, Confidence
from scrutiny_tracker.rules.sheets.vocabulary import (
    PART_OF_YEAR,
    HeadingWords,
    Role,
    is_last_year,
    read_heading,
    series_role,
)

EXAMPLES_SHOWN = 3
_AREA_CODE = re.compile(r"[EWSNJKL]\d{8}")
_READING_STATUS = re.compile(
    r"(?:final|provisional|prov|revised|p|r|estimated?|unvalidated|validated)\.?", re.I
)


@dataclass(frozen=True)
class ColumnCells:
    """A column's heading and a sample of its filled cells."""

    index: int
    heading: str
    cells: tuple[Cell, ...]
    conventions: PeriodConventions

    def share(self, holds: Callable[[Cell], bool]) -> float:
        """The share of the sampled cells for which something holds; 0 without any."""
        return sum(map(holds, self.cells)) / len(self.cells) if self.cells else 0

    def is_periods(self, cell: Cell) -> bool:
        return find_period(cell, self.conventions) is not None

    def guess(
        self,
        role: Role,
        confidence: Confidence,
        reason: str,
        *,
        period: Period | None = None,
        kpi: str = "",
    ) -> Column:
        examples = tuple(text_of(cell)[:60] for cell in self.cells[:EXAMPLES_SHOWN])
        return Column(self.index, self.heading, role, confidence, reason, period, kpi, examples)


def guess_column(column: ColumnCells) -> Column:
    """The most likely role of a column, looking at no other column."""
    if not column.heading:
        return _without_heading(column)
    if period := find_period(column.heading, column.conventions):
        return column.guess(Role.VALUE, Confidence.SURE, f"The heading is a period, {period}.", period=period)
    if PART_OF_YEAR.fullmatch(column.heading):
        return column.guess(Role.VALUE, Confidence.LIKELY, "The heading is a part of the year.")
    if is_last_year(column.heading):
        return column.guess(Role.VALUE, Confidence.LIKELY, "The heading means the year before.")
    words = read_heading(column.heading)
    return _by_words(column, words) if words else _by_cells(column)


def _without_heading(column: ColumnCells) -> Column:
    if not column.cells:
        return column.guess(Role.IGNORED, Confidence.SURE, "The column is empty.")
    by_cells = _by_cells(column)
    if by_cells.role is Role.VALUE or by_cells.role is not Role.IGNORED:
        return by_cells
    if column.share(lambda cell: isinstance(cell, str) and len(cell.strip()) > 3) > 0.8:
        return column.guess(Role.NAME, Confidence.UNSURE, "The column has no heading and holds words.")
    return by_cells


def _by_words(column: ColumnCells, words: HeadingWords) -> Column:
    if doubted := _doubted(column, words.role):
        return doubted
    period = find_period(words.rest, column.conventions) if words.rest else None
    kpi = "" if period or PART_OF_YEAR.fullmatch(words.rest) else words.rest
    reason = f"‘{column.heading}’ is a usual heading for this."
    if words.role is Role.IGNORED:
        reason = "Worked out here from figures and targets, so it is not read."
    confidence = Confidence.LIKELY if kpi else Confidence.SURE
    return column.guess(words.role, confidence, reason, period=period, kpi=kpi)


def _doubted(column: ColumnCells, role: Role) -> Column | None:
    """Another role where the cells contradict the heading."""
    if role is Role.PERIOD and column.cells and column.share(column.is_periods) < 0.5:
        if column.share(lambda cell: part_of_year(cell) != "") > 0.8:
            return column.guess(Role.PART_OF_YEAR, Confidence.LIKELY, "The cells are parts of a year.")
        if column.share(lambda cell: find_frequency(text_of(cell)) is not None) > 0.5:
            return column.guess(Role.FREQUENCY, Confidence.LIKELY, "The cells say how often, not when.")
        role = Role.PERIOD if column.share(column.is_periods) else Role.IGNORED
        return column.guess(role, Confidence.UNSURE, "Few of the cells are periods that we can read.")
    if role is Role.IGNORED and column.share(_is_reading_status) > 0.8:
        return column.guess(Role.STATUS, Confidence.LIKELY, "The cells say whether figures are provisional.")
    if role is Role.VALUE and column.share(column.is_periods) > 0.8 and column.share(_is_text) > 0.8:
        return column.guess(Role.PERIOD, Confidence.LIKELY, "The cells are periods.")
    return None


def _by_cells(column: ColumnCells) -> Column:
    if not column.cells:
        return column.guess(Role.IGNORED, Confidence.SURE, "The column is empty.")
    if column.share(lambda cell: _AREA_CODE.fullmatch(text_of(cell)) is not None) > 0.8:
        return column.guess(Role.AREA_CODE, Confidence.LIKELY, "The cells are area codes.")
    if column.share(lambda cell: series_role(text_of(cell)) is not None) > 0.8:
        return column.guess(Role.SERIES, Confidence.LIKELY, "The cells say target or actual, row by row.")
    if column.share(column.is_periods) > 0.8 and column.share(_is_year_alone) < 1:
        return column.guess(Role.PERIOD, Confidence.LIKELY, "The cells are periods.")
    if not column.heading and column.share(_is_year_alone) > 0.9:
        return column.guess(Role.PERIOD, Confidence.LIKELY, "The cells are years.")
    if column.heading and column.share(_is_figure) >= 0.5:
        return column.guess(
            Role.VALUE,
            Confidence.UNSURE,
            "The cells are figures; the heading may name a measure.",
            kpi=column.heading,
        )
    return column.guess(Role.IGNORED, Confidence.UNSURE, "The heading is not one that we know.")


def part_of_year(cell: Cell) -> str:
    """The part of a year that a cell names without its year ("Q1" for 1 too); empty for another cell."""
    text = text_of(cell)
    if re.fullmatch(r"[1-4]", text):
        return f"Q{text}"
    return text if PART_OF_YEAR.fullmatch(text) else ""


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str)


def _is_year_alone(cell: Cell) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text_of(cell)) is not None


def _is_reading_status(cell: Cell) -> bool:
    return _READING_STATUS.fullmatch(text_of(cell)) is not None


def _is_figure(cell: Cell) -> bool:
    try:
        parse_value(cell)
    except UnreadableValueError:
        return False
    return True


def sample_cells(rows: Sequence[Sequence[Cell]], column: int, most: int) -> tuple[Cell, ...]:
    """The first filled cells of a column."""
    cells: list[Cell] = []
    for row in rows:
        cell = row[column] if column < len(row) else None
        if text_of(cell):
            cells.append(cell)
            if len(cells) == most:
                break
    return tuple(cells)
