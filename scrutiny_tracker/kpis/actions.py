"""The verbs that change measures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..core.errors import Refused
from ..core.extensions import db
from ..history.journal import By, record, record_changes
from ..history.tags import Tag
from ..rules.performance import (
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
from .models import Kpi, KpiReading, KpiTarget, Polarity, ReadingStatus
from .queries import find_kpi, find_latest_reading, find_latest_target

NOUN = "kpi"
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PLACES = 6
TOO_LARGE = Decimal(10) ** 14
RESERVED = frozenset({"add"})


@dataclass(frozen=True)
class KpiFacts:
    """What a person says about a measure."""

    name: str
    definition: str
    unit: str
    decimals: int
    polarity: Polarity
    body_id: int | None
    portfolio_id: int | None
    directorate_id: int | None
    is_illustrative: bool


def add(code: str, facts: KpiFacts, by: By) -> Kpi:
    """A new measure under a code that stays. Raises Refused for a code that is taken or fits no address."""
    if not CODE.fullmatch(code) or code.lower() in RESERVED:
        raise Refused("Use letters, numbers, dots and hyphens in the code, such as OCP-12.", "code")
    if find_kpi(code) is not None:
        raise Refused(f"There is a measure with the code {code} already.", "code")
    kpi = Kpi(code=code, **vars(facts))
    db.session.add(kpi)
    db.session.flush()
    record(by, Tag.KPI_ADDED, NOUN, code, after={"code": code, **vars(facts)})
    return kpi


def change(kpi: Kpi, facts: KpiFacts, by: By) -> None:
    """Changes what is said about a measure; its code stays."""
    for name, value in vars(facts).items():
        setattr(kpi, name, value)
    record_changes(by, Tag.KPI_CHANGED, NOUN, kpi.code, kpi)
    db.session.flush()


def set_target(kpi: Kpi, period_words: str, target_words: str, reason: str, by: By) -> KpiTarget:
    """Sets, replaces or takes back ("no target") the target of a period; earlier rows stay.

    Raises Refused, in a sentence, for words that name no period or no target, a unit that is not the
    measure's, a direction against its polarity, a range for a measure that has none, and no change.
    """
    period, cell = _period(period_words), _target(target_words)
    value, upper = (None, None) if cell.target is None else (cell.target.value, cell.target.upper)
    _check_target(kpi, cell)
    before = find_latest_target(kpi.id, period.label)
    held = (before.value, before.upper) if before is not None else (None, None)
    value, upper = _stored(value, "target"), _stored(upper, "target")
    if held == (value, upper):
        same = "the target is this already" if value is not None else "there is no target to take back"
        raise Refused(f"For {period.label} {same}.", "target")
    target = KpiTarget(
        kpi_id=kpi.id,
        period=period.label,
        starts_on=period.starts_on,
        value=value,
        upper=upper,
        reason=reason or None,
        set_at=by.at,
        set_by_id=by.person_id,
    )
    db.session.add(target)
    record(
        by,
        Tag.KPI_TARGET_SET,
        NOUN,
        kpi.code,
        before={"period": period.label, "target": held[0], "upper": held[1]},
        after={"period": period.label, "target": value, "upper": upper},
        why=reason or None,
    )
    db.session.flush()
    return target


def _check_target(kpi: Kpi, cell: TargetCell) -> None:
    if cell.target is None:
        return
    if kpi.polarity is Polarity.NONE:
        raise Refused(
            "This measure gives context: say first which way is better, then set a target.", "target"
        )
    _check_unit(kpi, cell.unit, "target")
    if cell.target.upper is not None and kpi.polarity is not Polarity.BAND:
        raise Refused(
            "A range suits a measure that should lie within one. Enter one figure, or change which way is "
            "better.",
            "target",
        )
    against = {Polarity.HIGHER: Polarity.LOWER, Polarity.LOWER: Polarity.HIGHER}.get(kpi.polarity)
    if cell.polarity is not None and cell.polarity is against:
        raise Refused(
            f"For this measure {kpi.polarity.value} is better, and this target says otherwise.", "target"
        )


def enter_reading(
    kpi: Kpi,
    period_words: str,
    figure_words: str,
    status: ReadingStatus,
    comment: str,
    by: By,
) -> KpiReading:
    """Enters a figure for a period; one that replaces another is a new row.

    Raises Refused, in a sentence, for words that name no period or no figure, a period that has not begun, a
    final figure of one that has not ended, a missing figure without its reason, a unit that is not the
    measure's, and a second figure for a period that does not say that it is revised, with why.
    """
    period, cell = _period(period_words), _figure(figure_words)
    if period.starts_on > by.today:
        raise Refused(f"{period.label} has not begun.", "period")
    if period.ends_on > by.today and status is not ReadingStatus.PROVISIONAL:
        raise Refused(f"{period.label} has not ended: enter the figure as provisional.", "status")
    if cell.number is None and not comment:
        raise Refused("Say why there is no figure.", "comment")
    _check_unit(kpi, cell.unit, "figure")
    value = _stored(cell.number, "figure")
    before = find_latest_reading(kpi.id, period.label)
    _check_replacing(before, value, status, comment)
    reading = KpiReading(
        kpi_id=kpi.id,
        period=period.label,
        starts_on=period.starts_on,
        value=value,
        status=status,
        comment=comment or None,
        recorded_at=by.at,
        recorded_by_id=by.person_id,
    )
    db.session.add(reading)
    record(
        by,
        Tag.KPI_READ,
        NOUN,
        kpi.code,
        before=None
        if before is None
        else {"period": period.label, "value": before.value, "status": before.status},
        after={"period": period.label, "value": value, "status": status},
        why=comment or None,
    )
    db.session.flush()
    return reading


def _check_replacing(
    before: KpiReading | None, value: Decimal | None, status: ReadingStatus, comment: str
) -> None:
    if before is None:
        if status is ReadingStatus.REVISED:
            raise Refused("There is no figure for this period yet, so there is nothing to revise.", "status")
        return
    if (before.value, before.status, before.comment or "") == (value, status, comment):
        raise Refused("This figure has been entered already.", "figure")
    settled = before.status is not ReadingStatus.PROVISIONAL and before.value is not None
    if settled and status is not ReadingStatus.REVISED:
        raise Refused(
            "There is a final figure for this period. Choose ‘Revised’ to replace it; "
            "the earlier figure stays readable.",
            "status",
        )
    if status is ReadingStatus.REVISED and not comment:
        raise Refused("Say why the figure is revised.", "comment")


def _check_unit(kpi: Kpi, unit: str, field: str) -> None:
    if unit and unit.casefold() != kpi.unit.casefold():
        counted = f"in {kpi.unit}" if kpi.unit else "without a unit"
        raise Refused(f"This measure is counted {counted}, not in {unit}. Enter the figure alone.", field)


def _stored(number: Decimal | None, field: str) -> Decimal | None:
    """The number as the database keeps it."""
    if number is None:
        return None
    if abs(number) >= TOO_LARGE:
        raise Refused("This figure is too large: check it, or count in thousands or millions.", field)
    return round_half_up(number, PLACES)


def _period(words: str) -> Period:
    try:
        return parse_period(words)
    except NotAPeriodError as problem:
        raise Refused(str(problem), "period") from None


def _figure(words: str) -> CellValue:
    try:
        return parse_value(words or None)
    except UnreadableValueError as problem:
        raise Refused(str(problem), "figure") from None


def _target(words: str) -> TargetCell:
    try:
        return parse_target(words)
    except UnreadableValueError as problem:
        raise Refused(str(problem), "target") from None
