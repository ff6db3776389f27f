"""What a progress report is about, when it is due, and whose words have come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from ...core.clock import london
from ...core.errors import NotFound
from ...core.extensions import db
from ...council.settings import number_setting
from ...meetings.models import Meeting
from ...meetings.queries.publishing import last_day_for_papers
from ...recommendations.models import (
    Action,
    Addressee,
    Commitment,
    Entry,
    MeasureLink,
    Recommendation,
    Update,
)
from ...recommendations.queries.commitments import get_commitment, placing_of
from ...rules.lifecycle import UpdateState
from ...rules.placing import Placing
from ...rules.progress_reports import ReportDates, report_dates
from ..models import Document, DocumentKind, DocumentSubject

NOUN = "commitment"
PAPERS_AHEAD = timedelta(weeks=3)

_REPORTED = (
    joinedload(Recommendation.made_by),
    joinedload(Recommendation.followed_by),
    joinedload(Recommendation.paper),
    joinedload(Recommendation.portfolio),
    joinedload(Recommendation.directorate),
    selectinload(Recommendation.addressees).options(
        joinedload(Addressee.body), joinedload(Addressee.portfolio)
    ),
    selectinload(Recommendation.actions).options(
        joinedload(Action.owner), joinedload(Action.directorate), joinedload(Action.body)
    ),
    selectinload(Recommendation.entries).joinedload(Entry.meeting).joinedload(Meeting.body),
    selectinload(Recommendation.measures).joinedload(MeasureLink.kpi),
)


def list_reported_on(references: Sequence[str]) -> list[Recommendation]:
    """What some progress reports are about, report by report as printed, each followed by its parts; with
    answers, actions, entries and measures. A fixed number of queries."""
    commitments = {
        row.id: references.index(row.reference)
        for row in db.session.execute(
            select(Commitment.id, Commitment.reference).where(Commitment.reference.in_(references))
        )
    }
    whole = db.session.scalars(
        select(Recommendation)
        .where(Recommendation.commitment_id.in_(commitments), Recommendation.withdrawn_on.is_(None))
        .options(*_REPORTED)
    ).all()
    ids = {one.id for one in whole}
    parts = db.session.scalars(
        select(Recommendation)
        .where(
            Recommendation.parent_id.in_(ids),
            Recommendation.id.not_in(ids),
            Recommendation.withdrawn_on.is_(None),
        )
        .options(*_REPORTED)
    ).all()
    every = {one.id: one for one in (*whole, *parts)}

    def place(one: Recommendation) -> tuple[int, int, int, bool, int, int]:
        top = every.get(one.parent_id or 0, one)
        nth = commitments.get(top.commitment_id or 0, 0)
        return nth, top.printed_position, top.id, one is not top, one.printed_position, one.id

    return sorted(every.values(), key=place)


def commitments_of(document: Document) -> list[Commitment]:
    """The progress reports that a document makes, the first one first. Raises NotFound for one of another
    kind."""
    if document.kind is not DocumentKind.PROGRESS:
        raise NotFound(f"{document.reference} is no progress report.")
    return [get_commitment(subject.reference) for subject in document.subjects if subject.noun == NOUN]


def dates_of(placing: Placing, not_before_on: date | None) -> ReportDates | None:
    """A report's days, counted back from the papers of the meeting at which it stands, or would stand on its
    date while none is in the calendar; None while it waits for its event."""
    on = placing.meeting.on if placing.meeting is not None else not_before_on
    if on is None:
        return None
    return report_dates(
        last_day_for_papers(on),
        number_setting("progress_opens_weeks"),
        number_setting("progress_parts_weeks"),
    )


def list_due_to_open(today: date) -> list[Commitment]:
    """The progress reports on which work is to begin by today and for which no document stands, soonest
    first. One query, and three more for each within reach."""
    opened = select(DocumentSubject.reference).where(
        DocumentSubject.kind == DocumentKind.PROGRESS, DocumentSubject.noun == NOUN
    )
    until = today + PAPERS_AHEAD + timedelta(weeks=number_setting("progress_opens_weeks"))
    near = db.session.scalars(
        select(Commitment.reference)
        .outerjoin(Meeting, Meeting.id == Commitment.meeting_id)
        .where(
            Commitment.reported_on.is_(None),
            func.coalesce(Meeting.on, Commitment.not_before_on) <= until,
            Commitment.reference.not_in(opened),
        )
        .order_by(Commitment.not_before_on, Commitment.id)
    ).all()
    found = []
    for reference in near:
        commitment = get_commitment(reference)
        days = dates_of(placing_of(commitment, today), commitment.not_before_on)
        if days is not None and days.opens_on <= today:
            found.append(commitment)
    return found


def list_shareable(document: Document, commitment: Commitment) -> Sequence[Commitment]:
    """Other progress reports of the same body, still to come and without a document, that could be made in
    this one."""
    opened = select(DocumentSubject.reference).where(
        DocumentSubject.kind == document.kind, DocumentSubject.noun == NOUN
    )
    return db.session.scalars(
        select(Commitment)
        .where(
            Commitment.body_id == commitment.body_id,
            Commitment.reported_on.is_(None),
            Commitment.reference.not_in(opened),
        )
        .order_by(Commitment.not_before_on, Commitment.id)
        .options(joinedload(Commitment.body))
    ).all()


@dataclass(frozen=True)
class Came:
    """The last update on an action that was sent: its London date, and whether councillors see it."""

    on: date
    is_shown: bool


def list_updates_sent(action_ids: Iterable[int]) -> dict[int, Came]:
    """The last update sent on each action. One query."""
    rows = db.session.execute(
        select(Update.action_id, Update.sent_at, Update.state)
        .where(
            Update.action_id.in_(list(action_ids)),
            Update.state.in_((UpdateState.SENT, UpdateState.CLEARED, UpdateState.SHOWN)),
        )
        .order_by(Update.sent_at, Update.id)
    )
    return {
        row.action_id: Came(london(row.sent_at).date(), row.state is UpdateState.SHOWN)
        for row in rows
        if row.sent_at is not None
    }


@dataclass(frozen=True)
class Standing:
    """The document in which a progress report is made: its reference, author, and whether it is published."""

    document: str
    author_id: int | None
    is_frozen: bool


def list_standing(references: Sequence[str]) -> dict[str, Standing]:
    """The documents of some progress reports, by the report's reference. One query."""
    rows = db.session.execute(
        select(DocumentSubject.reference, Document.reference, Document.author_id, Document.frozen_on)
        .join(Document, Document.id == DocumentSubject.document_id)
        .where(
            DocumentSubject.kind == DocumentKind.PROGRESS,
            DocumentSubject.noun == NOUN,
            DocumentSubject.reference.in_(references),
        )
    ).tuples()
    return {about: Standing(document, author_id, on is not None) for about, document, author_id, on in rows}
