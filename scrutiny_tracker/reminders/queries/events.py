"""What happened that somebody is told of, from the lists that only grow: history and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, func, select

from ...core.access import NOBODY, readable
from ...core.clock import london
from ...core.due import Due, Part, Whose
from ...core.extensions import db
from ...history.models import JournalEntry
from ...history.tags import Tag
from ...recommendations.models import Action, Entry, Recommendation, Update
from ...rules.lifecycle import Answer, Decision, Thread, UpdateState
from ...rules.permissions import Matter
from ...rules.reminders import ONCE, Kind
from ..models import ReadMark

A, E, J, R, U = Action, Entry, JournalEntry, Recommendation, Update
READ_AGAIN = 500
"""Rows before the mark that are read once more: a transaction may commit after a later one."""
NEWS_FOR = timedelta(days=31)
GIVEN = {Tag.ACTION_ASSIGNED.value: Kind.ASSIGNED, Tag.ACTION_PASSED_ON.value: Kind.PASSED_ON}


@dataclass(frozen=True)
class News:
    """One event about a recommendation; `actor_id` is not told of what they did themselves."""

    reference: str
    due: Due
    actor_id: int | None


def find_mark(name: str) -> int:
    """How far a list has been read."""
    return db.session.scalar(select(ReadMark.last_id).where(ReadMark.name == name)) or 0


def set_mark(name: str, last_id: int, at: datetime) -> None:
    """Remembers how far a list has been read."""
    row = db.session.scalar(select(ReadMark).where(ReadMark.name == name))
    if row is None:
        row = ReadMark(name=name)
        db.session.add(row)
    row.last_id, row.read_at = last_id, at
    db.session.flush()


def last_ids() -> dict[str, int]:
    """The newest row of each list that is read."""
    return {
        "journal": db.session.scalar(select(func.max(J.id))) or 0,
        "entry": db.session.scalar(select(func.max(E.id))) or 0,
    }


def list_news(now: datetime) -> Iterator[News]:
    """What happened since the marks, within the last month."""
    yield from _given(now)
    yield from _returned(now)
    yield from _said(now)


def _after(name: str) -> int:
    return max(0, find_mark(name) - READ_AGAIN)


def _given(now: datetime) -> Iterator[News]:
    """Actions that were given to somebody, by whoever has them now."""
    rows = db.session.scalars(
        select(J)
        .where(J.tag.in_(GIVEN), J.id > _after("journal"), J.at > now - NEWS_FOR, J.noun == "recommendation")
        .order_by(J.id)
    ).all()
    found = _actions({row.reference for row in rows})
    for row in rows:
        position = (row.after or {}).get("position")
        action = next(
            (one for one in found if (one.reference, one.position) == (row.reference, position)), None
        )
        if action is None or not action.is_open:
            continue
        kind = GIVEN[row.tag]
        told_of = "has been passed on to you" if kind is Kind.PASSED_ON else "has been given to you"
        if action.owner_id is None:
            told_of = "was sent back as not theirs: choose who answers for it"
        yield _news(kind, action, london(row.at).date(), told_of, row.actor_id)


def _returned(now: datetime) -> Iterator[News]:
    rows = db.session.scalars(
        select(J)
        .where(J.tag == Tag.UPDATE_RETURNED.value, J.id > _after("journal"), J.at > now - NEWS_FOR)
        .order_by(J.id)
    ).all()
    authors = {
        (row.reference, row.position): row
        for row in db.session.execute(
            select(*_ACTION, U.author_id)
            .join(A, A.id == U.action_id)
            .join(R, R.id == A.recommendation_id)
            .where(U.state == UpdateState.RETURNED, R.reference.in_({row.reference for row in rows}))
            .order_by(U.id)
        )
    }
    for row in rows:
        found = authors.get((row.reference, (row.after or {}).get("position", 0)))
        if found is not None:
            told = "was returned: see what is asked"
            yield _news(Kind.RETURNED, found, london(row.at).date(), told, row.actor_id, found.author_id)


def _said(now: datetime) -> Iterator[News]:
    """Answers and sign-offs, told to whoever answers for the actions."""
    rows = db.session.execute(
        select(E.thread, E.value, E.recorded_at, E.actor_id, R.reference)
        .join(R, R.id == E.recommendation_id)
        .where(
            E.id > _after("entry"),
            E.recorded_at > now - NEWS_FOR,
            E.thread.in_((Thread.ANSWER, Thread.DECISION)),
            E.value.is_not(None),
        )
        .order_by(E.id)
    ).all()
    found = _actions({row.reference for row in rows})
    for row in rows:
        kind, words = _of_entry(row)
        if kind is None:
            continue
        for action in found:
            if action.reference == row.reference:
                yield _news(kind, action, london(row.recorded_at).date(), words, row.actor_id)


def _of_entry(row: Row[Any]) -> tuple[Kind | None, str]:
    if row.thread is Thread.ANSWER and row.value not in (Answer.DEFERRED, Answer.WAITING):
        return Kind.ANSWERED, f"has an answer: {row.value.replace('-', ' ')}"
    if row.thread is Thread.DECISION and row.value == Decision.SIGNED_OFF:
        return Kind.SIGNED_OFF, "was signed off by the committee: nothing more is asked"
    return None, ""


_ACTION = (
    A.id,
    A.position,
    A.is_open,
    A.owner_id,
    A.body_id,
    A.directorate_id,
    R.reference,
    R.short_name,
    R.public_name,
    R.publicity,
    R.followed_by_id,
)


def _actions(references: Iterable[str]) -> Sequence[Row[Any]]:
    return db.session.execute(
        select(*_ACTION)
        .join(R, R.id == A.recommendation_id)
        .where(and_(R.reference.in_(set(references))))
        .order_by(A.id)
    ).all()


def _news(
    kind: Kind, row: Row[Any], on: date, words: str, actor_id: int | None, owner_id: int | None = None
) -> News:
    instead = row.public_name or f"Private recommendation {row.reference}"
    name = readable(row.short_name, instead, row.publicity, Matter(), who=NOBODY).text
    page = f"/recommendations/{row.reference}"
    if kind in (Kind.RETURNED, Kind.ASSIGNED, Kind.PASSED_ON) and (owner_id or row.owner_id):
        page = f"{page}/actions/{row.position}/update"
    whose = Whose(
        body_id=row.followed_by_id,
        owner_id=owner_id or row.owner_id,
        owner_body_id=row.body_id,
        directorate_id=row.directorate_id,
    )
    due = Due(kind.value, ONCE, on, whose, f"“{name}” {words}", page, {"": (Part.OWNER,)}, row.position)
    return News(row.reference, due, actor_id)
