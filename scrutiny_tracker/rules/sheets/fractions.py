"""Whether a sheet keeps percentages as fractions, as spreadsheets store a cell shown as 5.4%."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from scrutiny_tracker.rules.performance.values import UnreadableValueError, parse_value
from scrutiny_tracker.rules.sheets.cells import Cell, Row, cell_at, text_of
from scrutiny_tracker.rules.sheets.understanding import Column
from scrutiny_tracker.rules.sheets.vocabulary import Role

_PERCENTAGE = re.compile(r"%|\bper\s?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)
_SAYS_UNIT = (Role.UNIT, Role.MEASURE, Role.NAME, Role.NUMBER_FORMAT)


def is_percentage(text: str) -> bool:
    """Whether a unit, a measure's name or its heading says that it is a percentage."""
    return _PERCENTAGE.search(text) is not None


def written_as_fractions(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether every unmarked figure of the sheet's percentages lies between -1 and 1, and some are no whole
    number.
    """
    numbers = list(_unmarked_percentages(columns, rows))
    return (
        bool(numbers) and all(abs(number) <= 1 for number in numbers) and any(0 < abs(n) < 1 for n in numbers)
    )


def _unmarked_percentages(columns: Sequence[Column], rows: Sequence[Row]) -> Iterable[Decimal]:
    saying = [column.index for column in columns if column.role in _SAYS_UNIT]
    figures = [column for column in columns if column.role in (Role.VALUE, Role.TARGET)]
    for row in rows:
        by_row = any(is_percentage(text_of(cell_at(row, at))) for at in saying)
        for column in figures:
            number = _unmarked(cell_at(row, column.index)) if by_row or is_percentage(column.kpi) else None
            if number is not None:
                yield number


def _unmarked(cell: Cell) -> Decimal | None:
    try:
        value = parse_value(cell)
    except UnreadableValueError:
        return None
    return None if value.unit else value.number
