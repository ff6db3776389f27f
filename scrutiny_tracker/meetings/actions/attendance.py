"""Who is asked to a meeting, who came, in whose place, and who was represented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...core.errors import Refused
from ...core.extensions import db
from ...council.models import MemberKind
from ...history.journal import By, record
from ...history.tags import Tag
from ..models import Attendance, Capacity, Meeting, Presence
from ..queries.attendance import list_attendance, list_members_on

CAPACITIES = {
    MemberKind.COUNCILLOR: Capacity.MEMBER,
    MemberKind.VOTING_CO_OPTEE: Capacity.CO_OPTEE,
    MemberKind.NON_VOTING_CO_OPTEE: Capacity.CO_OPTEE,
}


@dataclass(frozen=True)
class TypedAttendance:
    """One name as typed; `id` is the row that it changes, None for a new one."""

    name: str
    capacity: Capacity
    presence: Presence
    person_id: int | None = None
    substitute_for: str | None = None
    represented_by: str | None = None
    id: int | None = None


def propose_members(meeting: Meeting, by: By) -> int:
    """Puts on the list, as asked to come, everybody who is a member or co-optee of the body on the day of the
    meeting and not on it yet; substitutes are added when they come. Returns how many."""
    known = {row.person_id for row in list_attendance(meeting.id)}
    added = 0
    for person, kind in list_members_on(meeting.body_id, meeting.on):
        if person.id in known or kind is MemberKind.SUBSTITUTE:
            continue
        known.add(person.id)
        added += 1
        capacity = CAPACITIES.get(kind or MemberKind.COUNCILLOR, Capacity.MEMBER)
        row = Attendance(meeting_id=meeting.id, person_id=person.id, name=person.name, capacity=capacity)
        row.presence = Presence.INVITED
        db.session.add(row)
    if added:
        record(by, Tag.ATTENDANCE_CHANGED, "meeting", meeting.reference, after={"members asked": added})
    db.session.flush()
    return added


def add_attendance(meeting: Meeting, typed: TypedAttendance, by: By) -> Attendance:
    """One more name on the list. Raises Refused without a name, for a substitute for nobody, for somebody
    represented by nobody, and for a name that is on it already."""
    _check(typed)
    if any(_same(row, typed) for row in list_attendance(meeting.id)):
        raise Refused(f"{typed.name} is on the list already.", "name")
    row = Attendance(meeting_id=meeting.id)
    _fill(row, typed)
    db.session.add(row)
    db.session.flush()
    record(by, Tag.ATTENDANCE_CHANGED, "meeting", meeting.reference, after=_told(row))
    return row


def _same(row: Attendance, typed: TypedAttendance) -> bool:
    if typed.person_id is not None:
        return row.person_id == typed.person_id and row.capacity is typed.capacity
    return row.name.casefold() == typed.name.casefold() and row.capacity is typed.capacity


def change_attendance(meeting: Meeting, typed: Sequence[TypedAttendance], by: By) -> None:
    """What the list says now of some of its names. Raises Refused as `add_attendance`, naming the field with
    the row's id."""
    rows = {row.id: row for row in list_attendance(meeting.id)}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for one in typed:
        row = rows.get(one.id or 0)
        if row is None:
            raise Refused("This name is on another meeting's list.")
        _check(one, f"-{row.id}")
        was = _told(row)
        _fill(row, one)
        if _told(row) != was:
            before |= was
            after |= _told(row)
    if after:
        record(by, Tag.ATTENDANCE_CHANGED, "meeting", meeting.reference, before=before, after=after)
    db.session.flush()


def remove_attendance(meeting: Meeting, row: Attendance, by: By) -> None:
    """Takes a name off the list that was put there by mistake."""
    record(by, Tag.ATTENDANCE_CHANGED, "meeting", meeting.reference, before=_told(row))
    db.session.delete(row)
    db.session.flush()


def _check(typed: TypedAttendance, suffix: str = "") -> None:
    if not typed.name:
        raise Refused("Enter the name, or choose a person.", f"name{suffix}")
    if typed.capacity is Capacity.SUBSTITUTE and not typed.substitute_for:
        raise Refused(f"Say for whom {typed.name} is a substitute.", f"substitute_for{suffix}")
    if typed.presence is Presence.REPRESENTED and not typed.represented_by:
        raise Refused(f"Say who represented {typed.name}.", f"represented_by{suffix}")


def _fill(row: Attendance, typed: TypedAttendance) -> None:
    row.person_id, row.name = typed.person_id, typed.name
    row.capacity, row.presence = typed.capacity, typed.presence
    row.substitute_for = typed.substitute_for if typed.capacity is Capacity.SUBSTITUTE else None
    row.represented_by = typed.represented_by if typed.presence is Presence.REPRESENTED else None


def _told(row: Attendance) -> dict[str, Any]:
    words = [
        row.presence.value,
        row.represented_by,
        f"for {row.substitute_for}" if row.substitute_for else None,
    ]
    return {row.name: " ".join(word for word in words if word)}
