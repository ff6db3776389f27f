"""What committees did about measures: referrals with their receipts, requests for notes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import bindparam, exists, literal, or_, select

from ...core.extensions import db
from ...core.prebuilt import run_kept
from ...council.models import Body
from ...kpis.doing import Doing
from ...kpis.models import Kpi
from ..clause_models import FollowUp, FollowUpState, Referral, ReferralState, WorkProgrammeRow
from ..measure_models import FollowUpKpi, ReferredKpi
from ..models import Meeting

Q, R, B, W, M, F, A = (
    ReferredKpi.__table__.c,
    Referral.__table__.c,
    Body.__table__.c,
    WorkProgrammeRow.__table__.c,
    Meeting.__table__.c,
    FollowUp.__table__.c,
    FollowUpKpi.__table__.c,
)
_DONE = exists().where(W.record_noun == "referral", W.record_reference == R.reference, W.done_on.is_not(None))
_REFERRED = (
    select(Q.kpi_id, R.reference, B.code, R.id.label("row_id"), literal(1).label("kind"))
    .join(Referral.__table__, R.id == Q.referral_id)
    .join(Body.__table__, B.id == R.to_body_id)
    .where(R.state != ReferralState.DECLINED.value, ~_DONE)
)
_ASKED = (
    select(A.kpi_id, F.reference, literal(""), F.id, literal(2))
    .join(FollowUp.__table__, F.id == A.follow_up_id)
    .where(F.is_open)
)
_BOTH = _REFERRED.union_all(_ASKED).subquery().c
_OPEN = select(_BOTH.kpi_id, _BOTH.reference, _BOTH.code).order_by(_BOTH.kind, _BOTH.row_id.desc())

_SENDER = Body.__table__.alias("sender")
_OF_KPI = (
    select(R.reference, _SENDER.c.name, B.name, R.sent_on, Q.period, R.state, M.reference, M.on)
    .join(Referral.__table__, R.id == Q.referral_id)
    .join(_SENDER, _SENDER.c.id == R.from_body_id)
    .join(Body.__table__, B.id == R.to_body_id)
    .outerjoin(Meeting.__table__, M.id == R.meeting_id)
    .where(Q.kpi_id == bindparam("kpi"))
    .order_by(Q.id.desc())
)
_REQUESTS = (
    select(F.reference, F.asked_on, F.state)
    .where(
        or_(
            (F.about_noun == "kpi") & (F.about_reference == bindparam("code")),
            F.id.in_(select(A.follow_up_id).where(A.kpi_id == bindparam("kpi"))),
        )
    )
    .order_by(F.id.desc())
)


@dataclass(frozen=True)
class ReferredMeasure:
    """A measure that was referred for a period, and what came of it."""

    kpi_id: int
    code: str
    name: str
    reference: str
    to_name: str
    sent_on: date
    state: ReferralState


def open_work(_about: object = None) -> Iterator[tuple[int, Doing]]:
    """By measure, each referral that was not declined and whose topic is not done, then each request that
    waits; one query."""
    for kpi_id, reference, code in run_kept(_OPEN):
        if code:
            yield kpi_id, Doing(f"Referred to {code}", f"/referrals/{reference}")
        else:
            yield kpi_id, Doing("Note asked for", f"/follow-ups/{reference}")


def list_referred(period: str, kpi_ids: Collection[int] | None = None) -> Sequence[ReferredMeasure]:
    """Which measures (of some) were referred for a period, declined ones aside, by when they were sent."""
    query = (
        select(Kpi.id, Kpi.code, Kpi.name, Referral.reference, Body.name, Referral.sent_on, Referral.state)
        .join(ReferredKpi, ReferredKpi.kpi_id == Kpi.id)
        .join(Referral, Referral.id == ReferredKpi.referral_id)
        .join(Body, Body.id == Referral.to_body_id)
        .where(ReferredKpi.period == period, Referral.state != ReferralState.DECLINED)
        .order_by(Referral.id, Kpi.code)
    )
    if kpi_ids is not None:
        query = query.where(Kpi.id.in_(kpi_ids))
    return [ReferredMeasure(*row) for row in db.session.execute(query)]


@dataclass(frozen=True)
class ReferralOfKpi:
    """A referral of a measure, and what the board did with it."""

    reference: str
    from_name: str
    to_name: str
    sent_on: date
    period: str
    state: ReferralState
    meeting_reference: str | None
    meeting_on: date | None


@dataclass(frozen=True)
class RequestAboutKpi:
    """A request for information about a measure; its words may be closed and are not here."""

    reference: str
    asked_on: date
    state: FollowUpState


@dataclass(frozen=True)
class OfKpi:
    """What committees did about one measure."""

    referrals: Sequence[ReferralOfKpi]
    requests: Sequence[RequestAboutKpi]

    def __bool__(self) -> bool:
        return bool(self.referrals or self.requests)


class NamedKpi(Protocol):
    """A measure, by its row and its code."""

    @property
    def id(self) -> int: ...

    @property
    def code(self) -> str: ...


def list_of_kpi(kpi: NamedKpi) -> OfKpi:
    """A measure's referrals and the requests about it, the newest first; two queries."""
    return OfKpi(
        [ReferralOfKpi(*row) for row in run_kept(_OF_KPI, {"kpi": kpi.id})],
        [RequestAboutKpi(*row) for row in run_kept(_REQUESTS, {"code": kpi.code, "kpi": kpi.id})],
    )
