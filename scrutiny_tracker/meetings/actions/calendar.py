"""Meetings come into the calendar, move within it and leave it. What has no meeting of its own yet is
proposed for one by `queries.first_meeting_on_or_after`, so a moved or cancelled meeting needs nobody told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..models import AgendaItem, AgendaState, Meeting, MeetingState
from ..queries.items import list_items_of
from ..queries.meetings import is_reference_taken, list_days_in_calendar
from ..queries.programme import list_settled_at

EARLIEST, LATEST = date(1974, 4, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Entered:
    """What entering a calendar did: the meetings added, and the days that stood in it already."""

    meetings: tuple[Meeting, ...]
    already: tuple[date, ...]


def add_meeting(body: Body, on: date, at: time | None, place: str | None, by: By) -> Meeting:
    """A planned meeting of a body (`on` and `at` are London's). Raises Refused for a day on which the body
    does not exist or that no calendar holds."""
    _check_day(body, on)
    meeting = Meeting(
        reference=_reference(body, on),
        body=body,
        on=on,
        at=at,
        place=place or None,
        state=MeetingState.PLANNED,
        items=[],
        attendance=[],
    )
    db.session.add(meeting)
    db.session.flush()
    told = {"body": body.code, "on": on, "at": str(at) if at else None, "place": meeting.place}
    record(by, Tag.MEETING_ADDED, "meeting", meeting.reference, after=told)
    return meeting


def enter_calendar(
    body: Body, days: Sequence[tuple[date, time | None]], place: str | None, by: By
) -> Entered:
    """Many meetings of a body at once; a day on which it meets already is left as it is. Raises Refused as
    `add_meeting`, and then nothing is added."""
    if not days:
        raise Refused("Enter one date or more.", "dates")
    already = set(list_days_in_calendar(body.id, [on for on, _ in days]))
    added: list[Meeting] = []
    skipped: list[date] = []
    for on, at in sorted(days, key=lambda day: (day[0], day[1] or time.min)):
        if on in already:
            skipped.append(on)
            continue
        already.add(on)
        added.append(add_meeting(body, on, at, place, by))
    return Entered(tuple(added), tuple(skipped))


def change_meeting(meeting: Meeting, at: time | None, place: str | None, by: By) -> None:
    """Changes the hour and the place; another day is a move."""
    meeting.at, meeting.place = at, place or None
    record_changes(by, Tag.MEETING_CHANGED, "meeting", meeting.reference, meeting)
    db.session.flush()


def move_meeting(
    meeting: Meeting, to_on: date, at: time | None, place: str | None, reason: str, by: By
) -> Meeting:
    """Postpones a planned meeting and adds the one held instead, which is returned. A draft agenda moves with
    it; of a published one the new meeting gets a copy in draft and the old one keeps what was published. What
    the work programme settled at the old meeting goes to the new one. Raises Refused."""
    if meeting.state is not MeetingState.PLANNED:
        raise Refused(f"This meeting is {meeting.state.value}: only a planned meeting can be moved.", "to_on")
    if to_on == meeting.on:
        raise Refused("Enter another day. To change only the hour or the place, change the meeting.", "to_on")
    if not reason:
        raise Refused("Say why the meeting is moved.", "reason")
    new = add_meeting(meeting.body, to_on, at, place, by)
    meeting.state, meeting.state_reason, meeting.instead_id = MeetingState.POSTPONED, reason, new.id
    record_changes(by, Tag.MEETING_MOVED, "meeting", meeting.reference, meeting, why=reason)
    take_along(meeting, new, by)
    db.session.flush()
    return new


def take_along(old: Meeting, new: Meeting, by: By) -> None:
    """The agenda and what is settled for it follow a meeting to the one held in its place."""
    for item in list_items_of(old.id):
        if old.agenda_state is AgendaState.DRAFT:
            item.meeting_id = new.id
            record_changes(by, Tag.ITEM_CHANGED, "item", item.reference, item, publicity=item.publicity)
        else:
            _copy(item, new, by)
    for row in list_settled_at(old.id):
        row.meeting_id = new.id
        why = f"The meeting was moved to {new.reference}"
        record_changes(by, Tag.PROGRAMME_SETTLED, "work-programme", row.reference, row, why=why)
    db.session.flush()


def _copy(item: AgendaItem, to: Meeting, by: By) -> None:
    same = (
        "number position title report_of paper_id is_urgent urgent_reason arises_from_id arises_from_text "
        "publicity exempt_paragraph exempt_reason public_text"
    )
    copy = AgendaItem(reference=item_reference(to), meeting_id=to.id)
    for name in same.split():
        setattr(copy, name, getattr(item, name))
    db.session.add(copy)
    told = {"from": item.reference}
    record(by, Tag.ITEM_ADDED, "item", copy.reference, after=told, publicity=copy.publicity)


def item_reference(meeting: Meeting) -> str:
    """The next reference for an item of a meeting; the item keeps it wherever it moves."""
    return mint(f"{meeting.reference}-I", 2)


def _reference(body: Body, on: date) -> str:
    """SCRUCO-2025-10-30, and SCRUCO-2025-10-30-2 for a second meeting on the day."""
    plain = f"{body.code}-{on.isoformat()}"
    reference, number = plain, 1
    while is_reference_taken(reference):
        number += 1
        reference = f"{plain}-{number}"
    return reference


def _check_day(body: Body, on: date) -> None:
    if not EARLIEST <= on <= LATEST:
        raise Refused("Enter a date from April 1974 to 2099.", "on")
    if on < body.from_on or (body.to_on is not None and on > body.to_on):
        raise Refused(f"{body.name} does not exist on {on.day} {on:%B %Y}.", "on")
