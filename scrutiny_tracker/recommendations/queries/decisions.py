"""What a committee decides on: an item's recommendations, its meetings, what is still to be reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased, joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...meetings.models import AgendaItem, Meeting, MeetingState
from ..models import Commitment, DelegatedDecision, Entry, ForDecision, Recommendation
from .one import WHOLE

NEVER_SAT = (MeetingState.CANCELLED, MeetingState.POSTPONED, MeetingState.INQUORATE)
MOST_MEETINGS = 60


def list_for_decision(item: AgendaItem) -> Sequence[Recommendation]:
    """The recommendations that an item (with its meeting) puts before the committee, whole, then their parts.

    Those that were put there; without any, those of the progress report that stands for the meeting, else
    those that were made under the earlier minute from which the item arises.
    """
    for chosen in (_put(item), _promised(item), _arising(item)):
        ids = list(db.session.scalars(chosen))
        if ids:
            return _whole(ids)
    return []


def list_put(item: AgendaItem) -> Sequence[int]:
    """The row ids of what was put before the committee under an item."""
    return db.session.scalars(_put(item)).all()


def _put(item: AgendaItem) -> Select[tuple[int]]:
    return select(ForDecision.recommendation_id).where(ForDecision.item_id == item.id)


def _promised(item: AgendaItem) -> Select[tuple[int]]:
    """Of the commitments that stand for the meeting: the one that the item names, or all."""
    commitments = db.session.execute(
        select(Commitment.id, Commitment.title).where(Commitment.meeting_id == item.meeting_id)
    ).all()
    named = [row.id for row in commitments if row.title.lower() in item.title.lower()]
    return select(Recommendation.id).where(
        Recommendation.commitment_id.in_(named or [row.id for row in commitments]),
        Recommendation.parent_id.is_(None),
    )


def _arising(item: AgendaItem) -> Select[tuple[int]]:
    return select(Recommendation.id).where(
        Recommendation.item_id == item.arises_from_id,
        Recommendation.item_id.is_not(None),
        Recommendation.parent_id.is_(None),
    )


def _whole(ids: Sequence[int]) -> Sequence[Recommendation]:
    found = (
        db.session.scalars(
            select(Recommendation)
            .where(or_(Recommendation.id.in_(ids), Recommendation.parent_id.in_(ids)))
            .options(*WHOLE)
        )
        .unique()
        .all()
    )
    places = {row.id: (row.printed_position, row.id) for row in found}
    return sorted(
        found,
        key=lambda row: (
            places.get(row.parent_id or row.id, (0, row.id)),
            row.parent_id is not None,
            places[row.id],
        ),
    )


def list_choosable(item: AgendaItem) -> Sequence[Recommendation]:
    """Open recommendations that the item's body follows and that are not before it yet, oldest first."""
    put = select(ForDecision.recommendation_id).where(ForDecision.item_id == item.id)
    return db.session.scalars(
        select(Recommendation)
        .where(
            Recommendation.followed_by_id == item.meeting.body_id,
            Recommendation.is_open,
            Recommendation.parent_id.is_(None),
            Recommendation.id.not_in(put),
        )
        .order_by(Recommendation.made_on, Recommendation.printed_position, Recommendation.id)
        .options(*WHOLE)
        .limit(200)
    ).all()


def list_held(body_ids: Sequence[int], today: date) -> Sequence[Meeting]:
    """The meetings of some bodies that sat by today, newest first."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.body_id.in_(body_ids), Meeting.on <= today, Meeting.state.not_in(NEVER_SAT))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
        .limit(MOST_MEETINGS)
        .options(joinedload(Meeting.body))
    ).all()


def get_item_at(meeting_reference: str, item_reference: str) -> AgendaItem:
    """An item of this very meeting, with its meeting and body. Raises NotFound."""
    item = db.session.scalar(
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.reference == item_reference, Meeting.reference == meeting_reference)
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.body), joinedload(AgendaItem.paper))
    )
    if item is None:
        raise NotFound("There is no such item on this meeting's agenda.")
    return item


def list_to_be_reported(body_id: int) -> Sequence[DelegatedDecision]:
    """A body's delegated decisions that no meeting has been told of and that still stand, oldest first."""
    correction = aliased(Entry)
    return db.session.scalars(
        select(DelegatedDecision)
        .join(Entry, Entry.id == DelegatedDecision.entry_id)
        .join(Recommendation, Recommendation.id == Entry.recommendation_id)
        .where(
            DelegatedDecision.reported_on.is_(None),
            Recommendation.followed_by_id == body_id,
            ~select(correction.id).where(correction.corrects_id == Entry.id).exists(),
        )
        .order_by(DelegatedDecision.id)
        .options(
            joinedload(DelegatedDecision.report_to),
            joinedload(DelegatedDecision.entry).joinedload(Entry.recommendation).options(*WHOLE),
        )
    ).all()
