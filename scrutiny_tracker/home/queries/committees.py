"""What a committee waits for: counts of what it follows, what changed, what it took over from others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from ...core.clock import LONDON
from ...core.extensions import db
from ...core.paging import MOST_COUNTED, PAGE, Page, cursor, read_cursor
from ...core.prebuilt import run
from ...council.models import Body, MunicipalYear, Portfolio
from ...meetings.models import Meeting
from ...meetings.queries.meetings import NEVER_SAT
from ...recommendations.models import Addressee, Entry
from ...recommendations.queries.register_filter import IS_OPEN, R
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import Answer, Decision, Progress, Thread
from ...rules.publicity import Publicity

NEWEST_ENTRIES = 1000
MOST_CHANGES = 60


@dataclass(frozen=True)
class Followed:
    """How much a body follows, bounded: open, late, on track, taken over from others (as `list_inherited`
    lists it); and the next day it looks again (London)."""

    open: int
    late: int
    on_track: int
    inherited: int
    next_look: date | None


def count_followed(
    body_ids: Sequence[int], today: date, new_since: date | None = None
) -> Mapping[int, Followed]:
    """What each of some bodies follows, in one statement."""
    if not body_ids:
        return {}
    columns: list[ScalarSelect[Any]] = []
    for body_id in body_ids:
        whole = (R.parent_id.is_(None), IS_OPEN, R.followed_by_id == body_id)
        columns += [
            _bounded(*whole),
            _bounded(*whole, R.next_due_on < today),
            _bounded(*whole, R.progress == Progress.ON_TRACK),
            _bounded(_inherited(body_id, new_since)),
            _next_look(*whole, R.review_on >= today, R.review_on < NO_DATE),
        ]
    row = run(select(*columns)).one()
    return {body_id: Followed(*row[5 * n : 5 * n + 5]) for n, body_id in enumerate(body_ids)}


def _bounded(*conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    few = select(R.id).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(few).scalar_subquery()


def _next_look(*conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    few = select(R.review_on).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return select(func.min(few.c.review_on)).scalar_subquery()


@dataclass(frozen=True)
class SaidDone:
    """A recommendation that officers say is done and the committee has not looked at since."""

    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    body_ids: frozenset[int]
    decision: Decision
    next_due_on: date


def list_said_done(body_ids: Collection[int], most: int) -> list[SaidDone]:
    """What officers say is done of all that some bodies follow, the oldest first. One query."""
    rows = run(
        select(
            R.reference,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            R.followed_by_id,
            R.decision,
            R.next_due_on,
        )
        .where(
            R.parent_id.is_(None),
            IS_OPEN,
            R.followed_by_id.in_(body_ids),
            R.progress == Progress.REPORTED_COMPLETE,
        )
        .order_by(R.next_due_on, R.id)
        .limit(most)
    )
    return [
        SaidDone(
            reference=row.reference,
            short_name=row.short_name,
            public_name=row.public_name,
            publicity=row.publicity,
            body_ids=frozenset({row.made_by_id, row.followed_by_id}),
            decision=row.decision,
            next_due_on=row.next_due_on,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class LastMeeting:
    """The last meeting of a body that sat."""

    reference: str
    on: date


def find_last_meeting(body_ids: Collection[int], today: date) -> LastMeeting | None:
    """The last meeting before today that one of the bodies held; None where there was none."""
    row = db.session.execute(
        select(Meeting.reference, Meeting.on)
        .where(Meeting.body_id.in_(body_ids), Meeting.on < today, Meeting.state.not_in(NEVER_SAT))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
        .limit(1)
    ).first()
    return None if row is None else LastMeeting(row.reference, row.on)


@dataclass(frozen=True)
class Changed:
    """One thing said about a recommendation: by its thread and value, with what belongs to it. Nothing of an
    entry's own words; the name is made readable for whoever asks."""

    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    body_ids: frozenset[int]
    thread: Thread
    value: str
    detail: Mapping[str, Any]
    who: str | None
    entry_publicity: Publicity


