"""The figures of one row: result, target, comparators, what they were counted from."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scrutiny_tracker.rules.performance.target_words import TargetCell, parse_target
from scrutiny_tracker.rules.performance.terms import Target
from scrutiny_tracker.rules.performance.values import (
    CellValue,
    ReadingStatus,
    UnreadableValueError,
    parse_value,
)
from scrutiny_tracker.rules.sheets.cells import Row, address, cell_at, is_blank
from scrutiny_tracker.rules.sheets.places import Group
from scrutiny_tracker.rules.sheets.readings import ComparatorValue

STATUS_LETTERS = dict.fromkeys("peuy", ReadingStatus.PROVISIONAL) | {"r": ReadingStatus.REVISED}


class UnreadableCellError(ValueError):
    """A cell of the row holds no figure; `column` is its index, the message says why."""

    def __init__(self, column: int, message: str) -> None:
        super().__init__(message)
        self.column = column


class Figures(NamedTuple):
    """What the cells of one group in one row give; None for blank ones."""

    value: CellValue | None
    target: TargetCell | None
    comparators: tuple[ComparatorValue, ...]
    numerator: Decimal | None
    denominator: Decimal | None


def read_figures(
    number: int, row: Row, group: Group, value_at: int | None, target_at: int | None, *, as_fraction: bool
) -> Figures:
    """The group's figures in one row; `as_fraction`: a figure without a unit is a share of one, not of a
    hundred.

    Raises UnreadableCellError for the first cell that holds no figure.
    """
    value = read_value(row, value_at, as_fraction=as_fraction)
    target = read_target(row, target_at, as_fraction=as_fraction)
    comparators: tuple[ComparatorValue, ...] = ()
    if group.comparators:
        comparators = tuple(
            ComparatorValue(name, read, address(number, at))
            for name, at in group.comparators
            if (read := read_value(row, at, as_fraction=as_fraction))
        )
    numerator, denominator = read_value(row, group.numerator), read_value(row, group.denominator)
    return Figures(
        value,
        target,
        comparators,
        numerator.number if numerator else value and value.numerator,
        denominator.number if denominator else value and value.denominator,
    )


def read_value(row: Row, at: int | None, *, as_fraction: bool = False) -> CellValue | None:
    """One cell as a result; None for a blank one. Raises UnreadableCellError."""
    if at is None or is_blank(cell := cell_at(row, at)):
        return None
    try:
        value = parse_value(cell)
    except UnreadableValueError as error:
        raise UnreadableCellError(at, str(error)) from error
    if not as_fraction or value.number is None or value.unit:
        return value
    return value._replace(number=value.number.scaleb(2), unit="%", decimals=max(0, value.decimals - 2))


def read_target(row: Row, at: int | None, *, as_fraction: bool = False) -> TargetCell | None:
    """One cell as a target; None for a blank one. Raises UnreadableCellError."""
    if at is None or is_blank(cell := cell_at(row, at)):
        return None
    try:
        read = parse_target(cell)
    except UnreadableValueError as error:
        raise UnreadableCellError(at, str(error)) from error
    if not as_fraction or read.target is None or read.unit:
        return read
    upper = None if read.target.upper is None else read.target.upper.scaleb(2)
    share = Target(read.target.value.scaleb(2), upper)
    return TargetCell(share, "%", max(0, read.decimals - 2), read.polarity, read.missing, read.as_written)


def status_of(words: str, value: CellValue | None) -> ReadingStatus:
    """Provisional or revised by the status column's word, else by the mark beside the figure."""
    by_word = STATUS_LETTERS.get(words[:1].casefold())
    return by_word or (value.status if value else ReadingStatus.FINAL)
