"""A meeting's own state. Its agenda's and its minutes' states are other facts and have other verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record_changes
from ...history.tags import Tag
from ..models import Meeting, MeetingState
from ..queries.meetings import find_meeting_row
from ..queries.programme import list_settled_at
from .calendar import add_meeting

S = MeetingState


@dataclass(frozen=True)
class Move:
    """One way from state to state: from which, to which, with what history tag, whether only once its day has
    come, and whether it needs a reason."""

    of: frozenset[MeetingState]
    to: MeetingState
    tag: Tag
    day_has_come: bool = False
    needs_reason: bool = True


MOVES: Mapping[str, Move] = {
    "hold": Move(
        frozenset({S.PLANNED, S.ADJOURNED}), S.HELD, Tag.MEETING_HELD, day_has_come=True, needs_reason=False
    ),
    "adjourn": Move(frozenset({S.PLANNED, S.HELD}), S.ADJOURNED, Tag.MEETING_ADJOURNED, day_has_come=True),
    "inquorate": Move(frozenset({S.PLANNED}), S.INQUORATE, Tag.MEETING_INQUORATE, day_has_come=True),
    "cancel": Move(frozenset({S.PLANNED}), S.CANCELLED, Tag.MEETING_CANCELLED),
    "plan-again": Move(
        frozenset({S.HELD, S.ADJOURNED, S.INQUORATE, S.CANCELLED, S.POSTPONED}),
        S.PLANNED,
        Tag.MEETING_PLANNED,
    ),
}


def possible_moves(meeting: Meeting, today: date) -> list[str]:
    """The verbs that a meeting's page offers: those of MOVES that its state and day allow."""
    return [
        verb
        for verb, move in MOVES.items()
        if meeting.state in move.of and (not move.day_has_come or meeting.on <= today)
    ]


def move_state(meeting: Meeting, verb: str, reason: str | None, by: By) -> None:
    """Does one of MOVES. A cancelled or inquorate meeting lets go of what the work programme settled at it.
    Raises Refused where the state or the day does not allow it, or a reason is missing."""
    move = MOVES[verb]
    if meeting.state not in move.of:
        raise Refused(f"This meeting is {meeting.state.value}: that cannot be done to it.", "reason")
    if move.day_has_come and meeting.on > by.today:
        raise Refused("The day of this meeting has not come.", "reason")
    if move.needs_reason and not reason:
        raise Refused("Give the reason.", "reason")
    if verb == "plan-again":
        _check_not_replaced(meeting)
        meeting.instead_id = None
    meeting.state = move.to
    meeting.state_reason = None if move.to in (S.PLANNED, S.HELD) else reason
    record_changes(by, move.tag, "meeting", meeting.reference, meeting, why=reason or None)
    if move.to in (S.CANCELLED, S.INQUORATE):
        _let_go(meeting, by)
    db.session.flush()


def continue_on(meeting: Meeting, on: date, at: time | None, place: str | None, by: By) -> Meeting:
    """The meeting at which an adjourned or inquorate one continues. Raises
    Refused."""
    if meeting.state not in (S.ADJOURNED, S.INQUORATE):
        raise Refused("Only an adjourned or inquorate meeting continues on another day.", "on")
    if meeting.instead_id is not None:
        raise Refused("The day on which this meeting continues is in the calendar already.", "on")
    if on < meeting.on:
        raise Refused("Enter a date after the meeting.", "on")
    new = add_meeting(meeting.body, on, at, place, by)
    meeting.instead_id = new.id
    record_changes(by, Tag.MEETING_CHANGED, "meeting", meeting.reference, meeting)
    return new


def _check_not_replaced(meeting: Meeting) -> None:
    instead = find_meeting_row(meeting.instead_id)
    if instead is not None and instead.state is not S.CANCELLED:
        raise Refused(
            f"{instead.reference} is held in place of this meeting. Cancel that one first.", "reason"
        )


def _let_go(meeting: Meeting, by: By) -> None:
    for row in list_settled_at(meeting.id):
        row.meeting_id = row.settled_why = None
        why = f"{meeting.reference} was {meeting.state.value}"
        record_changes(by, Tag.PROGRAMME_RELEASED, "work-programme", row.reference, row, why=why)
