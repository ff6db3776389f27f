"""Targets: set for a period, replaced, taken back."""

from __future__ import annotations

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.performance import TargetCell
from ..models import Kpi, KpiTarget, Polarity
from ..queries import find_latest_target
from .indicators import NOUN
from .typed import check_unit, read_period, read_target, stored


def set_target(kpi: Kpi, period_words: str, target_words: str, reason: str, by: By) -> KpiTarget:
    """Sets, replaces or takes back ("no target") the target of a period; earlier rows stay.

    Raises Refused, in a sentence, for words that name no period or no target, a unit that is not the
    measure's, a direction against its polarity, a range for a measure that has none, and no change.
    """
    period, cell = read_period(period_words), read_target(target_words)
    value, upper = (None, None) if cell.target is None else (cell.target.value, cell.target.upper)
    _check_target(kpi, cell)
    before = find_latest_target(kpi.id, period.label)
    held = (before.value, before.upper) if before is not None else (None, None)
    value, upper = stored(value, "target"), stored(upper, "target")
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
    check_unit(kpi, cell.unit, "target")
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
