"""The review group's working papers: notes and what was promised in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from ...core.extensions import db
from ...meetings.clause_models import FollowUp
from ..models import (
    DeepDiveSession,
    DraftMeasure,
    DraftRecommendation,
    DraftState,
    MeasureNotes,
    SessionPromise,
)


def list_measure_notes(session_id: int) -> Sequence[MeasureNotes]:
    """The notes of a session's measures."""
    return db.session.scalars(select(MeasureNotes).where(MeasureNotes.session_id == session_id)).all()


@dataclass(frozen=True)
class Working:
    """What there is of a deep dive's working papers: the measures (rows of the scope) with notes, how many
    drafts are about each, how many drafts there are, and how many of them are settled."""

    heard: frozenset[int]
    drafted: Mapping[int, int]
    drafts: int
    settled: int


def count_working(dive_id: int) -> Working:
    """Three queries however much there is."""
    heard = db.session.scalars(
        select(MeasureNotes.scoped_id)
        .join(DeepDiveSession, DeepDiveSession.id == MeasureNotes.session_id)
        .where(DeepDiveSession.deep_dive_id == dive_id, MeasureNotes.text != "")
    )
    of_dive = select(DraftRecommendation.id).where(DraftRecommendation.deep_dive_id == dive_id)
    states = db.session.scalars(
        select(DraftRecommendation.state).where(DraftRecommendation.deep_dive_id == dive_id)
    ).all()
    about = db.session.scalars(select(DraftMeasure.scoped_id).where(DraftMeasure.draft_id.in_(of_dive)))
    settled = sum(state is not DraftState.DRAFT for state in states)
    return Working(frozenset(heard), Counter(about), len(states), settled)


def list_promises(session_id: int) -> Sequence[SessionPromise]:
    """What was sent from a session, with the requests and whoever answers them."""
    return db.session.scalars(
        select(SessionPromise)
        .where(SessionPromise.session_id == session_id)
        .options(joinedload(SessionPromise.follow_up).joinedload(FollowUp.owner))
        .order_by(SessionPromise.id)
    ).all()


def is_used(scoped_id: int) -> bool:
    """Whether anything was noted, promised or drafted about a measure of the scope."""
    noted = exists().where(MeasureNotes.scoped_id == scoped_id, MeasureNotes.text != "")
    promised = exists().where(SessionPromise.scoped_id == scoped_id)
    drafted = exists().where(DraftMeasure.scoped_id == scoped_id)
    return bool(db.session.scalar(select(or_(noted, promised, drafted))))
