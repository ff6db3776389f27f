"""A figure as cells of a spreadsheet: numbers as numbers, beside what they are judged as."""

from __future__ import annotations

from decimal import Decimal

from ...rules.words import words_for
from ..figures import Figure

FIGURE_COLUMNS = (
    ("Period", 12),
    ("Target", 12),
    ("Result", 12),
    ("As shown", 16),
    ("Kept as", 14),
    ("Against target", 20),
    ("Since last year", 20),
    ("Why", 44),
)


def figure_cells(figure: Figure) -> tuple[object, ...]:
    """A figure under FIGURE_COLUMNS."""
    marks = [words_for(figure.reading_status)] if figure.reading_status is not None else []
    if figure.is_illustrative and figure.value is not None:
        marks.append("illustrative")
    return (
        figure.period or "None yet",
        _number(figure.target) if figure.target_upper is None else figure.target_shown,
        _number(figure.value),
        figure.shown or figure.reason,
        ", ".join(marks),
        words_for(figure.status),
        words_for(figure.direction),
        figure.direction_reason,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
