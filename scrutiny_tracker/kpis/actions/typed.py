"""What people type about figures, read: periods, figures and targets, or a sentence that says why not."""

from __future__ import annotations

from decimal import Decimal

from ...core.errors import Refused
from ...rules.performance import (
    CellValue,
    NotAPeriodError,
    Period,
    TargetCell,
    UnreadableValueError,
    parse_period,
    parse_target,
    parse_value,
    round_half_up,
)
from ..models import Kpi

PLACES = 6
TOO_LARGE = Decimal(10) ** 14


def check_unit(kpi: Kpi, unit: str, field: str) -> None:
    if unit and unit.casefold() != kpi.unit.casefold():
        counted = f"in {kpi.unit}" if kpi.unit else "without a unit"
        raise Refused(f"This measure is counted {counted}, not in {unit}. Enter the figure alone.", field)


def stored(number: Decimal | None, field: str) -> Decimal | None:
    """The number as the database keeps it."""
    if number is None:
        return None
    if abs(number) >= TOO_LARGE:
        raise Refused("This figure is too large: check it, or count in thousands or millions.", field)
    return round_half_up(number, PLACES)


def read_period(words: str) -> Period:
    try:
        return parse_period(words)
    except NotAPeriodError as problem:
        raise Refused(str(problem), "period") from None


def read_figure(words: str) -> CellValue:
    try:
        return parse_value(words or None)
    except UnreadableValueError as problem:
        raise Refused(str(problem), "figure") from None


def read_target(words: str) -> TargetCell:
    try:
        return parse_target(words)
    except UnreadableValueError as problem:
        raise Refused(str(problem), "target") from None