def list_changes(body_ids: Collection[int], since: date) -> list[Changed]:
    """What was said since a London day about what some bodies follow, newest first, each recommendation once;
    nothing that has been corrected. Looks at the newest thousand entries."""
    newest = select(Entry.id).order_by(Entry.id.desc()).limit(NEWEST_ENTRIES).subquery()
    correction = aliased(Entry)
    rows = db.session.execute(
        select(
            R.reference,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            R.followed_by_id,
            Entry.thread,
            Entry.value,
            Entry.detail,
            Entry.publicity.label("entry_publicity"),
            func.coalesce(Body.name, Portfolio.name, Addressee.to_be_allocated).label("who"),
        )
        .join(newest, newest.c.id == Entry.id)
        .join(R.id.table, R.id == Entry.recommendation_id)
        .outerjoin(Addressee, Addressee.id == Entry.addressee_id)
        .outerjoin(Body, Body.id == Addressee.body_id)
        .outerjoin(Portfolio, Portfolio.id == Addressee.portfolio_id)
        .where(
            R.followed_by_id.in_(body_ids),
            R.parent_id.is_(None),
            Entry.recorded_at >= datetime.combine(since, time.min, LONDON),
            Entry.value.is_not(None),
            ~select(correction.id).where(correction.corrects_id == Entry.id).exists(),
        )
        .order_by(Entry.id.desc())
        .limit(MOST_CHANGES)
    )
    found: dict[str, Changed] = {}
    for row in rows:
        found.setdefault(
            row.reference,
            Changed(
                reference=row.reference,
                short_name=row.short_name,
                public_name=row.public_name,
                publicity=row.publicity,
                body_ids=frozenset({row.made_by_id, row.followed_by_id}),
                thread=row.thread,
                value=row.value,
                detail=row.detail,
                who=row.who,
                entry_publicity=row.entry_publicity,
            ),
        )
    return list(found.values())


@dataclass(frozen=True)
class Inherited:
    """An open recommendation that a body took over: from whom, when it was made, and where it is."""

    id: int
    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    body_ids: frozenset[int]
    made_by: str
    made_on: date
    answer: Answer
    progress: Progress
    decision: Decision


def _inherited(body_id: int, new_since: date | None) -> ColumnElement[bool]:
    """Made by another body; in the first months of a year also all that was made before it."""
    from_others = R.made_by_id != body_id
    taken = from_others if new_since is None else or_(from_others, R.made_on < new_since)
    return true() & R.parent_id.is_(None) & IS_OPEN & (R.followed_by_id == body_id) & taken


def count_inherited(body_id: int, new_since: date | None) -> int:
    """How many `list_inherited` lists, bounded."""
    few = select(R.id).where(_inherited(body_id, new_since)).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(few)) or 0


def list_inherited(body_id: int, new_since: date | None, after: str | None = None) -> Page[Inherited]:
    """What a body took over, the oldest first: made by another body, or before the day `new_since`."""
    query: Select[Any] = (
        select(
            R.id,
            R.reference,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            Body.name.label("made_by"),
            R.made_on,
            R.answer,
            R.progress,
            R.decision,
        )
        .join(Body, Body.id == R.made_by_id)
        .where(_inherited(body_id, new_since))
        .order_by(R.made_on, R.id)
    )
    key = read_cursor(after)
    if key is not None:
        at = tuple_(bindparam("on", key[0], R.made_on.type), bindparam("row", key[1], R.id.type))
        query = query.where(tuple_(R.made_on, R.id) > at)
    found = run(query.limit(PAGE + 1)).all()
    rows = [
        Inherited(
            id=row.id,
            reference=row.reference,
            short_name=row.short_name,
            public_name=row.public_name,
            publicity=row.publicity,
            body_ids=frozenset({row.made_by_id, body_id}),
            made_by=row.made_by,
            made_on=row.made_on,
            answer=row.answer,
            progress=row.progress,
            decision=row.decision,
        )
        for row in found[:PAGE]
    ]
    return Page(rows, cursor(rows[-1].made_on, rows[-1].id) if len(found) > PAGE else None)


def find_year_begun(today: date) -> date | None:
    """The day on which the municipal year of today began; None where no year is entered."""
    return db.session.scalar(
        select(MunicipalYear.starts_on).where(
            MunicipalYear.starts_on <= today, MunicipalYear.ends_on >= today
        )
    )
