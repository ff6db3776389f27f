"""The list of meetings, and one meeting."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from flask import render_template, request, url_for

from ...core import clock
from ...core.access import allow, may
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...council.queries import list_bodies
from ...history.journal import list_history
from ...rules.permissions import Permission
from .. import queries
from ..actions.agenda import publishing_warnings
from ..actions.states import possible_moves
from ..models import AgendaState, MeetingState
from ..queries import MeetingFilter, OwedFilter
from ..readable import matter_of, readable_history, readable_title, readable_what
from ..words import state_tag
from .blueprint import blueprint

Word = TypeVar("Word", bound=StrEnum)

STATE_VERBS = {
    "hold": "It was held",
    "adjourn": "It was adjourned",
    "inquorate": "It was inquorate",
    "cancel": "Cancel it",
    "plan-again": "Correct: it is planned",
}


def word_in(values: type[Word], typed: str | None) -> Word | None:
    """A value that an address carries; None for none or for one that does not exist."""
    return next((value for value in values if value.value == typed), None)


def _wanted() -> MeetingFilter:
    asked = request.args
    return MeetingFilter(
        today=clock.today(),
        past=asked.get("when") == "past",
        body=asked.get("body") or None,
        year=asked.get("year") or None,
        state=word_in(MeetingState, asked.get("state")),
    )


def meetings_sheet() -> Sheet:
    wanted = _wanted()
    columns = (
        ("Date", 13),
        ("Hour", 8),
        ("Committee or board", 44),
        ("Place", 30),
        ("Reference", 22),
        ("Meeting", 14),
        ("Agenda", 14),
        ("Minutes", 14),
    )
    rows = (
        (
            row.on,
            f"{row.at:%H:%M}" if row.at else "",
            row.body_name,
            row.place,
            row.reference,
            *(state_tag(state).striptags() for state in (row.state, row.agenda_state, row.minutes_state)),
        )
        for row in every_row(lambda after: queries.list_meetings(wanted, after))
    )
    return Sheet("Past meetings" if wanted.past else "Coming meetings", columns, rows)


@blueprint.get("/meetings")
@allow(Permission.HOUSE_READ)
@listing(meetings_sheet)
def list_meetings() -> str:
    asked, wanted = request.args, _wanted()
    page = queries.list_meetings(wanted, asked.get("after"))
    kept: dict[str, Any] = {name: value for name, value in asked.items() if name != "after" and value}
    return render_template(
        "meetings/list_meetings.html",
        page=page,
        wanted=wanted,
        bodies=list_bodies(),
        years=queries.list_years(),
        states=list(MeetingState),
        kept=kept,
        next_page=url_for(".list_meetings", **{**kept, "after": page.after}) if page.after else None,
        may_edit=may(Permission.MEETING_EDIT),
    )


@blueprint.get("/meetings/<reference>")
@allow(Permission.HOUSE_READ)
def show_meeting(reference: str) -> str:
    meeting = queries.get_meeting(reference)
    matter = matter_of({meeting.body_id})
    owed = OwedFilter(meeting_id=meeting.id)
    today = clock.today()
    last_day = queries.last_day_for_papers(meeting.on)
    is_draft = meeting.agenda_state is AgendaState.DRAFT
    return render_template(
        "meetings/show_meeting.html",
        meeting=meeting,
        items=queries.list_items_of(meeting.id),
        title_of=lambda row: readable_title(row, matter),
        what_of=lambda row: readable_what(row, matter_of({row.body_id}, row.owner_id, row.directorate_id)),
        moved_from=queries.find_moved_from(meeting.id),
        confirmed_at=queries.find_meeting_row(meeting.minutes_confirmed_at_id),
        last_day=last_day,
        is_late=today > last_day and is_draft,
        warnings=publishing_warnings(meeting, today) if is_draft and today <= meeting.on else [],
        topics=queries.list_settled_at(meeting.id),
        follow_ups=queries.list_follow_up_rows(owed).rows,
        referrals=queries.list_referral_rows(owed).rows,
        verbs=[(verb, STATE_VERBS[verb]) for verb in possible_moves(meeting, today)],
        history=readable_history(list_history("meeting", reference), matter),
        may_edit=may(Permission.MEETING_EDIT, matter),
        may_ask=may(Permission.FOLLOW_UP_EDIT, matter),
    )
