"""What would happen if a meeting were held on another day: sentences, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from ...core.extensions import db
from ...core.filters import day_date, long_date, plural
from ...council.queries import list_closed_days
from ...meetings.models import Meeting, MeetingState
from ...meetings.queries.meetings import first_meeting_on_or_after, list_succession
from ...meetings.queries.programme import list_settled_at
from ...meetings.queries.publishing import find_sensitive_period, last_day_for_papers
from ...recommendations.models import Commitment, Recommendation, Sending
from ...recommendations.queries.commitments import placing_of
from ...rules.deadlines import is_working_day
from .commitments import bank_holidays_of_the_council, list_open_commitments


def what_if(meeting: Meeting, to_on: date, today: date) -> list[str]:
    """Everything that would follow, in the order in which people ask."""
    return [
        *_day(meeting, to_on),
        *_papers(meeting, to_on, today),
        *_reports(meeting, to_on, today),
        *_rest(meeting, to_on),
    ]


def _day(meeting: Meeting, to_on: date) -> Iterator[str]:
    closed = frozenset(day.on for day in list_closed_days())
    if not is_working_day(to_on, bank_holidays_of_the_council(), closed):
        yield f"{long_date(to_on)} is no working day."
    period = find_sensitive_period(to_on)
    if period is not None:
        held = " Publications are held." if period.holds_publication else ""
        yield f"It would lie in a sensitive period: {period.reason}.{held}"
    same = db.session.scalar(
        select(func.count())
        .select_from(Meeting)
        .where(
            Meeting.on == to_on,
            Meeting.id != meeting.id,
            Meeting.state.not_in((MeetingState.CANCELLED, MeetingState.POSTPONED)),
        )
    )
    if same:
        yield f"{plural(same, 'other meeting is', 'other meetings are')} in the calendar on that day."


def _papers(meeting: Meeting, to_on: date, today: date) -> Iterator[str]:
    now, then = last_day_for_papers(meeting.on), last_day_for_papers(to_on)
    yield f"Papers would be out by {long_date(then)}, not by {long_date(now)}."
    if then < today:
        yield "That day is over: the papers would be late in law (Local Government Act 1972, section 100B)."
    elif find_sensitive_period(then) is not None:
        yield "The papers would come out in a sensitive period: publishing them asks for a reason."


def _reports(meeting: Meeting, to_on: date, today: date) -> Iterator[str]:
    for commitment in list_open_commitments(list_succession(meeting.body_id)):
        yield from _report(commitment, meeting, to_on, today)


def _report(commitment: Commitment, meeting: Meeting, to_on: date, today: date) -> Iterator[str]:
    title = f"The progress report “{commitment.title}”"
    placed = placing_of(commitment, today).meeting
    stands_here = placed is not None and placed.reference == meeting.reference
    due = commitment.not_before_on
    if due is None:
        return
    if stands_here and commitment.meeting_id is not None:
        yield f"{title} was put to this meeting by hand: choose its meeting again."
    elif stands_here and to_on < due:
        after = first_meeting_on_or_after(meeting.body_id, max(due, meeting.on))
        later = after if after is not None and after.reference != meeting.reference else None
        where = f"it would stand at {day_date(later.on)}" if later else "no later meeting is in the calendar"
        yield f"{title} is due on or after {day_date(due)}: {where}."
    elif stands_here:
        yield f"{title} goes along, unless another meeting comes before."
    elif placed is not None and due <= to_on < placed.on and commitment.meeting_id is None:
        yield f"{title} would stand here instead of at {day_date(placed.on)}."


def _rest(meeting: Meeting, to_on: date) -> Iterator[str]:
    settled = len(list_settled_at(meeting.id))
    if settled:
        yield f"{plural(settled, 'thing', 'things')} of the work programme settled for it would go along."
    carried = db.session.scalars(select(Sending.title).where(Sending.on_agenda_of_id == meeting.id)).all()
    for title in carried:
        yield f"“{title}” stands on its agenda. Its legal last day does not move."
    looks = db.session.scalar(
        select(func.count())
        .select_from(Recommendation)
        .where(
            Recommendation.followed_by_id == meeting.body_id,
            Recommendation.is_open,
            Recommendation.review_on <= max(meeting.on, to_on),
        )
    )
    if looks:
        yield f"{plural(looks, 'recommendation')} to be looked at again by then."
