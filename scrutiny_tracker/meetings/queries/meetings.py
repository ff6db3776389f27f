"""Meetings: the list, one, and the one that is proposed for what has no meeting yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...council.models import Body, MunicipalYear
from ..models import AgendaState, Meeting, MeetingState, MinutesState

NEVER_SAT = (MeetingState.CANCELLED, MeetingState.POSTPONED, MeetingState.INQUORATE)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list: its day (London), its hour, and its three states."""

    id: int
    reference: str
    body_id: int
    body_code: str
    body_name: str
    on: date
    at: time | None
    place: str | None
    state: MeetingState
    agenda_state: AgendaState
    minutes_state: MinutesState


@dataclass(frozen=True)
class MeetingFilter:
    """What a list of meetings is asked for: coming ones (from `today`, soonest first) or past ones (latest
    first), of a body by its code, in a municipal year by its name, in one state."""

    today: date
    past: bool = False
    body: str | None = None
    year: str | None = None
    state: MeetingState | None = None


def _rows() -> Select[
    tuple[
        int,
        str,
        int,
        str,
        str,
        date,
        time | None,
        str | None,
        MeetingState,
        AgendaState,
        MinutesState,
    ]
]:
    return select(
        Meeting.id,
        Meeting.reference,
        Meeting.body_id,
        Body.code,
        Body.name,
        Meeting.on,
        Meeting.at,
        Meeting.place,
        Meeting.state,
        Meeting.agenda_state,
        Meeting.minutes_state,
    ).join(Body, Body.id == Meeting.body_id)


def _as_row(
    row: Row[
        tuple[int, str, int, str, str, date, time | None, str | None, MeetingState, AgendaState, MinutesState]
    ],
) -> MeetingRow:
    return MeetingRow(*row)


def list_meetings(wanted: MeetingFilter, after: str | None = None) -> Page[MeetingRow]:
    """One page of meetings; `after` is the key that the page before ended with."""
    query = _rows()
    if wanted.body:
        query = query.where(Body.code == wanted.body)
    if wanted.year:
        query = query.join(
            MunicipalYear,
            and_(
                MunicipalYear.name == wanted.year,
                Meeting.on.between(MunicipalYear.starts_on, MunicipalYear.ends_on),
            ),
        )
    if wanted.state is not None:
        query = query.where(Meeting.state == wanted.state)
    key = read_cursor(after)
    place = tuple_(Meeting.on, Meeting.id)
    if wanted.past:
        query = query.where(Meeting.on < wanted.today).order_by(Meeting.on.desc(), Meeting.id.desc())
        query = query.where(place < key) if key else query
    else:
        query = query.where(Meeting.on >= wanted.today).order_by(Meeting.on, Meeting.id)
        query = query.where(place > key) if key else query
    rows = [_as_row(row) for row in db.session.execute(query.limit(PAGE + 1))]
    more = len(rows) > PAGE
    shown = rows[:PAGE]
    return Page(shown, cursor(shown[-1].on, shown[-1].id) if more else None)


def get_meeting(reference: str) -> Meeting:
    """A meeting with its body, the meeting held instead and who was there. Raises NotFound."""
    meeting = db.session.scalar(
        select(Meeting)
        .where(Meeting.reference == reference)
        .options(
            joinedload(Meeting.body),
            joinedload(Meeting.instead).joinedload(Meeting.body),
            selectinload(Meeting.attendance),
        )
    )
    if meeting is None:
        raise NotFound(f"There is no meeting {reference}.")
    return meeting


def find_meeting(reference: str | None) -> Meeting | None:
    """A meeting with its body by its reference, or None."""
    if not reference:
        return None
    return db.session.scalar(
        select(Meeting).where(Meeting.reference == reference).options(joinedload(Meeting.body))
    )


def find_meeting_row(meeting_id: int | None) -> MeetingRow | None:
    """A meeting as lists show it, by its row id, or None."""
    if meeting_id is None:
        return None
    row = db.session.execute(_rows().where(Meeting.id == meeting_id)).first()
    return None if row is None else _as_row(row)


def find_moved_from(meeting_id: int) -> MeetingRow | None:
    """The meeting in whose place this one is held, or None."""
    row = db.session.execute(_rows().where(Meeting.instead_id == meeting_id).order_by(Meeting.id)).first()
    return None if row is None else _as_row(row)


def is_reference_taken(reference: str) -> bool:
    """Whether a meeting has this reference."""
    return db.session.scalar(select(Meeting.id).where(Meeting.reference == reference)) is not None


