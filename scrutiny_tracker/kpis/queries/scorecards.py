"""The record of periods: scorecards with their frozen lines."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ...core.extensions import db
from ..models import Scorecard, ScorecardLine


def find_scorecard(plan_id: int, period: str) -> Scorecard | None:
    """The record of a plan's period, where one was published or frozen."""
    return db.session.scalar(
        select(Scorecard).where(Scorecard.plan_id == plan_id, Scorecard.period == period)
    )


def list_scorecards(plan_id: int) -> Sequence[Scorecard]:
    """The records of a plan's periods, the newest first."""
    return db.session.scalars(
        select(Scorecard).where(Scorecard.plan_id == plan_id).order_by(Scorecard.starts_on.desc())
    ).all()


def list_lines(scorecard_id: int) -> Sequence[ScorecardLine]:
    """The frozen judgements of a period."""
    return db.session.scalars(
        select(ScorecardLine).where(ScorecardLine.scorecard_id == scorecard_id).order_by(ScorecardLine.id)
    ).all()
