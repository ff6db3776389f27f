"""Reading deep dives, their sessions and their scope."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, func, literal, or_, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...core.prebuilt import run_kept
from ...council.models import Body, Standing
from ...kpis.models import Kpi
from ...meetings.models import AgendaItem, Meeting, MeetingState
from ...rules.permissions import Matter
from ..models import DeepDive, DeepDiveSession, ScopedMeasure, ScopeReason, SessionGuest

AROUND = timedelta(days=400)
MOST_ITEMS = 300
SITS = (MeetingState.PLANNED, MeetingState.HELD)


@dataclass(frozen=True)
class ListedDeepDive:
    """A row of the list."""

    reference: str
    title: str
    body_name: str
    began_on: date
    ended_on: date | None
    sessions: int
    measures: int


@dataclass(frozen=True)
class DeepDiveOfKpi:
    """A deep dive that looks at a measure, and why."""

    reference: str
    title: str
    began_on: date
    ended_on: date | None
    why: ScopeReason
    note: str | None


def list_deep_dives(after: str | None = None) -> Page[ListedDeepDive]:
    """Deep dives, the newest first, after the key `after`."""
    sessions = select(func.count()).where(DeepDiveSession.deep_dive_id == DeepDive.id).scalar_subquery()
    measures = select(func.count()).where(ScopedMeasure.deep_dive_id == DeepDive.id).scalar_subquery()
    query = (
        select(
            DeepDive.id,
            DeepDive.reference,
            DeepDive.title,
            Body.name.label("body_name"),
            DeepDive.began_on,
            DeepDive.ended_on,
            sessions.label("sessions"),
            measures.label("measures"),
        )
        .join(Body, Body.id == DeepDive.body_id)
        .order_by(DeepDive.began_on.desc(), DeepDive.id.desc())
        .limit(PAGE + 1)
    )
    if key := read_cursor(after):
        query = query.where(tuple_(DeepDive.began_on, DeepDive.id) < tuple_(literal(key[0]), literal(key[1])))
    rows = db.session.execute(query).all()
    listed = [ListedDeepDive(*row[1:]) for row in rows[:PAGE]]
    more = len(rows) > PAGE
    return Page(listed, cursor(rows[PAGE - 1].began_on, rows[PAGE - 1].id) if more else None)


def get_deep_dive(reference: str) -> DeepDive:
    """A deep dive with its body, items, report, sessions and scope. Raises NotFound."""
    dive = db.session.scalar(
        select(DeepDive)
        .where(DeepDive.reference == reference)
        .options(
            joinedload(DeepDive.body),
            joinedload(DeepDive.agreed_at).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
            joinedload(DeepDive.reports_to).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
            joinedload(DeepDive.reports_at).joinedload(Meeting.body),
            joinedload(DeepDive.paper),
            selectinload(DeepDive.sessions).joinedload(DeepDiveSession.guests),
            selectinload(DeepDive.scope).joinedload(ScopedMeasure.kpi),
            selectinload(DeepDive.scope).joinedload(ScopedMeasure.session),
        )
    )
    if dive is None:
        raise NotFound(f"There is no deep dive {reference}.")
    return dive


def list_scoping(body_ids: Collection[int]) -> Sequence[DeepDive]:
    """The deep dives of some bodies that run and whose report is on no agenda yet, the newest first: measures
    can still join them."""
    return db.session.scalars(
        select(DeepDive)
        .where(DeepDive.body_id.in_(body_ids), DeepDive.ended_on.is_(None), DeepDive.paper_id.is_(None))
        .options(joinedload(DeepDive.body))
        .order_by(DeepDive.began_on.desc(), DeepDive.id.desc())
        .limit(PAGE)
    ).all()


def get_session(dive: DeepDive, number: int) -> DeepDiveSession:
    """A session by its number. Raises NotFound."""
    for session in dive.sessions:
        if session.number == number:
            return session
    raise NotFound(f"Deep dive {dive.reference} has no session {number}.")


def get_guest(session: DeepDiveSession, guest_id: int) -> SessionGuest:
    """Somebody invited to a session. Raises NotFound."""
    for guest in session.guests:
        if guest.id == guest_id:
            return guest
    raise NotFound(f"Nobody with this number is invited to session {session.number}.")


def get_scoped(dive: DeepDive, code: str) -> ScopedMeasure:
    """A measure of the scope by its code. Raises NotFound."""
    for scoped in dive.scope:
        if scoped.kpi.code == code:
            return scoped
    raise NotFound(f"The measure {code} is not in the scope of {dive.reference}.")


def matter_of(dive: DeepDive) -> Matter:
    """Whose a deep dive is: the body's that does it."""
    return Matter(body_ids=frozenset({dive.body_id}))


def list_items_around(on: date, *also: int | None) -> Sequence[AgendaItem]:
    """Items of scrutiny bodies' meetings within some 13 months of a date, the latest first, with their
    meeting, body and report; and those whose ids are given."""
    near = Meeting.on.between(on - AROUND, on + AROUND) & (Body.standing == Standing.SCRUTINY)
    kept = [item_id for item_id in also if item_id is not None]
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .join(Meeting.body)
        .where(or_(near, AgendaItem.id.in_(kept)))
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.body), joinedload(AgendaItem.paper))
        .order_by(Meeting.on.desc(), AgendaItem.position)
        .limit(MOST_ITEMS)
    ).all()


_OF_KPI = (
    select(
        DeepDive.reference,
        DeepDive.title,
        DeepDive.began_on,
        DeepDive.ended_on,
        ScopedMeasure.why,
        ScopedMeasure.note,
    )
    .join(ScopedMeasure, ScopedMeasure.deep_dive_id == DeepDive.id)
    .where(ScopedMeasure.kpi_id == bindparam("kpi"))
    .order_by(DeepDive.began_on.desc(), DeepDive.id.desc())
    .limit(PAGE)
)


def list_deep_dives_of_kpi(kpi: Kpi) -> Sequence[DeepDiveOfKpi]:
    """The deep dives that look or looked at a measure, the newest first."""
    return [DeepDiveOfKpi(*row) for row in run_kept(_OF_KPI, {"kpi": kpi.id})]


def list_meetings_to_report_to(since: date, *also: str | None) -> Sequence[Meeting]:
    """Scrutiny bodies' meetings within some 13 months after a day, soonest first, and those whose
    references are given."""
    kept = [reference for reference in also if reference is not None]
    to_come = (
        Meeting.on.between(since, since + AROUND)
        & (Body.standing == Standing.SCRUTINY)
        & Meeting.state.in_(SITS)
    )
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.body)
        .where(or_(to_come, Meeting.reference.in_(kept)))
        .options(contains_eager(Meeting.body))
        .order_by(Meeting.on, Meeting.id)
        .limit(MOST_ITEMS)
    ).all()
