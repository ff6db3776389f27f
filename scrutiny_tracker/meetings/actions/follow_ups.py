"""Information requests, actions and questions: What, Whom, When, and what came of them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.clocks import NO_DATE
from ...rules.minutes.dates import Precision, read_due
from ...rules.publicity import Publicity
from ..clause_models import Clause, DatePrecision, FollowUp, FollowUpKind, FollowUpState
from ..models import AgendaItem
from .publicity import OPEN, TypedPublicity, close_like, set_publicity

NOUN = "follow-up"


@dataclass(frozen=True)
class When:
    """When something is due: a day; a month, whose last day counts; or only words, such as “next meeting”."""

    precision: DatePrecision = DatePrecision.VAGUE
    on: date | None = None
    words: str | None = None

    @staticmethod
    def day(on: date) -> When:
        return When(DatePrecision.DAY, on)

    @staticmethod
    def month(of: date) -> When:
        """The month in which a day lies."""
        last = calendar.monthrange(of.year, of.month)[1]
        return When(DatePrecision.MONTH, of.replace(day=last), f"{of:%B %Y}")

    @staticmethod
    def read(words: str | None) -> When:
        """By when, as written: a day or a month where the words name one, else the words alone."""
        if not words:
            return When()
        due = read_due(words)
        if due.date is None or due.precision is Precision.VAGUE:
            return When(words=words)
        return When.day(due.date) if due.precision is Precision.DAY else When.month(due.date)


@dataclass(frozen=True)
class TypedFollowUp:
    """A request, action or question as typed. `whom` is who in words, where it is no account's owner."""

    kind: FollowUpKind
    what: str
    whom: str | None = None
    owner_id: int | None = None
    directorate_id: int | None = None
    due: When = field(default_factory=When)
    publicity: TypedPublicity = field(default=OPEN)


def add_follow_up(
    body: Body,
    typed: TypedFollowUp,
    by: By,
    *,
    asked_on: date | None = None,
    item: AgendaItem | None = None,
    clause: Clause | None = None,
    about_noun: str | None = None,
    about_reference: str | None = None,
    asked_by_id: int | None = None,
) -> FollowUp:
    """A new open request, action or question of a body, asked on a day (today unless given). It is at least
    as closed as its item and its clause. `about_noun` and `about_reference` name the record that it is about,
    such as a recommendation. Raises Refused without wording, or with a day that has not come as its
    asking."""
    asked = asked_on or by.today
    if asked > by.today:
        raise Refused("Enter the day on which it was asked, today at the latest.", "asked_on")
    row = FollowUp(
        reference=mint(f"{body.code}-{year_code(asked)}-F"),
        body_id=body.id,
        asked_on=asked,
        item_id=item.id if item is not None else None,
        clause_id=clause.id if clause is not None else None,
        about_noun=about_noun,
        about_reference=about_reference,
        asked_by_id=asked_by_id,
        state=FollowUpState.OPEN,
        is_open=True,
    )
    _fill(row, typed)
    for above in (item, clause):
        if above is not None:
            close_like(above, row)
    db.session.add(row)
    db.session.flush()
    tag = Tag.QUESTION_ASKED if typed.kind is FollowUpKind.QUESTION else Tag.FOLLOW_UP_ADDED
    told = {"what": row.what, "whom": row.whom, "owner_id": row.owner_id, "due_on": row.due_on}
    record(by, tag, NOUN, row.reference, after=told, publicity=row.publicity)
    return row


def change_follow_up(row: FollowUp, typed: TypedFollowUp, why: str | None, by: By) -> None:
    """Changes what is asked, of whom, by when. Raises Refused."""
    was = row.publicity
    _fill(row, typed)
    if row.item is not None and row.item.publicity is not Publicity.PUBLIC:
        close_like(row.item, row)
    closed = was if was is not Publicity.PUBLIC else row.publicity
    record_changes(by, Tag.FOLLOW_UP_CHANGED, NOUN, row.reference, row, why=why or None, publicity=closed)
    db.session.flush()


def answer_follow_up(row: FollowUp, answer: str, on: date, by: By) -> None:
    """Keeps the answer of a day that has come and closes the row; the body's members read it on the row's
    page. An answer given before is replaced, and history keeps it. Raises Refused."""
    if row.state is FollowUpState.WITHDRAWN:
        raise Refused("This was withdrawn. Reopen it first.", "answer")
    if not answer:
        raise Refused("Enter the answer.", "answer")
    if not row.asked_on <= on <= by.today:
        raise Refused("Enter a day from when it was asked to today.", "on")
    row.state, row.answer, row.answered_on = FollowUpState.ANSWERED, answer, on
    _close(row)
    record_changes(by, Tag.FOLLOW_UP_ANSWERED, NOUN, row.reference, row, publicity=row.publicity)
    db.session.flush()


def withdraw_follow_up(row: FollowUp, reason: str, by: By) -> None:
    """Closes an open row that is no longer asked for. Raises Refused without a reason."""
    if row.state is not FollowUpState.OPEN:
        raise Refused("Only what is open can be withdrawn.", "reason")
    if not reason:
        raise Refused("Say why this is no longer asked for.", "reason")
    row.state = FollowUpState.WITHDRAWN
    _close(row)
    record_changes(by, Tag.FOLLOW_UP_WITHDRAWN, NOUN, row.reference, row, why=reason, publicity=row.publicity)
    db.session.flush()


def reopen_follow_up(row: FollowUp, reason: str, by: By) -> None:
    """Opens a closed row again: the answer did not answer, or the closing was a mistake. Raises Refused."""
    if row.state is FollowUpState.OPEN:
        raise Refused("This is open.", "reason")
    if not reason:
        raise Refused("Say why this is open again.", "reason")
    row.state, row.answer, row.answered_on = FollowUpState.OPEN, None, None
    row.is_open, row.next_due_on = True, row.due_on or NO_DATE
    record_changes(by, Tag.FOLLOW_UP_REOPENED, NOUN, row.reference, row, why=reason, publicity=row.publicity)
    db.session.flush()


def _close(row: FollowUp) -> None:
    row.is_open, row.next_due_on = False, NO_DATE


def _fill(row: FollowUp, typed: TypedFollowUp) -> None:
    if not typed.what.strip():
        raise Refused("Enter what is asked for.", "what")
    if typed.due.precision is not DatePrecision.VAGUE and typed.due.on is None:
        raise Refused("Enter the date.", "due_on")
    set_publicity(row, typed.publicity)
    row.kind, row.what = typed.kind, typed.what.strip()
    row.whom, row.owner_id, row.directorate_id = typed.whom or None, typed.owner_id, typed.directorate_id
    row.due_precision, row.due_text = typed.due.precision, typed.due.words or None
    row.due_on = None if typed.due.precision is DatePrecision.VAGUE else typed.due.on
    row.next_due_on = (row.due_on or NO_DATE) if row.is_open else NO_DATE
