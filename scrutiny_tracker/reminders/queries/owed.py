"""What meetings leave behind: requests, actions, questions, referrals, papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from ...core.access import NOBODY, readable
from ...core.due import Due, Looked, Part, Whose
from ...core.extensions import db
from ...core.filters import day_date, long_date
from ...council.models import Body, Standing
from ...council.queries.held import list_held
from ...council.settings import yes_no_setting
from ...meetings.clause_models import FollowUp, FollowUpKind, Referral
from ...meetings.models import AgendaState, Meeting, MeetingState
from ...meetings.queries.publishing import last_day_for_papers
from ...rules.permissions import Matter
from ...rules.publicity import Publicity
from ...rules.reminders import LADDERS, Kind

KINDS = {
    FollowUpKind.INFORMATION_REQUEST: Kind.INFORMATION_REQUEST,
    FollowUpKind.ACTION: Kind.FOLLOW_UP_ACTION,
    FollowUpKind.QUESTION: Kind.QUESTION,
}
ASKED = {
    FollowUpKind.INFORMATION_REQUEST: "The information asked for",
    FollowUpKind.ACTION: "The committee’s action",
    FollowUpKind.QUESTION: "A member’s question",
}
LONGEST = 140
A_DAY = timedelta(days=1)
PAPERS_AHEAD = timedelta(days=35)


def _short(text: str, public_text: str | None, publicity: Publicity) -> str:
    """The beginning of a text as a mail may carry it."""
    words = " ".join(readable(text, public_text, publicity, Matter(), who=NOBODY).text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def look_at_follow_ups(_today: date) -> Iterator[list[Looked]]:
    """Every open request, action and question."""
    rows = db.session.scalars(
        select(FollowUp).where(FollowUp.is_open).order_by(FollowUp.next_due_on, FollowUp.id)
    )
    yield [Looked("follow-up", row.reference, tuple(_of_follow_up(row))) for row in rows]


def _of_follow_up(row: FollowUp) -> Iterator[Due]:
    whose = Whose(body_id=row.body_id, owner_id=row.owner_id, directorate_id=row.directorate_id)
    page, kind = f"/follow-ups/{row.reference}", KINDS[row.kind]
    what = f"{ASKED[row.kind]}: “{_short(row.what, row.public_text, row.publicity)}”"
    if row.due_on is not None:
        words = f"{what}, by {row.due_text or day_date(row.due_on)}"
        yield Due(kind.value, LADDERS[kind], row.due_on, whose, words, page, {"": (Part.OWNER,)})
    if row.owner_id is None or row.due_on is None:
        missing = "nobody to answer it" if row.owner_id is None else "no date"
        words = f"{what} has {missing}"
        yield Due(Kind.DETAILS.value, LADDERS[Kind.DETAILS], row.asked_on, whose, words, page)


def look_at_referrals(_today: date) -> Iterator[list[Looked]]:
    """Every referral without a reply."""
    rows = db.session.scalars(select(Referral).where(Referral.is_open).order_by(Referral.id))
    yield [Looked("referral", row.reference, (_of_referral(row),)) for row in rows]


def _of_referral(row: Referral) -> Due:
    what = _short(row.what, row.public_text, row.publicity)
    return Due(
        Kind.REFERRAL.value,
        LADDERS[Kind.REFERRAL],
        row.next_due_on,
        Whose(body_id=row.to_body_id),
        f"A matter referred on {day_date(row.sent_on)} has no reply: “{what}”",
        f"/referrals/{row.reference}",
    )


def look_at_held(today: date) -> Iterator[list[Looked]]:
    """Every publication that was held and waits for a person; none where the worker releases them."""
    rows = [] if yes_no_setting("held_released_by_worker") else list_held(until=today - A_DAY)
    yield [
        Looked(
            "held-publication",
            str(row.id),
            (
                Due(
                    Kind.HELD.value,
                    LADDERS[Kind.HELD],
                    row.until_on + A_DAY,
                    Whose(body_id=row.body_id),
                    f"“{row.title}” was held until {day_date(row.until_on)}: publish it or drop it",
                    "/publications/held",
                ),
            ),
        )
        for row in rows
    ]


def look_at_papers(today: date) -> Iterator[list[Looked]]:
    """Scrutiny's coming meetings whose agendas are not published."""
    rows = db.session.execute(
        select(Meeting.reference, Meeting.on, Meeting.body_id, Body.name)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Body.standing == Standing.SCRUTINY,
            Meeting.state == MeetingState.PLANNED,
            Meeting.agenda_state == AgendaState.DRAFT,
            Meeting.on.between(today, today + PAPERS_AHEAD),
        )
        .order_by(Meeting.on, Meeting.id)
    )
    yield [
        Looked(
            "meeting",
            row.reference,
            (
                Due(
                    Kind.PAPERS.value,
                    LADDERS[Kind.PAPERS],
                    (last := last_day_for_papers(row.on)),
                    Whose(body_id=row.body_id),
                    f"Papers of {row.name} of {long_date(row.on)} are out by {long_date(last)}",
                    f"/meetings/{row.reference}",
                ),
            ),
        )
        for row in rows
    ]
