"""The list of sendings: what each waits for, late ones first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, case, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...council.models import Body, Portfolio
from ...rules.clocks import NO_DATE
from ...rules.deadlines import Regime
from ...rules.lifecycle import Answer
from ..models import Addressee, Recommendation, Sending, SentLine

UNANSWERED = (Answer.WAITING, Answer.DEFERRED)
BY_NOTICE = (Regime.EXECUTIVE, Regime.COUNCIL)


class WaitsFor(StrEnum):
    """What a sending waits for; nothing once all that it carries is answered."""

    NOTICE = "notice"
    RECEIPT = "receipt"
    ANSWER = "answer"
    NOTHING = "nothing"


@dataclass(frozen=True)
class SendingRow:
    """One sending as the list shows it; `due_on` is its answer's date, NO_DATE where there is none."""

    id: int
    reference: str
    title: str
    from_name: str
    to_name: str
    sent_on: date | None
    notice_given_on: date | None
    received_on: date | None
    due_on: date
    is_legal: bool
    lines: int
    unanswered: int
    waits_for: WaitsFor

    def is_late(self, today: date) -> bool:
        """Whether the answer's date has passed without all answers."""
        return self.waits_for is not WaitsFor.NOTHING and self.due_on < today


_to_body, _from_body = aliased(Body), aliased(Body)
_carried = select(func.count(SentLine.id)).where(SentLine.sending_id == Sending.id).correlate(Sending)
_IS_UNANSWERED = (Addressee.answer.in_(UNANSWERED), Recommendation.is_open)
_unanswered = (
    _carried.join(Addressee, Addressee.id == SentLine.addressee_id)
    .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
    .where(*_IS_UNANSWERED)
)
_is_unanswered = _unanswered.with_only_columns(SentLine.id).exists()
# Found from the answers that are missing, which are few, and not by a look at every sending ever made.
_still_open = Sending.id.in_(
    select(SentLine.sending_id)
    .join(Addressee, Addressee.id == SentLine.addressee_id)
    .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
    .where(*_IS_UNANSWERED)
)
_waits_for = case(
    (~_is_unanswered, literal(WaitsFor.NOTHING.value)),
    (
        or_(
            and_(Sending.regime.in_(BY_NOTICE), Sending.notice_given_on.is_(None)), Sending.sent_on.is_(None)
        ),
        literal(WaitsFor.NOTICE.value),
    ),
    (Sending.received_on.is_(None), literal(WaitsFor.RECEIPT.value)),
    else_=literal(WaitsFor.ANSWER.value),
)
_due_on = func.coalesce(Sending.answer_due_on, Sending.answer_needed_by, NO_DATE)
_is_legal = and_(Sending.answer_due_is_legal, Sending.answer_due_on.is_not(None))
_begun_on = func.coalesce(Sending.notice_given_on, Sending.sent_on, NO_DATE)
_ROWS = (
    select(
        Sending.id,
        Sending.reference,
        Sending.title,
        Sending.sent_on,
        Sending.notice_given_on,
        Sending.received_on,
        Sending.answer_due_is_legal,
        _from_body.name.label("from_name"),
        _to_body.name.label("body_name"),
        Portfolio.name.label("portfolio_name"),
        _due_on.label("due_on"),
        _waits_for.label("waits_for"),
        _carried.scalar_subquery().label("lines"),
        _unanswered.scalar_subquery().label("unanswered"),
    )
    .join(_from_body, _from_body.id == Sending.from_body_id)
    .outerjoin(_to_body, _to_body.id == Sending.to_body_id)
    .outerjoin(Portfolio, Portfolio.id == Sending.to_portfolio_id)
    .order_by(_due_on, Sending.id)
    .limit(PAGE + 1)
)


def list_sendings(
    waits_for: WaitsFor | None = None,
    *,
    late_on: date | None = None,
    in_law: bool = False,
    after: str | None = None,
) -> Page[SendingRow]:
    """Sendings that wait for something (for one thing, where given; NOTHING: the answered ones), soonest due
    first, so late ones come first; only those late on a day where one is given, with `in_law` only those
    whose date is a legal one. One query."""
    if waits_for is WaitsFor.NOTHING:
        query = _ROWS.where(~_still_open)
    else:
        query = _ROWS.where(_still_open)
        if waits_for is not None:
            query = query.where(_waits_for == waits_for.value)
    if late_on is not None:
        query = query.where(_due_on < late_on)
    if in_law:
        query = query.where(_is_legal)
    key = read_cursor(after)
    if key is not None:
        query = query.where(tuple_(_due_on, Sending.id) > tuple_(literal(key[0]), literal(key[1])))
    found = db.session.execute(query).all()
    rows = [_row(each) for each in found[:PAGE]]
    return Page(rows, cursor(rows[-1].due_on, rows[-1].id) if len(found) > PAGE else None)


def _row(each: Row[Any]) -> SendingRow:
    return SendingRow(
        id=each.id,
        reference=each.reference,
        title=each.title,
        from_name=each.from_name,
        to_name=each.body_name or f"Cabinet Member for {each.portfolio_name}",
        sent_on=each.sent_on,
        notice_given_on=each.notice_given_on,
        received_on=each.received_on,
        due_on=each.due_on,
        is_legal=each.answer_due_is_legal,
        lines=each.lines,
        unanswered=each.unanswered,
        waits_for=WaitsFor(each.waits_for),
    )


@dataclass(frozen=True)
class Waiting:
    """How many sendings wait for each thing, and how many of all are late; of those, late in law. `since` is
    the first day on which one of them was given or sent, and `late_since` the first answer's day that went by
    (London dates, NO_DATE where there is none)."""

    by_thing: dict[WaitsFor, int]
    late: int
    late_in_law: int
    since: dict[WaitsFor, date]
    late_since: date

    @property
    def every(self) -> int:
        return sum(self.by_thing.values())


def count_waiting(today: date) -> Waiting:
    """What sendings wait for, counted in one query."""
    found = (
        select(
            _waits_for.label("waits_for"),
            case((_due_on < today, 1), else_=0).label("late"),
            case((and_(_due_on < today, _is_legal), 1), else_=0).label("late_in_law"),
            _begun_on.label("begun_on"),
            _due_on.label("due_on"),
        )
        .where(_still_open)
        .subquery()
    )
    of = found.c
    rows = db.session.execute(
        select(
            of.waits_for,
            func.count().label("number"),
            func.sum(of.late).label("late"),
            func.sum(of.late_in_law).label("late_in_law"),
            func.min(of.begun_on).label("since"),
            func.min(of.due_on).label("due_on"),
        ).group_by(of.waits_for)
    ).all()
    return Waiting(
        by_thing={WaitsFor(row.waits_for): row.number for row in rows},
        late=sum(int(row.late) for row in rows),
        late_in_law=sum(int(row.late_in_law) for row in rows),
        since={WaitsFor(row.waits_for): row.since for row in rows},
        late_since=min((row.due_on for row in rows if row.late), default=NO_DATE),
    )
