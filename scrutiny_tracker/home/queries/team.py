"""What the scrutiny team sends, and the progress reports that its next meeting takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, or_, select

from ...core.extensions import db
from ...core.prebuilt import run
from ...meetings.models import Meeting, MeetingState
from ...meetings.queries.meetings import NEVER_SAT
from ...recommendations.models import Addressee, Commitment, SentLine
from ...recommendations.queries.register_filter import IS_OPEN, R
from ...rules.clocks import NO_DATE

MOST_UNSENT = 120
MOST_TOGETHER = 40
MOST_REPORTS = 12


@dataclass(frozen=True)
class Unsent:
    """What was agreed together and is in no sending yet: references in printed order, and the London date."""

    agreed_on: date
    references: tuple[str, ...]


def list_unsent() -> list[Unsent]:
    """Recommendations agreed and sent to nobody, together by committee and day, the oldest first."""
    carried = exists().where(Addressee.recommendation_id == R.id, SentLine.addressee_id == Addressee.id)
    rows = run(
        select(R.reference, R.made_by_id, R.agreed_on)
        .where(R.parent_id.is_(None), IS_OPEN, R.notice_due_on < NO_DATE, R.agreed_on.is_not(None), ~carried)
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
    """A progress report at the next meeting: settled there or proposed; or one whose meeting is off."""

    reference: str
    title: str
    not_before_on: date | None
    is_settled: bool
    meeting_is_off: bool


def list_reports_at(meeting_id: int, body_id: int, on: date) -> Sequence[ReportToCome]:
    """The progress reports that stand at a body's next meeting, and every body's whose meeting is off."""
    rows = db.session.execute(
        select(
            Commitment.reference,
            Commitment.title,
            Commitment.not_before_on,
            Commitment.meeting_id,
            Meeting.state,
        )
        .outerjoin(Meeting, Meeting.id == Commitment.meeting_id)
        .where(
            Commitment.reported_on.is_(None),
            or_(
                Commitment.meeting_id == meeting_id,
                Meeting.state.in_(NEVER_SAT),
                and_(
                    Commitment.meeting_id.is_(None),
                    Commitment.body_id == body_id,
                    Commitment.not_before_on <= on,
                ),
            ),
        )
        .order_by(Commitment.not_before_on, Commitment.id)
        .limit(MOST_REPORTS)
    )
    return [
        ReportToCome(
            reference=row.reference,
            title=row.title,
            not_before_on=row.not_before_on,
            is_settled=row.meeting_id is not None,
            meeting_is_off=isinstance(row.state, MeetingState) and row.state in NEVER_SAT,
        )
        for row in rows
    ]
