"""The days to come: meetings, their papers' last day, sensitive periods; and meetings still to be logged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...core.prebuilt import run
from ...council.models import Body, SensitivePeriod, Standing
from ...meetings.models import AgendaItem, AgendaState, Meeting
from ...meetings.queries.meetings import NEVER_SAT
from ...meetings.queries.publishing import last_day_for_papers
from .tallies import M, not_logged

MOST_COMING = 60


@dataclass(frozen=True)
class Coming:
    """A meeting to come (London date and time) and the last day on which its papers can be published."""

    id: int
    reference: str
    body_id: int
    body_code: str
    body_name: str
    is_scrutiny: bool
    on: date
    at: time | None
    is_published: bool
    items: int
    papers_by: date


def list_coming(today: date) -> list[Coming]:
    """The meetings to come of every body, soonest first, at most 60; none that is off. One query."""
    items = select(func.count()).where(AgendaItem.meeting_id == Meeting.id).scalar_subquery()
    rows = db.session.execute(
        select(
            Meeting.id,
            Meeting.reference,
            Meeting.body_id,
            Body.code,
            Body.name,
            Body.standing,
            Meeting.on,
            Meeting.at,
            Meeting.agenda_state,
            items.label("items"),
        )
        .join(Body, Body.id == Meeting.body_id)
        .where(Meeting.on >= today, Meeting.state.not_in(NEVER_SAT))
        .order_by(Meeting.on, Meeting.id)
        .limit(MOST_COMING)
    )
    return [
        Coming(
            id=row.id,
            reference=row.reference,
            body_id=row.body_id,
            body_code=row.code,
            body_name=row.name,
            is_scrutiny=row.standing is Standing.SCRUTINY,
            on=row.on,
            at=row.at,
            is_published=row.agenda_state is AgendaState.PUBLISHED,
            items=row.items,
            papers_by=last_day_for_papers(row.on),
        )
        for row in rows
    ]


def next_of(coming: Sequence[Coming], body_ids: Collection[int] = ()) -> Coming | None:
    """The first scrutiny meeting to come, of some bodies where any are given."""
    return next(
        (one for one in coming if one.is_scrutiny and (not body_ids or one.body_id in body_ids)), None
    )


def list_sensitive_between(first: date, last: date) -> Sequence[SensitivePeriod]:
    """The sensitive periods that touch these days, in order."""
    return db.session.scalars(
        select(SensitivePeriod)
        .where(
            SensitivePeriod.from_on <= last,
            or_(SensitivePeriod.to_on.is_(None), SensitivePeriod.to_on >= first),
        )
        .order_by(SensitivePeriod.from_on)
    ).all()


def list_not_logged(today: date, after: str | None = None) -> Page[Meeting]:
    """Meetings of scrutiny that sat and have no resolutions logged, latest first, with body and items."""
    ids = select(M.id, M.on).where(not_logged()).order_by(M.on.desc(), M.id.desc()).limit(PAGE + 1)
    key = read_cursor(after)
    if key is not None:
        ids = ids.where(tuple_(M.on, M.id) < key)
    found = run(ids, {"today": today}).all()
    shown = found[:PAGE]
    meetings = db.session.scalars(
        select(Meeting)
        .where(Meeting.id.in_([row.id for row in shown]))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
        .options(joinedload(Meeting.body), joinedload(Meeting.items))
    ).unique()
    return Page(meetings.all(), cursor(shown[-1].on, shown[-1].id) if len(found) > PAGE else None)
