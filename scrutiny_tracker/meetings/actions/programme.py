"""The work programme of a body: topics are placed, settled at a meeting, done, or not taken up with a
reason."""

from __future__ import annotations

from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..clause_models import WorkProgrammeRow
from ..models import Meeting
from ..queries.meetings import NEVER_SAT, list_succession
from ..queries.programme import find_placed

NOUN = "work-programme"


def place(
    by: By,
    body: Body,
    title: str,
    why: str | None = None,
    record_noun: str | None = None,
    record_reference: str | None = None,
    not_before_on: date | None = None,
    base_event: str | None = None,
    meeting: Meeting | None = None,
) -> WorkProgrammeRow:
    """Puts a topic on a body's work programme. A record (by noun and reference) has one row: placing it again
    changes that row and takes it up again where it was dropped; a meeting settled before stays unless another
    is given. `base_event` says in words what `not_before_on` counts from. Everybody reads a work programme:
    of a closed record pass the public wording. Raises Refused where `settle` does."""
    if not title.strip():
        raise Refused("Enter what the topic is.", "title")
    row = find_placed(record_noun, record_reference) if record_noun and record_reference else None
    is_new = row is None
    if row is None:
        row = WorkProgrammeRow(
            reference=mint(f"{body.code}-{year_code(by.today)}-W"),
            record_noun=record_noun,
            record_reference=record_reference,
        )
        db.session.add(row)
    row.body_id, row.title, row.why = body.id, title.strip()[:400], why or None
    row.not_before_on, row.base_event = not_before_on, base_event or None
    row.not_taken_up_on = row.not_taken_up_reason = None
    if meeting is not None:
        _check_meeting(body.id, meeting)
        row.meeting_id = meeting.id
    if is_new:
        told = {"title": row.title, "body": body.code, "not_before_on": not_before_on}
        told["meeting"] = meeting.reference if meeting is not None else None
        record(by, Tag.PROGRAMME_PLACED, NOUN, row.reference, after=told)
    else:
        record_changes(by, Tag.PROGRAMME_CHANGED, NOUN, row.reference, row)
    db.session.flush()
    return row


def change_topic(
    row: WorkProgrammeRow,
    title: str,
    why: str | None,
    not_before_on: date | None,
    base_event: str | None,
    by: By,
) -> None:
    """Changes what a topic is, why it is looked at and when at the earliest."""
    row.title, row.why = title.strip(), why or None
    row.not_before_on, row.base_event = not_before_on, base_event or None
    record_changes(by, Tag.PROGRAMME_CHANGED, NOUN, row.reference, row)
    db.session.flush()


def settle(row: WorkProgrammeRow, meeting: Meeting, why: str | None, by: By) -> None:
    """Settles a topic at a meeting of its body or successor. Raises Refused for a meeting of another body,
    one that never sits, and one earlier than the topic's day without a reason."""
    _check_open(row)
    _check_meeting(row.body_id, meeting)
    if row.not_before_on is not None and meeting.on < row.not_before_on and not why:
        raise Refused("This meeting is earlier than the date that the topic waits for: say why.", "why")
    row.meeting_id, row.settled_why = meeting.id, why or None
    record_changes(by, Tag.PROGRAMME_SETTLED, NOUN, row.reference, row, why=why or None)
    db.session.flush()


def release(row: WorkProgrammeRow, reason: str | None, by: By) -> None:
    """Takes a topic off the meeting at which it was settled; a meeting is proposed for it again."""
    _check_open(row)
    if row.meeting_id is None:
        raise Refused("This topic has no settled meeting.")
    row.meeting_id = row.settled_why = None
    record_changes(by, Tag.PROGRAMME_RELEASED, NOUN, row.reference, row, why=reason or None)
    db.session.flush()


def finish(row: WorkProgrammeRow, on: date, by: By) -> None:
    """The body has looked at a topic, on a day that has come. Raises Refused."""
    _check_open(row)
    if on > by.today:
        raise Refused("Enter a date that has come.", "on")
    row.done_on = on
    record_changes(by, Tag.PROGRAMME_DONE, NOUN, row.reference, row)
    db.session.flush()


def drop(row: WorkProgrammeRow, reason: str, by: By) -> None:
    """The body does not take a topic up; the reason is kept for whoever suggested it. Raises Refused."""
    _check_open(row)
    if not reason:
        raise Refused("Say why the topic is not taken up.", "reason")
    row.not_taken_up_on, row.not_taken_up_reason = by.today, reason
    row.meeting_id = row.settled_why = None
    record_changes(by, Tag.PROGRAMME_DROPPED, NOUN, row.reference, row, why=reason)
    db.session.flush()


def take_up_again(row: WorkProgrammeRow, reason: str | None, by: By) -> None:
    """Corrects a topic that was marked done or not taken up: it is coming again."""
    if row.done_on is None and row.not_taken_up_on is None:
        raise Refused("This topic is on the work programme.")
    row.done_on = row.not_taken_up_on = row.not_taken_up_reason = None
    record_changes(by, Tag.PROGRAMME_CHANGED, NOUN, row.reference, row, why=reason or None)
    db.session.flush()


def _check_open(row: WorkProgrammeRow) -> None:
    if row.done_on is not None or row.not_taken_up_on is not None:
        raise Refused("This topic is off the work programme. Take it up again first.")


def _check_meeting(body_id: int, meeting: Meeting) -> None:
    if meeting.state in NEVER_SAT:
        raise Refused(f"This meeting is {meeting.state.value}. Choose another.", "meeting")
    if meeting.body_id not in list_succession(body_id):
        raise Refused("Choose a meeting of the body whose topic this is, or of its successor.", "meeting")