def list_days_in_calendar(body_id: int, days: Iterable[date]) -> frozenset[date]:
    """Those of some days on which the body has a meeting that is neither cancelled nor postponed."""
    rows = db.session.scalars(
        select(Meeting.on).where(
            Meeting.body_id == body_id,
            Meeting.on.in_(list(days)),
            Meeting.state.not_in((MeetingState.CANCELLED, MeetingState.POSTPONED)),
        )
    )
    return frozenset(rows)


def _successors() -> dict[int, int | None]:
    rows = db.session.execute(select(Body.id, Body.successor_id))
    return {row.id: row.successor_id for row in rows}


def _line_of(body_id: int, successors: dict[int, int | None]) -> list[int]:
    line: list[int] = []
    current: int | None = body_id
    while current is not None and current not in line:
        line.append(current)
        current = successors.get(current)
    return line


def list_succession(body_id: int) -> list[int]:
    """A body's id and those of the bodies that followed it, in order."""
    return _line_of(body_id, _successors())


def _sits(body_ids: Sequence[int]) -> ColumnElement[bool]:
    return and_(Meeting.body_id.in_(body_ids), Meeting.state.not_in(NEVER_SAT))


def first_meeting_on_or_after(body_id: int, on: date) -> MeetingRow | None:
    """The first meeting of a body, or of its successor, on a day or after it; never one that is cancelled,
    postponed or was inquorate. None while the calendar has none. For a proposal ask with today at the
    earliest: a meeting that is over is no proposal."""
    query = _rows().where(_sits(list_succession(body_id)), Meeting.on >= on)
    row = db.session.execute(query.order_by(Meeting.on, Meeting.id).limit(1)).first()
    return None if row is None else _as_row(row)


def nearest_before(body_id: int, on: date) -> MeetingRow | None:
    """The last meeting of a body, or of its successor, before a day, as `first_meeting_on_or_after`."""
    query = _rows().where(_sits(list_succession(body_id)), Meeting.on < on)
    row = db.session.execute(query.order_by(Meeting.on.desc(), Meeting.id.desc()).limit(1)).first()
    return None if row is None else _as_row(row)


def first_meetings_on_or_after(asked: Sequence[tuple[int, date]]) -> list[MeetingRow | None]:
    """`first_meeting_on_or_after` for many (body id, day) at once, in their order: two queries however
    many."""
    if not asked:
        return []
    successors = _successors()
    lines = {body_id: _line_of(body_id, successors) for body_id, _ in asked}
    bodies = sorted({one for line in lines.values() for one in line})
    query = _rows().where(_sits(bodies), Meeting.on >= min(on for _, on in asked))
    rows = [_as_row(row) for row in db.session.execute(query.order_by(Meeting.on, Meeting.id))]
    return [
        next((row for row in rows if row.on >= on and row.body_id in lines[body_id]), None)
        for body_id, on in asked
    ]


def list_days_of(body_ids: Iterable[int]) -> dict[int, list[date]]:
    """The days on which each of some bodies, or the bodies that follow it, sits or sat. Two queries."""
    successors = _successors()
    lines = {body_id: _line_of(body_id, successors) for body_id in body_ids}
    every = sorted({one for line in lines.values() for one in line})
    rows = db.session.execute(
        select(Meeting.body_id, Meeting.on).where(_sits(every)).order_by(Meeting.on)
    ).all()
    return {body_id: [row.on for row in rows if row.body_id in line] for body_id, line in lines.items()}


def list_settleable(body_id: int, today: date) -> Sequence[MeetingRow]:
    """The coming meetings of a body or its successor to which something can be settled, soonest first."""
    query = _rows().where(_sits(list_succession(body_id)), Meeting.on >= today)
    return [_as_row(row) for row in db.session.execute(query.order_by(Meeting.on, Meeting.id).limit(60))]


def list_later_meetings(meeting: Meeting) -> Sequence[MeetingRow]:
    """The meetings of the same body or its successor after this one, at which its minutes can be
    confirmed."""
    query = _rows().where(
        _sits(list_succession(meeting.body_id)),
        or_(Meeting.on > meeting.on, and_(Meeting.on == meeting.on, Meeting.id > meeting.id)),
    )
    return [_as_row(row) for row in db.session.execute(query.order_by(Meeting.on, Meeting.id).limit(24))]


def list_years() -> Sequence[str]:
    """The names of the municipal years, the latest first."""
    return db.session.scalars(select(MunicipalYear.name).order_by(MunicipalYear.starts_on.desc())).all()
