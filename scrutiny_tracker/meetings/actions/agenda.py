"""The agenda is published and the minutes are drafted and confirmed: two facts beside the meeting's own."""

from __future__ import annotations

from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...council.actions.holding import no_longer_held
from ...council.models import HeldKind, HeldOutcome
from ...history.journal import By, record_changes
from ...history.tags import Tag
from ..models import AgendaState, Meeting, MeetingState, MinutesState
from ..queries.meetings import NEVER_SAT, list_succession
from ..queries.publishing import find_sensitive_period, last_day_for_papers

MET = (MeetingState.HELD, MeetingState.ADJOURNED, MeetingState.INQUORATE)


def publishing_warnings(meeting: Meeting, on: date) -> list[str]:
    """What somebody should know before publishing on a day: too late for the law, or in a sensitive period.
    Neither bars it; both ask for a reason."""
    found: list[str] = []
    last = last_day_for_papers(meeting.on)
    if on > last:
        found.append(
            f"The last day for papers was {last:%A} {last.day} {last:%B %Y}. The public has a right to the "
            "agenda and papers before the meeting (Local Government Act 1972, section 100B)."
        )
    period = find_sensitive_period(on)
    if period is not None:
        until = f" until {period.to_on.day} {period.to_on:%B %Y}" if period.to_on else ""
        verb = "Publications are held" if period.holds_publication else "This is a sensitive period"
        found.append(f"{verb}{until}: {period.reason}.")
    return found


def publish_agenda(meeting: Meeting, on: date, reason: str | None, by: By) -> None:
    """Publishes an agenda as on a day that has come; from then its items keep their numbers. Raises Refused,
    also for a day with a warning and no reason given to publish all the same."""
    if meeting.agenda_state is AgendaState.PUBLISHED:
        raise Refused("This agenda is published already.", "on")
    if meeting.state in NEVER_SAT:
        raise Refused(f"This meeting is {meeting.state.value}.", "on")
    if on > by.today:
        raise Refused("Enter the day on which the agenda was published, today at the latest.", "on")
    warnings = publishing_warnings(meeting, on)
    if warnings and not reason:
        raise Refused(f"{warnings[0]} Say why it is published all the same.", "reason")
    meeting.agenda_state, meeting.agenda_published_on = AgendaState.PUBLISHED, on
    record_changes(by, Tag.AGENDA_PUBLISHED, "meeting", meeting.reference, meeting, why=reason or None)
    db.session.flush()


def withdraw_agenda(meeting: Meeting, reason: str, by: By) -> None:
    """Takes back an agenda that was marked published by mistake. Raises Refused without a reason."""
    if meeting.agenda_state is not AgendaState.PUBLISHED:
        raise Refused("This agenda is not published.", "reason")
    if not reason:
        raise Refused("Say why the agenda is a draft again.", "reason")
    meeting.agenda_state, meeting.agenda_published_on = AgendaState.DRAFT, None
    record_changes(by, Tag.AGENDA_WITHDRAWN, "meeting", meeting.reference, meeting, why=reason)
    db.session.flush()


def set_minutes(meeting: Meeting, state: MinutesState, confirmed_at: Meeting | None, by: By) -> None:
    """Says how far the minutes are. Confirmed ones name the later meeting of the body (or of its successor)
    that confirmed them. Raises Refused."""
    if state is not MinutesState.NONE and meeting.state not in MET:
        raise Refused("Only a meeting that was held has minutes.", "state")
    if state is MinutesState.CONFIRMED:
        _check_confirming(meeting, confirmed_at, by)
        meeting.minutes_confirmed_at_id = confirmed_at.id if confirmed_at is not None else None
    else:
        meeting.minutes_confirmed_at_id = None
    meeting.minutes_state = state
    tags = {
        MinutesState.NONE: Tag.MINUTES_WITHDRAWN,
        MinutesState.DRAFT: Tag.MINUTES_DRAFTED,
        MinutesState.CONFIRMED: Tag.MINUTES_CONFIRMED,
    }
    no_longer_held(HeldKind.MINUTES, meeting.reference, HeldOutcome.PUBLISHED_AT_ONCE, by)
    record_changes(by, tags[state], "meeting", meeting.reference, meeting)
    db.session.flush()


def _check_confirming(meeting: Meeting, confirmed_at: Meeting | None, by: By) -> None:
    if confirmed_at is None:
        raise Refused("Choose the meeting that confirmed the minutes.", "confirmed_at")
    later = (confirmed_at.on, confirmed_at.id) > (meeting.on, meeting.id)
    if not later or confirmed_at.body_id not in list_succession(meeting.body_id):
        raise Refused("Minutes are confirmed at a later meeting of the same body.", "confirmed_at")
    if confirmed_at.on > by.today or confirmed_at.state in NEVER_SAT:
        raise Refused("Choose a meeting that has been held.", "confirmed_at")
