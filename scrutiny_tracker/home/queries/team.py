"""What the scrutiny team sends, and the progress reports that its next meeting takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from ...core.extensions import db
from ...core.prebuilt import run
from ...meetings.models import AgendaState, Meeting
from ...meetings.queries.meetings import NEVER_SAT
from ...recommendations.models import Addressee, Commitment, SentLine
from ...recommendations.queries.register_filter import IS_OPEN, R
from ...rules.clocks import NO_DATE

NEVER: ColumnElement[date] = literal_column(
    f"'{NO_DATE}'"
)  # written out, as the index of the unsent writes it
MOST_LOOKED_AT = 500
MOST_UNSENT = 120
MOST_TOGETHER = 40
MOST_REPORTS = 12


@dataclass(frozen=True)
class Unsent:
    """What was agreed together and is in no sending yet: references in printed order, and the London date."""

    agreed_on: date
    references: tuple[str, ...]


def list_unsent() -> list[Unsent]:
    """Recommendations agreed and sent to nobody, together by committee and day, the oldest first; of the
    500 soonest due, so that it costs the same at any number."""
    carried = exists().where(Addressee.recommendation_id == R.id, SentLine.addressee_id == Addressee.id)
    soonest = (
        select(R.id)
        .where(R.parent_id.is_(None), IS_OPEN, R.notice_due_on < NEVER)
        .order_by(R.next_due_on, R.id)
        .limit(MOST_LOOKED_AT)
        .subquery()
    )
    rows = run(
        select(R.reference, R.made_by_id, R.agreed_on)
        .where(R.id.in_(select(soonest.c.id)), R.agreed_on.is_not(None), ~carried)
        .order_by(R.notice_due_on, R.made_by_id, R.printed_position, R.id)
        .limit(MOST_UNSENT)
    )
    together: dict[tuple[date, int], list[str]] = {}
    for row in rows:
        together.setdefault((row.agreed_on, row.made_by_id), []).append(row.reference)
    return [
        Unsent(agreed_on, tuple(references[begin : begin + MOST_TOGETHER]))
        for (agreed_on, _), references in together.items()
        for begin in range(0, len(references), MOST_TOGETHER)
    ]


@dataclass(frozen=True)
class ReportToCome:
    """A progress report that asks for something: at the next meeting (settled there or proposed), put to a
    meeting that is over (`was_put_on`, London date) and not recorded, or with a meeting that is off."""

    reference: str
    title: str
    not_before_on: date | None
    is_settled: bool
    meeting_is_off: bool
    was_put_on: date | None


def list_reports_at(meeting_id: int, body_id: int, on: date, today: date) -> Sequence[ReportToCome]:
    """The progress reports that stand at a body's next meeting, and of every body those whose meeting is off
    or over. One query."""
    agenda = aliased(Meeting)
    published_on = (
        select(func.min(agenda.on))
        .where(
            agenda.body_id == Commitment.body_id,
            agenda.on >= Commitment.not_before_on,
            agenda.on < today,
            agenda.agenda_state == AgendaState.PUBLISHED,
        )
        .correlate(Commitment)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Commitment.reference,
            Commitment.title,
            Commitment.not_before_on,
            Commitment.meeting_id,
            Meeting.state,
            Meeting.on,
            published_on.label("published_on"),
        )
        .outerjoin(Meeting, Meeting.id == Commitment.meeting_id)
        .where(
            Commitment.reported_on.is_(None),
            or_(
                Commitment.meeting_id == meeting_id,
                Meeting.state.in_(NEVER_SAT),
                Meeting.on < today,
                and_(
                    Commitment.meeting_id.is_(None),
                    or_(
                        and_(Commitment.body_id == body_id, Commitment.not_before_on <= on),
                        published_on.is_not(None),
                    ),
                ),
            ),
        )
        .order_by(Commitment.not_before_on, Commitment.id)
        .limit(MOST_REPORTS)
    )
    return [_to_come(row, today) for row in rows]


def _to_come(row: Row[Any], today: date) -> ReportToCome:
    is_settled = row.meeting_id is not None
    is_off = is_settled and row.state in NEVER_SAT
    settled_on = row.on if is_settled and not is_off and row.on < today else None
    return ReportToCome(
        reference=row.reference,
        title=row.title,
        not_before_on=row.not_before_on,
        is_settled=is_settled,
        meeting_is_off=is_off,
        was_put_on=settled_on if is_settled else row.published_on,
    )
