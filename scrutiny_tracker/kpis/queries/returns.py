"""Who has returned the figures of a period, and who has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, or_, select

from ...core import clock
from ...core.prebuilt import run, run_kept
from ...council.models import Directorate
from ...rules.performance import Period, PeriodKind
from ..figures import PARTS, judged
from ..models import Cycle, CycleStage, Kpi
from .held import hold
from .keeps import list_kept

YEAR = 12
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6}
NOBODY = "Nobody named"
K, D, C, S = Kpi.__table__.c, Directorate.__table__.c, Cycle.__table__.c, CycleStage.__table__.c
_EXPECTED = (
    select(K.id, K.code, K.name, K.frequency, K.data_owner, D.name.label("directorate"))
    .outerjoin(Directorate.__table__, D.id == K.directorate_id)
    .where(K.plan_id == bindparam("plan"), or_(K.retired_on.is_(None), K.retired_on > bindparam("since")))
    .order_by(K.code)
)
_LATE = (
    select(C.name, S.name.label("stage"), S.who, S.due_on)
    .join(Cycle.__table__, C.id == S.cycle_id)
    .where(S.done_on.is_(None), S.due_on < bindparam("today"))
    .order_by(S.due_on, S.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True)
class Unreturned:
    """A measure without a return, and what is known of when it is due."""

    code: str
    name: str
    reason: str


@dataclass
class Returns:
    """How many measures a period's figures are expected of and were returned for; those that were not, by who
    returns them, the longest list first."""

    expected: int = 0
    returned: int = 0
    missing: dict[str, list[Unreturned]] = field(default_factory=dict)


def find_returns(plan_id: int, period: Period) -> Returns:
    """A plan's period. Where it is shorter than a year, only measures that come as often are expected; a
    return that says why there is no figure is one."""
    return hold().once("returns", plan_id, period.label, make=lambda: _find_returns(plan_id, period))


def _find_returns(plan_id: int, period: Period) -> Returns:
    rows = [
        row
        for row in run(_EXPECTED, {"plan": plan_id, "since": period.starts_on})
        if period.months >= YEAR or MONTHS.get(row.frequency, YEAR) <= period.months
    ]
    kept, today = list_kept([row.id for row in rows]), clock.today()
    found = Returns(expected=len(rows))
    for row in rows:
        own = kept[row.id]
        if any(_is_return(one, period) for one in own.readings):
            found.returned += 1
            continue
        who = row.data_owner or row.directorate or NOBODY
        asked = (period.parts(row.frequency) if row.frequency else ())[-1:] or (period,)
        reason = judged(own, asked[0], today).reason
        found.missing.setdefault(who, []).append(Unreturned(row.code, row.name, reason))
    found.missing = dict(sorted(found.missing.items(), key=lambda pair: (-len(pair[1]), pair[0])))
    return found


def _is_return(one: Period, period: Period) -> bool:
    """Whether a figure is what is asked for a period: it ends with it, or is no part of a year and within."""
    inside = period.starts_on <= one.ends_on <= period.ends_on
    return inside and (one.ends_on == period.ends_on or one.kind not in PARTS)


@dataclass(frozen=True)
class LateStage:
    """A stage of a performance cycle that is past its day and not done."""

    cycle: str
    name: str
    who: str
    due_on: date


def list_late_stages(most: int = 10) -> Sequence[LateStage]:
    """The longest late first; one query."""
    return [LateStage(*row) for row in run_kept(_LATE, {"today": clock.today(), "most": most})]
