"""What was made from an item's resolutions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, func, select

from ...core.extensions import db
from ...meetings.clause_models import Clause, FollowUp, Referral
from ..models import Addressee, Recommendation, SentLine


@dataclass(frozen=True)
class Made:
    """How many clauses an item has, and of each noun that hangs from them."""

    clauses: int
    recommendations: int
    unsent: int
    follow_ups: int
    referrals: int
    needs_details: int


def count_made(item_id: int) -> Made:
    """One query."""
    whole = (Recommendation.item_id == item_id, Recommendation.parent_id.is_(None))
    sent = exists().where(
        Addressee.recommendation_id == Recommendation.id, SentLine.addressee_id == Addressee.id
    )
    row = db.session.execute(
        select(
            select(func.count()).where(Clause.item_id == item_id).scalar_subquery(),
            select(func.count()).where(*whole).scalar_subquery(),
            select(func.count()).where(*whole, Recommendation.is_counted, ~sent).scalar_subquery(),
            select(func.count()).where(FollowUp.item_id == item_id).scalar_subquery(),
            select(func.count()).where(Referral.item_id == item_id).scalar_subquery(),
            select(func.count()).where(*whole, Recommendation.needs_details).scalar_subquery(),
        )
    ).one()
    return Made(*row)
