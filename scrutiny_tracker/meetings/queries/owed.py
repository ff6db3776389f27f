"""What is still owed to a body: information requests, actions and questions, and referrals to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import MOST_COUNTED, PAGE, Page, cursor, read_cursor
from ...council.models import Body, Directorate
from ...people.models import Person
from ...rules.publicity import Publicity
from ..clause_models import (
    Clause,
    DatePrecision,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Referral,
    ReferralState,
)
from ..models import AgendaItem, Meeting


@dataclass(frozen=True)
class OwedFilter:
    """What a list of things owed is asked for. Ids are rows; dates are London's and compared with the day on
    which a thing is due; `late_on` keeps what is open and was due before that day. None asks for all."""

    body_id: int | None = None
    owner_id: int | None = None
    directorate_id: int | None = None
    kind: FollowUpKind | None = None
    is_open: bool | None = None
    due_before: date | None = None
    due_after: date | None = None
    late_on: date | None = None
    item_id: int | None = None
    meeting_id: int | None = None


@dataclass(frozen=True)
class FollowUpRow:
    """An information request, action or question in a list. `what` may be closed: show it through
    `meetings.readable.readable_what`."""

    id: int
    reference: str
    kind: FollowUpKind
    body_id: int
    body_code: str
    body_name: str
    what: str
    public_text: str | None
    publicity: Publicity
    whom: str | None
    owner_id: int | None
    owner_name: str | None
    directorate_id: int | None
    directorate_name: str | None
    due_text: str | None
    due_on: date | None
    due_precision: DatePrecision
    asked_on: date
    state: FollowUpState
    answered_on: date | None
    next_due_on: date


@dataclass(frozen=True)
class ReferralRow:
    """A referral in a list. `what` may be closed: show it through `meetings.readable.readable_what`."""

    id: int
    reference: str
    body_id: int
    from_code: str
    from_name: str
    to_body_id: int
    to_code: str
    to_name: str
    what: str
    public_text: str | None
    publicity: Publicity
    sent_on: date
    state: ReferralState
    replied_on: date | None
    meeting_reference: str | None
    meeting_on: date | None
    next_due_on: date

    owner_id: int | None = None
    directorate_id: int | None = None


def _follow_up_conditions(wanted: OwedFilter) -> list[ColumnElement[bool]]:
    row = FollowUp
    asked: list[tuple[object, Callable[[], ColumnElement[bool]]]] = [
        (wanted.body_id, lambda: row.body_id == wanted.body_id),
        (wanted.owner_id, lambda: row.owner_id == wanted.owner_id),
        (wanted.directorate_id, lambda: row.directorate_id == wanted.directorate_id),
        (wanted.kind, lambda: row.kind == wanted.kind),
        (wanted.is_open, lambda: row.is_open.is_(bool(wanted.is_open))),
        (wanted.due_before, lambda: row.next_due_on < wanted.due_before),
        (wanted.due_after, lambda: row.next_due_on > wanted.due_after),
        (wanted.late_on, lambda: row.is_open.is_(True) & (row.next_due_on < wanted.late_on)),
        (wanted.item_id, lambda: row.item_id == wanted.item_id),
        (wanted.meeting_id, lambda: row.item_id.in_(_items_of(wanted.meeting_id))),
    ]
    return [condition() for value, condition in asked if value is not None]


def _referral_conditions(wanted: OwedFilter) -> list[ColumnElement[bool]]:
    row = Referral
    asked: list[tuple[object, Callable[[], ColumnElement[bool]]]] = [
        (wanted.body_id, lambda: or_(row.from_body_id == wanted.body_id, row.to_body_id == wanted.body_id)),
        (wanted.is_open, lambda: row.is_open.is_(bool(wanted.is_open))),
        (wanted.due_before, lambda: row.next_due_on < wanted.due_before),
        (wanted.due_after, lambda: row.next_due_on > wanted.due_after),
        (wanted.late_on, lambda: row.is_open.is_(True) & (row.next_due_on < wanted.late_on)),
        (wanted.item_id, lambda: row.item_id == wanted.item_id),
        (wanted.meeting_id, lambda: row.item_id.in_(_items_of(wanted.meeting_id))),
    ]
    return [condition() for value, condition in asked if value is not None]


def _items_of(meeting_id: int | None) -> ColumnElement[int]:
    return select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id).scalar_subquery()


def list_follow_up_rows(wanted: OwedFilter, after: str | None = None, size: int = PAGE) -> Page[FollowUpRow]:
    """One page of information requests, actions and questions, the soonest due first; those without a date
    come last. `after` is the key that the page before ended with."""
    row = FollowUp
    query = (
        select(
            row.id,
            row.reference,
            row.kind,
            row.body_id,
            Body.code,
            Body.name,
            row.what,
            row.public_text,
            row.publicity,
            row.whom,
            row.owner_id,
            Person.name,
            row.directorate_id,
            Directorate.name,
            row.due_text,
            row.due_on,
            row.due_precision,
            row.asked_on,
            row.state,
            row.answered_on,
            row.next_due_on,
        )
        .join(Body, Body.id == row.body_id)
        .outerjoin(Person, Person.id == row.owner_id)
        .outerjoin(Directorate, Directorate.id == row.directorate_id)
        .where(*_follow_up_conditions(wanted))
        .order_by(row.next_due_on, row.id)
    )
    key = read_cursor(after)
    if key:
        query = query.where(tuple_(row.next_due_on, row.id) > key)
    rows = [FollowUpRow(*found) for found in db.session.execute(query.limit(size + 1))]
    last = cursor(rows[size - 1].next_due_on, rows[size - 1].id) if len(rows) > size else None
    return Page(rows[:size], last)


def list_referral_rows(wanted: OwedFilter, after: str | None = None, size: int = PAGE) -> Page[ReferralRow]:
    """One page of referrals from or to a body, the soonest due first. A referral has no owner: of the filter,
    owner, directorate and kind are left aside."""
    row, sender, receiver = Referral, aliased(Body), aliased(Body)
    query = (
        select(
            row.id,
            row.reference,
            row.from_body_id,
            sender.code,
            sender.name,
            row.to_body_id,
            receiver.code,
            receiver.name,
            row.what,
            row.public_text,
            row.publicity,
            row.sent_on,
            row.state,
            row.replied_on,
            Meeting.reference,
            Meeting.on,
            row.next_due_on,
        )
        .join(sender, sender.id == row.from_body_id)
        .join(receiver, receiver.id == row.to_body_id)
        .outerjoin(Meeting, Meeting.id == row.meeting_id)
        .where(*_referral_conditions(wanted))
        .order_by(row.next_due_on, row.id)
    )
    key = read_cursor(after)
    if key:
        query = query.where(tuple_(row.next_due_on, row.id) > key)
    rows = [ReferralRow(*found) for found in db.session.execute(query.limit(size + 1))]
    last = cursor(rows[size - 1].next_due_on, rows[size - 1].id) if len(rows) > size else None
    return Page(rows[:size], last)


def count_follow_ups(wanted: OwedFilter, most: int = MOST_COUNTED) -> int:
    """How many `list_follow_up_rows` would list, counted no further than one past `most`."""
    few = select(FollowUp.id).where(*_follow_up_conditions(wanted)).limit(most + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(few)) or 0


def count_referrals(wanted: OwedFilter, most: int = MOST_COUNTED) -> int:
    """How many `list_referral_rows` would list, counted no further than one past `most`."""
    few = select(Referral.id).where(*_referral_conditions(wanted)).limit(most + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(few)) or 0


def get_follow_up(reference: str) -> FollowUp:
    """An information request, action or question with its body, item, owner and asker. Raises NotFound."""
    row = db.session.scalar(
        select(FollowUp)
        .where(FollowUp.reference == reference)
        .options(
            joinedload(FollowUp.body),
            joinedload(FollowUp.item).joinedload(AgendaItem.meeting),
            joinedload(FollowUp.owner),
            joinedload(FollowUp.asked_by),
            joinedload(FollowUp.directorate),
        )
    )
    if row is None:
        raise NotFound(f"There is no request, action or question {reference}.")
    return row


def get_referral(reference: str) -> Referral:
    """A referral with both bodies, its item and the meeting at which it is scheduled. Raises NotFound."""
    row = db.session.scalar(
        select(Referral)
        .where(Referral.reference == reference)
        .options(
            joinedload(Referral.from_body),
            joinedload(Referral.to_body),
            joinedload(Referral.item).joinedload(AgendaItem.meeting),
            joinedload(Referral.meeting),
        )
    )
    if row is None:
        raise NotFound(f"There is no referral {reference}.")
    return row


def list_what_hangs(item_id: int) -> Sequence[Clause | FollowUp | Referral]:
    """What hangs below an item: its clauses, requests, actions, questions and referrals."""
    return [
        *db.session.scalars(select(Clause).where(Clause.item_id == item_id)),
        *db.session.scalars(select(FollowUp).where(FollowUp.item_id == item_id)),
        *db.session.scalars(select(Referral).where(Referral.item_id == item_id)),
    ]
