"""What an annual report counts: plain rows of one municipal year, as many queries at any number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, select

from ...core.extensions import db
from ...core.prebuilt import run
from ...council.models import Body, MunicipalYear, Portfolio, Standing
from ...deep_dives.models import DeepDive, ScopedMeasure
from ...meetings.clause_models import FollowUp, Referral, ReferralState
from ...meetings.measure_models import FollowUpKpi, ReferredKpi
from ...meetings.models import Meeting
from ...meetings.queries.meetings import NEVER_SAT
from ...recommendations.models import Addressee, MeasureLink, Recommendation, Sending, SentLine
from ...rules.lifecycle import Answer, Decision, Origin, Progress
from ...rules.publicity import Publicity

R = Recommendation.__table__.c


class MadeRow(NamedTuple):
    """A recommendation up to the end of the year; those of earlier years are what is repeated."""

    id: int
    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    text: str
    made_by_id: int
    made_on: date
    parent_id: int | None
    origin: Origin
    is_counted: bool
    withdrawn_on: date | None
    answer: Answer
    progress: Progress
    decision: Decision


class AskedRow(NamedTuple):
    """One decision-maker asked, with the last day that the newest sending set."""

    recommendation_id: int
    asked: str
    answer: Answer
    answered_on: date | None
    due_on: date | None


def find_year(name: str | None, today: date) -> MunicipalYear | None:
    """The municipal year of that name (2025-26); without one the newest in which something was made."""
    if name is None:
        return next(iter(list_years(today, 1)), None)
    return db.session.scalar(select(MunicipalYear).where(MunicipalYear.name == name))


def list_years(today: date, most: int = 3) -> Sequence[MunicipalYear]:
    """The years in which something was made, the newest first."""
    return db.session.scalars(_years(today).limit(most)).all()


def _years(today: date) -> Select[tuple[MunicipalYear]]:
    made = select(Recommendation.id).where(
        Recommendation.made_on >= MunicipalYear.starts_on, Recommendation.made_on <= MunicipalYear.ends_on
    )
    return (
        select(MunicipalYear)
        .where(MunicipalYear.starts_on <= today, made.exists())
        .order_by(MunicipalYear.starts_on.desc())
    )


def list_made(until: date) -> Sequence[MadeRow]:
    """Every recommendation made up to a day, the earliest first."""
    columns = [R[name] for name in MadeRow._fields]
    rows = run(select(*columns).where(R.made_on <= until).order_by(R.made_on, R.id))
    return [MadeRow(*row) for row in rows]


def list_asked(year: MunicipalYear) -> Sequence[AskedRow]:
    """Who was asked by the counted recommendations of a year, scrutiny itself left out."""
    newest = (
        select(SentLine.addressee_id, func.max(SentLine.sending_id).label("sending_id"))
        .group_by(SentLine.addressee_id)
        .subquery()
    )
    rows = run(
        select(
            Addressee.recommendation_id,
            func.coalesce(Body.name, Portfolio.name, Addressee.to_be_allocated),
            Addressee.answer,
            Addressee.answered_on,
            func.coalesce(Sending.answer_due_on, Sending.answer_needed_by),
        )
        .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
        .outerjoin(Body, Body.id == Addressee.body_id)
        .outerjoin(Portfolio, Portfolio.id == Addressee.portfolio_id)
        .outerjoin(newest, newest.c.addressee_id == Addressee.id)
        .outerjoin(Sending, Sending.id == newest.c.sending_id)
        .where(
            Recommendation.made_on >= year.starts_on,
            Recommendation.made_on <= year.ends_on,
            Recommendation.is_counted,
            Recommendation.withdrawn_on.is_(None),
            Body.standing.is_distinct_from(Standing.SCRUTINY),
        )
        .order_by(Addressee.recommendation_id, Addressee.id)
    )
    return [AskedRow(*row) for row in rows]


def list_measured() -> Mapping[int, frozenset[int]]:
    """The measures that each recommendation is about."""
    found: dict[int, set[int]] = {}
    for made, kpi in run(select(MeasureLink.recommendation_id, MeasureLink.kpi_id)):
        found.setdefault(made, set()).add(kpi)
    return {made: frozenset(kpis) for made, kpis in found.items()}


def list_looked_into(year: MunicipalYear, until: date) -> Mapping[str, frozenset[int]]:
    """What else scrutiny did about measures in a year: taken into a deep dive, referred, asked about."""
    within = (year.starts_on, min(year.ends_on, until))
    dives = (
        select(ScopedMeasure.kpi_id)
        .join(DeepDive, DeepDive.id == ScopedMeasure.deep_dive_id)
        .where(DeepDive.began_on.between(*within))
    )
    referred = (
        select(ReferredKpi.kpi_id)
        .join(Referral, Referral.id == ReferredKpi.referral_id)
        .where(Referral.sent_on.between(*within), Referral.state != ReferralState.DECLINED)
    )
    asked = (
        select(FollowUpKpi.kpi_id)
        .join(FollowUp, FollowUp.id == FollowUpKpi.follow_up_id)
        .where(FollowUp.asked_on.between(*within))
    )
    every = {"taken into a deep dive": dives, "referred to a board": referred, "asked about": asked}
    return {words: frozenset(run(query).scalars()) for words, query in every.items()}


def count_meetings(year: MunicipalYear, until: date) -> Mapping[int, int]:
    """How often each body met in a year, up to a day."""
    rows = run(
        select(Meeting.body_id, func.count())
        .where(Meeting.on.between(year.starts_on, min(year.ends_on, until)), Meeting.state.not_in(NEVER_SAT))
        .group_by(Meeting.body_id)
    )
    return dict(rows.tuples().all())
