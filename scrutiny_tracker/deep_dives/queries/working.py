"""The review group's working papers: notes and what was promised in them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from ...core.extensions import db
from ...meetings.clause_models import FollowUp
from ..models import DeepDiveSession, DraftMeasure, MeasureNotes, SessionPromise


def list_measure_notes(session_id: int) -> Sequence[MeasureNotes]:
    """The notes of a session's measures."""
    return db.session.scalars(select(MeasureNotes).where(MeasureNotes.session_id == session_id)).all()


def list_notes_of(dive_id: int) -> dict[int, list[tuple[int, str]]]:
    """What was noted in a deep dive, by the measure's row in the scope: the session's number and the text."""
    rows = db.session.execute(
        select(MeasureNotes.scoped_id, DeepDiveSession.number, MeasureNotes.text)
        .join(DeepDiveSession, DeepDiveSession.id == MeasureNotes.session_id)
        .where(DeepDiveSession.deep_dive_id == dive_id, MeasureNotes.text != "")
        .order_by(DeepDiveSession.number)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for scoped_id, number, words in rows:
        found.setdefault(scoped_id, []).append((number, words))
    return found


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
