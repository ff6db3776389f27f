"""Draft recommendations, with who is asked and the measures that each is about."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload, subqueryload

from ...core.errors import NotFound
from ...core.extensions import db
from ..models import DeepDive, DraftRecommendation, DraftState, ScopedMeasure

WHOLE = (
    joinedload(DraftRecommendation.body),
    joinedload(DraftRecommendation.portfolio),
    subqueryload(DraftRecommendation.measures).joinedload(ScopedMeasure.kpi),
)


def list_drafts(dive_id: int) -> Sequence[DraftRecommendation]:
    """A deep dive's drafts in the order of their numbers; three queries however many there are."""
    return db.session.scalars(
        select(DraftRecommendation)
        .where(DraftRecommendation.deep_dive_id == dive_id)
        .order_by(DraftRecommendation.number)
        .options(*WHOLE)
    ).all()


def get_draft(dive: DeepDive, number: int) -> DraftRecommendation:
    """One draft by its number. Raises NotFound."""
    draft = db.session.scalar(
        select(DraftRecommendation)
        .where(DraftRecommendation.deep_dive_id == dive.id, DraftRecommendation.number == number)
        .options(*WHOLE)
    )
    if draft is None:
        raise NotFound(f"Deep dive {dive.reference} has no draft {number}.")
    return draft


def next_number(dive_id: int) -> int:
    """The number of a deep dive's next draft."""
    query = select(func.max(DraftRecommendation.number)).where(DraftRecommendation.deep_dive_id == dive_id)
    return (db.session.scalar(query) or 0) + 1


def has_parts(draft_id: int | None) -> bool:
    """Whether points of the appendix stand under a draft."""
    query = select(exists().where(DraftRecommendation.parent_id == draft_id))
    return draft_id is not None and bool(db.session.scalar(query))


def is_printed(draft_id: int | None) -> bool:
    """Whether a report prints a draft."""
    query = select(DraftRecommendation.printed_id).where(DraftRecommendation.id == draft_id)
    return draft_id is not None and db.session.scalar(query) is not None


def find_printed(printed_id: int) -> DraftRecommendation | None:
    """The draft that a report prints as this recommendation."""
    return db.session.scalar(
        select(DraftRecommendation).where(DraftRecommendation.printed_id == printed_id).options(*WHOLE)
    )


def list_points(draft: DraftRecommendation) -> Sequence[DraftRecommendation]:
    """The agreed points of the appendix under a draft."""
    return db.session.scalars(
        select(DraftRecommendation)
        .where(DraftRecommendation.parent_id == draft.id, DraftRecommendation.state == DraftState.AGREED)
        .order_by(DraftRecommendation.number)
        .options(*WHOLE)
    ).all()


def last_section(dive_id: int) -> int:
    """The section of the last measure in the appendix; 0 where there is none."""
    query = select(func.max(ScopedMeasure.section)).where(ScopedMeasure.deep_dive_id == dive_id)
    return db.session.scalar(query) or 0
