"""The work programme: what is coming, and what is settled at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import Date, func, literal, select, tuple_
from sqlalchemy.orm import joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...council.models import Body
from ...rules.clocks import NO_DATE
from ..clause_models import WorkProgrammeRow
from ..models import Meeting, MeetingState
from .meetings import MeetingRow, first_meetings_on_or_after


class ProgrammeView(StrEnum):
    COMING = "coming"
    DONE = "done"
    NOT_TAKEN_UP = "not-taken-up"


@dataclass(frozen=True)
class ProgrammeRow:
    """A topic of a work programme. `proposed` is the meeting worked out for a coming row that has none."""

    id: int
    reference: str
    body_id: int
    body_code: str
    body_name: str
    title: str
    why: str | None
    record_noun: str | None
    record_reference: str | None
    not_before_on: date | None
    base_event: str | None
    meeting_reference: str | None
    meeting_on: date | None
    meeting_state: MeetingState | None
    settled_why: str | None
    done_on: date | None
    not_taken_up_on: date | None
    not_taken_up_reason: str | None
    sorts_on: date
    proposed: MeetingRow | None = None


def list_programme(
    today: date,
    view: ProgrammeView = ProgrammeView.COMING,
    body: str | None = None,
    after: str | None = None,
) -> Page[ProgrammeRow]:
    """One page of the work programme of a body (by its code) or of all, soonest first. Rows that are coming
    and have no meeting carry the one proposed: the first on or after their day, and not before today."""
    row = WorkProgrammeRow
    sorts_on = func.coalesce(Meeting.on, row.not_before_on, literal(NO_DATE, Date))
    query = (
        select(
            row.id,
            row.reference,
            row.body_id,
            Body.code,
            Body.name,
            row.title,
            row.why,
            row.record_noun,
            row.record_reference,
            row.not_before_on,
            row.base_event,
            Meeting.reference,
            Meeting.on,
            Meeting.state,
            row.settled_why,
            row.done_on,
            row.not_taken_up_on,
            row.not_taken_up_reason,
            sorts_on,
        )
        .join(Body, Body.id == row.body_id)
        .outerjoin(Meeting, Meeting.id == row.meeting_id)
        .order_by(sorts_on, row.id)
    )
    match view:
        case ProgrammeView.COMING:
            query = query.where(row.done_on.is_(None), row.not_taken_up_on.is_(None))
        case ProgrammeView.DONE:
            query = query.where(row.done_on.is_not(None))
        case ProgrammeView.NOT_TAKEN_UP:
            query = query.where(row.not_taken_up_on.is_not(None))
    if body:
        query = query.where(Body.code == body)
    key = read_cursor(after)
    if key:
        query = query.where(tuple_(sorts_on, row.id) > key)
    rows = [ProgrammeRow(*found) for found in db.session.execute(query.limit(PAGE + 1))]
    more, rows = len(rows) > PAGE, rows[:PAGE]
    last = cursor(rows[-1].sorts_on, rows[-1].id) if more else None
    return Page(_with_proposals(rows, today) if view is ProgrammeView.COMING else rows, last)


def _with_proposals(rows: Sequence[ProgrammeRow], today: date) -> list[ProgrammeRow]:
    waiting = [row for row in rows if row.meeting_reference is None]
    asked = [(row.body_id, max(row.not_before_on or today, today)) for row in waiting]
    proposed = dict(zip((row.id for row in waiting), first_meetings_on_or_after(asked), strict=True))
    return [replace(row, proposed=proposed.get(row.id)) for row in rows]


def get_programme_row(reference: str) -> WorkProgrammeRow:
    """A topic with its body and its meeting. Raises NotFound."""
    row = db.session.scalar(
        select(WorkProgrammeRow)
        .where(WorkProgrammeRow.reference == reference)
        .options(joinedload(WorkProgrammeRow.body), joinedload(WorkProgrammeRow.meeting))
    )
    if row is None:
        raise NotFound(f"There is no topic {reference} on a work programme.")
    return row


def find_placed(record_noun: str, record_reference: str) -> WorkProgrammeRow | None:
    """The topic that a record placed, with its body and its meeting, or None."""
    return db.session.scalar(
        select(WorkProgrammeRow)
        .where(
            WorkProgrammeRow.record_noun == record_noun,
            WorkProgrammeRow.record_reference == record_reference,
        )
        .options(joinedload(WorkProgrammeRow.body), joinedload(WorkProgrammeRow.meeting))
    )


def list_settled_at(meeting_id: int) -> Sequence[WorkProgrammeRow]:
    """The topics settled at a meeting that are neither done nor dropped, by title."""
    return db.session.scalars(
        select(WorkProgrammeRow)
        .where(
            WorkProgrammeRow.meeting_id == meeting_id,
            WorkProgrammeRow.done_on.is_(None),
            WorkProgrammeRow.not_taken_up_on.is_(None),
        )
        .order_by(WorkProgrammeRow.title, WorkProgrammeRow.id)
    ).all()
