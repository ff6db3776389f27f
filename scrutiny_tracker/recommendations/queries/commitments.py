"""Reading progress-report commitments: one, the list, and the meetings at which they could stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, literal, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...council.models import Body, Standing
from ...meetings.models import AgendaState, Meeting
from ...meetings.queries.meetings import NEVER_SAT
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import Answer, Thread, standing_entries
from ...rules.lifecycle.entries import Witnessed
from ...rules.permissions import Matter
from ...rules.placing import Placing, Spot, placing
from ..models import Addressee, BaseEvent, Commitment, Entry, Recommendation, Sending, SentLine

LOOKS_BACK = timedelta(days=200)


def get_commitment(reference: str) -> Commitment:
    """A progress-report commitment with its body and meeting. Raises NotFound."""
    found = db.session.scalar(
        select(Commitment)
        .where(Commitment.reference == reference)
        .options(
            joinedload(Commitment.body),
            joinedload(Commitment.meeting).joinedload(Meeting.body),
            joinedload(Commitment.meeting).joinedload(Meeting.instead),
        )
    )
    if found is None:
        raise NotFound(f"There is no progress report {reference}.")
    return found


def matter_of_commitment(commitment: Commitment) -> Matter:
    """Whose a progress report is: the body that asked for it."""
    return Matter(body_ids=frozenset({commitment.body_id}))


def find_commitment_of(recommendation: Recommendation) -> Commitment | None:
    """The progress report that was promised on what was recommended together with this one: in the same
    paper, else under the same item, by the same body. None where it was recommended alone."""
    together = select(Recommendation.commitment_id).where(
        Recommendation.made_by_id == recommendation.made_by_id, Recommendation.commitment_id.is_not(None)
    )
    if recommendation.paper_id is not None:
        together = together.where(Recommendation.paper_id == recommendation.paper_id)
    elif recommendation.item_id is not None:
        together = together.where(
            Recommendation.item_id == recommendation.item_id, Recommendation.paper_id.is_(None)
        )
    else:
        return None
    return db.session.scalar(
        select(Commitment)
        .where(Commitment.id.in_(together))
        .order_by(Commitment.id.desc())
        .limit(1)
        .options(joinedload(Commitment.body), joinedload(Commitment.meeting))
    )


def find_base_date(commitment: Commitment) -> date | None:
    """The day of the event that a progress report is counted from; None while it has not happened."""
    carried = select(Recommendation.id).where(
        Recommendation.commitment_id == commitment.id, Recommendation.parent_id.is_(None)
    )
    match commitment.base_event:
        case BaseEvent.COMMITTEE_AGREED:
            return db.session.scalar(
                select(func.min(Recommendation.agreed_on)).where(Recommendation.id.in_(carried))
            )
        case BaseEvent.NOTICE_RECEIVED:
            return db.session.scalar(
                select(func.min(Sending.received_on))
                .join(SentLine, SentLine.sending_id == Sending.id)
                .join(Addressee, Addressee.id == SentLine.addressee_id)
                .where(Addressee.recommendation_id.in_(carried))
            )
        case _:
            return _first_decision(carried)


def _first_decision(carried: Select[tuple[int]]) -> date | None:
    """The first standing answer that decides something: the executive's, else anybody's."""
    rows = db.session.execute(
        select(
            Entry.id,
            Entry.addressee_id,
            Entry.value,
            Entry.effective_on,
            Entry.corrects_id,
            Body.standing,
            Addressee.portfolio_id,
        )
        .join(Addressee, Addressee.id == Entry.addressee_id)
        .outerjoin(Body, Body.id == Addressee.body_id)
        .where(Entry.recommendation_id.in_(carried), Entry.thread == Thread.ANSWER)
    ).all()
    by_executive = {
        row.id: row.portfolio_id is not None or row.standing is Standing.EXECUTIVE for row in rows
    }
    standing = [
        entry
        for entry in standing_entries(
            Witnessed(row.id, Thread.ANSWER, row.addressee_id, row.value, row.effective_on, row.corrects_id)
            for row in rows
        )
        if entry.value != Answer.DEFERRED
    ]
    first = [entry.effective_on for entry in standing if by_executive[entry.sequence]]
    return min(first or [entry.effective_on for entry in standing], default=None)


@dataclass(frozen=True)
class CommitmentRow:
    """One progress report as a list shows it: when it is due, where it stands, how much it is about."""

    id: int
    reference: str
    title: str
    body_code: str
    body_name: str
    base_event: BaseEvent
    base_on: date | None
    months: int
    not_before_on: date | None
    reported_on: date | None
    counted_from_on: date | None
    chosen_on: date | None
    recommendations: int
    still_open: int
    placing: Placing


_meeting_body = aliased(Body)
_carried = (
    select(func.count(Recommendation.id))
    .where(Recommendation.commitment_id == Commitment.id, Recommendation.parent_id.is_(None))
    .correlate(Commitment)
)
_due_on = func.coalesce(Commitment.not_before_on, NO_DATE)
_ROWS = (
    select(
        Commitment.id,
        Commitment.reference,
        Commitment.title,
        Commitment.body_id,
        Commitment.base_event,
        Commitment.base_on,
        Commitment.months,
        Commitment.not_before_on,
        Commitment.reported_on,
        Commitment.counted_from_on,
        Commitment.chosen_on,
        Commitment.settled_why,
        Body.code.label("body_code"),
        Body.name.label("body_name"),
        _due_on.label("due_on"),
        _carried.scalar_subquery().label("recommendations"),
        _carried.where(Recommendation.is_open).scalar_subquery().label("still_open"),
        Meeting.reference.label("meeting_reference"),
        Meeting.on.label("meeting_on"),
        Meeting.state.label("meeting_state"),
        Meeting.agenda_state.label("meeting_agenda"),
        _meeting_body.name.label("meeting_body"),
    )
    .join(Body, Body.id == Commitment.body_id)
    .outerjoin(Meeting, Meeting.id == Commitment.meeting_id)
    .outerjoin(_meeting_body, _meeting_body.id == Meeting.body_id)
    .order_by(_due_on, Commitment.id)
    .limit(PAGE + 1)
)


def list_commitments(
    today: date,
    *,
    is_reported: bool = False,
    body_code: str | None = None,
    until: date | None = None,
    after: str | None = None,
) -> Page[CommitmentRow]:
    """Progress reports still to come (or those reported), soonest first: of a body by its code, due on or
    before `until`, after a page's key. Three queries however many rows."""
    query = _ROWS.where(
        Commitment.reported_on.is_not(None) if is_reported else Commitment.reported_on.is_(None)
    )
    if body_code:
        query = query.where(Body.code == body_code)
    if until is not None:
        query = query.where(Commitment.not_before_on <= until)
    key = read_cursor(after)
    if key is not None:
        query = query.where(tuple_(_due_on, Commitment.id) > tuple_(literal(key[0]), literal(key[1])))
    found = db.session.execute(query).all()
    spots = list_spots({row.body_id for row in found}, today)
    rows = [_row(row, spots.get(row.body_id, []), today) for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(rows, cursor(last.due_on, last.id) if last is not None else None)


def _row(row: Any, spots: Sequence[Spot], today: date) -> CommitmentRow:  # noqa: ANN401 - a row of _ROWS
    settled = None
    if row.meeting_reference is not None:
        settled = _spot(
            row.meeting_reference, row.meeting_on, row.meeting_body, row.meeting_state, row.meeting_agenda
        )
    return CommitmentRow(
        id=row.id,
        reference=row.reference,
        title=row.title,
        body_code=row.body_code,
        body_name=row.body_name,
        base_event=row.base_event,
        base_on=row.base_on,
        months=row.months,
        not_before_on=row.not_before_on,
        reported_on=row.reported_on,
        counted_from_on=row.counted_from_on,
        chosen_on=row.chosen_on,
        recommendations=row.recommendations,
        still_open=row.still_open,
        placing=placing(
            row.not_before_on,
            spots,
            today,
            settled=settled,
            settled_why=row.settled_why,
            reported_on=row.reported_on,
        ),
    )


def _spot(reference: str, on: date, body_name: str, state: Any, agenda: Any) -> Spot:  # noqa: ANN401
    return Spot(reference, on, body_name, state in NEVER_SAT, agenda is AgendaState.PUBLISHED, str(state))


def list_spots(body_ids: Iterable[int], today: date) -> dict[int, list[Spot]]:
    """The meetings, in date order, at which the reports of each body (or its successors) could stand: those
    to come and those of the last months. Two queries."""
    asked = set(body_ids)
    if not asked:
        return {}
    successor = dict(db.session.execute(select(Body.id, Body.successor_id)).tuples().all())
    lines = {body_id: _line(body_id, successor) for body_id in asked}
    rows = db.session.execute(
        select(Meeting.body_id, Meeting.reference, Meeting.on, Body.name, Meeting.state, Meeting.agenda_state)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Meeting.body_id.in_({one for line in lines.values() for one in line}),
            Meeting.on >= today - LOOKS_BACK,
        )
        .order_by(Meeting.on, Meeting.id)
    ).all()
    return {
        body_id: [
            _spot(row.reference, row.on, row.name, row.state, row.agenda_state)
            for row in rows
            if row.body_id in line
        ]
        for body_id, line in lines.items()
    }


def _line(body_id: int, successor: dict[int, int | None]) -> list[int]:
    line: list[int] = []
    one: int | None = body_id
    while one is not None and one not in line:
        line.append(one)
        one = successor.get(one)
    return line


def placing_of(commitment: Commitment, today: date) -> Placing:
    """Where one progress report stands today; the commitment with its meeting and that meeting's body."""
    meeting = commitment.meeting
    settled = None
    if meeting is not None:
        settled = _spot(meeting.reference, meeting.on, meeting.body.name, meeting.state, meeting.agenda_state)
    return placing(
        commitment.not_before_on,
        list_spots([commitment.body_id], today).get(commitment.body_id, []),
        today,
        settled=settled,
        settled_why=commitment.settled_why,
        reported_on=commitment.reported_on,
    )
