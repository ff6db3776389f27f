"""A matter passed from one body to another, and the receipt that its sender sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...council.queries import year_code
from ...council.settings import number_setting
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.clocks import NO_DATE
from ...rules.publicity import Publicity
from ..clause_models import Clause, Referral, ReferralState
from ..models import AgendaItem, Meeting
from ..queries.meetings import NEVER_SAT, list_succession
from ..queries.programme import find_placed
from .programme import change_topic, drop, place, release
from .publicity import OPEN, TypedPublicity, close_like, set_publicity

NOUN = "referral"


@dataclass(frozen=True)
class TypedReferral:
    """A referral as typed."""

    what: str
    why: str | None = None
    publicity: TypedPublicity = field(default=OPEN)


@dataclass(frozen=True)
class TypedReply:
    """The receiving body's reply: accepted, declined with a reason, or scheduled at one of its meetings."""

    state: ReferralState
    reply: str | None
    on: date
    meeting: Meeting | None = None


def send_referral(
    from_body: Body,
    to_body: Body,
    typed: TypedReferral,
    by: By,
    *,
    sent_on: date | None = None,
    item: AgendaItem | None = None,
    clause: Clause | None = None,
) -> Referral:
    """Sends a matter to another body on a day that has come (today unless given). A reply is due after the
    council's own days for receipt. It is at least as closed as its item and its clause. Raises Refused."""
    sent = sent_on or by.today
    if from_body.id == to_body.id:
        raise Refused("Choose another body than the one that refers.", "to_body")
    if sent > by.today:
        raise Refused("Enter the day on which it was sent, today at the latest.", "sent_on")
    row = Referral(
        reference=mint(f"{from_body.code}-{year_code(sent)}-R"),
        from_body_id=from_body.id,
        to_body_id=to_body.id,
        item_id=item.id if item is not None else None,
        clause_id=clause.id if clause is not None else None,
        sent_on=sent,
        state=ReferralState.SENT,
        is_open=True,
        next_due_on=sent + timedelta(days=number_setting("receipt_days")),
    )
    _fill(row, typed)
    for above in (item, clause):
        if above is not None:
            close_like(above, row)
    db.session.add(row)
    db.session.flush()
    told = {"from": from_body.code, "to": to_body.code, "what": row.what, "sent_on": sent}
    record(by, Tag.REFERRAL_SENT, NOUN, row.reference, after=told, publicity=row.publicity)
    return row


def _fill(row: Referral, typed: TypedReferral) -> None:
    if not typed.what.strip():
        raise Refused("Enter what is referred.", "what")
    set_publicity(row, typed.publicity)
    row.what, row.why = typed.what.strip(), typed.why or None


def reply_to_referral(row: Referral, typed: TypedReply, by: By) -> None:
    """The receiving body's reply, or a later one in its place. What is accepted or scheduled stands on its
    work programme; what is declined leaves it. `row` comes from `queries.get_referral`. Raises Refused."""
    if typed.state is ReferralState.SENT:
        raise Refused("Choose accepted, declined or scheduled.", "state")
    if typed.state is ReferralState.DECLINED and not typed.reply:
        raise Refused("Say why the referral is declined.", "reply")
    if not row.sent_on <= typed.on <= by.today:
        raise Refused("Enter a day from when it was sent to today.", "on")
    meeting = _checked_meeting(row, typed) if typed.state is ReferralState.SCHEDULED else None
    row.state, row.reply, row.replied_on = typed.state, typed.reply or None, typed.on
    row.meeting_id = meeting.id if meeting is not None else None
    row.is_open, row.next_due_on = False, NO_DATE
    record_changes(by, Tag.REFERRAL_REPLIED, NOUN, row.reference, row, publicity=row.publicity)
    db.session.flush()
    _put_on_programme(row, meeting, by)


def _checked_meeting(row: Referral, typed: TypedReply) -> Meeting:
    meeting = typed.meeting
    if meeting is None:
        raise Refused("Choose the meeting.", "meeting")
    if meeting.body_id not in list_succession(row.to_body_id) or meeting.state in NEVER_SAT:
        raise Refused("Choose a meeting of the receiving body that is in the calendar.", "meeting")
    return meeting


def _put_on_programme(row: Referral, meeting: Meeting | None, by: By) -> None:
    placed = find_placed(NOUN, row.reference)
    is_on = placed is not None and placed.done_on is None and placed.not_taken_up_on is None
    if row.state is ReferralState.DECLINED:
        if placed is not None and is_on:
            drop(placed, "The referral was declined", by)
        return
    if placed is not None and is_on and placed.meeting_id is not None and meeting is None:
        release(placed, "The referral is accepted and not scheduled", by)
    place(
        by,
        row.to_body,
        _topic(row),
        f"Referred by {row.from_body.name}",
        NOUN,
        row.reference,
        meeting=meeting,
    )


def _topic(row: Referral) -> str:
    """What a work programme, which everybody reads, says of a referral."""
    is_public = row.publicity is Publicity.PUBLIC
    return (row.what if is_public else row.public_text or "Private matter").splitlines()[0]


def hide_topic(row: Referral, by: By) -> None:
    """Takes a referral's words off the work programme once it has been closed to the public."""
    placed = find_placed(NOUN, row.reference)
    if placed is not None:
        change_topic(placed, _topic(row), placed.why, placed.not_before_on, placed.base_event, by)
