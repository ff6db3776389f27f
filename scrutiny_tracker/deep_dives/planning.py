"""Where a deep dive stands and its dates counted back from the meeting, worked out from what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..core.calendar import BankHolidays
from ..council.queries import list_closed_days
from ..council.settings import number_setting, text_setting
from ..meetings.queries import last_day_for_papers
from ..rules.deadlines import KeyDate, Nation, draft_dates
from ..rules.dive_phases import Counts, Phase, phases
from .models import DeepDive
from .queries.working import Working


@dataclass(frozen=True)
class Cleared:
    """When the draft went to one who clears it and came back, as the room of documents keeps it."""

    sent_on: date | None
    back_on: date | None


def phases_of(dive: DeepDive, working: Working, cleared: Sequence[Cleared], sent: bool) -> tuple[Phase, ...]:
    """The six phases of a deep dive."""
    return phases(
        Counts(
            measures=len(dive.scope),
            placed=sum(scoped.session_id is not None for scoped in dive.scope),
            sessions=len(dive.sessions),
            finished=sum(session.finished_on is not None for session in dive.sessions),
            heard=len(working.heard),
            drafts=working.drafts,
            settled_drafts=working.settled,
            clearances=len(cleared),
            sent_out=sum(row.back_on is not None for row in cleared),
            is_carried=dive.paper_id is not None,
            is_sent=sent,
        )
    )


def key_dates_of(dive: DeepDive, cleared: Sequence[Cleared]) -> list[KeyDate]:
    """The draft's dates counted back from the meeting that it reports to, each with the day on which it was
    done; empty until that meeting is known."""
    meeting = dive.reporting_meeting
    if meeting is None:
        return []
    due = draft_dates(
        last_day_for_papers(meeting.on),
        comments=number_setting("draft_comments_days"),
        settling=number_setting("draft_settling_days"),
        bank_holidays=BankHolidays(Nation(text_setting("nation"))),
        closed=frozenset(day.on for day in list_closed_days()),
    )
    sent, back = [row.sent_on for row in cleared], [row.back_on for row in cleared]
    out_on = meeting.agenda_published_on
    return [
        KeyDate("Draft to those who clear it", due.to_approvers_on, _all(sent), out_on),
        KeyDate("Comments back", due.comments_back_on, _all(back), out_on),
        KeyDate("Papers out", due.papers_out_on, out_on),
    ]


def _all(days: Sequence[date | None]) -> date | None:
    """The last of several days; None where one of them has not come."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
