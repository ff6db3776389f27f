"""Calendars: secret feeds, every coming deadline by week, and what would happen if a meeting moved."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from ...core import clock
from ...core.access import allow, may, principal, public, require
from ...core.errors import NotFound
from ...core.extensions import db
from ...core.kept import led_to, taken
from ...core.listing import listing
from ...core.sheets import Sheet
from ...council.models import Body, Standing
from ...council.queries import find_body_by_code, list_bodies
from ...history.journal import by_now
from ...meetings.models import Meeting, MeetingState
from ...meetings.queries import get_meeting
from ...meetings.readable import matter_of
from ...rules.permissions import Permission
from ..actions.choices import renew_feeds
from ..feeds import Feed, as_calendar, make_feed_token, read_feed_token
from ..forms import RenewForm, WhatIfForm
from ..queries.choices import find_choice
from ..queries.deadlines import Deadline, DeadlineKind, Span, list_deadlines
from ..queries.happenings import find_body_of, find_feed_person, list_mine, list_my_bodies, list_of_body
from ..queries.moving import what_if
from .blueprint import blueprint

WEEKS = 6
GONE = "There is no such calendar, or its address was renewed."
LABELS = {
    DeadlineKind.MEETING: "Meetings",
    DeadlineKind.PAPERS: "Papers days",
    DeadlineKind.ANSWER: "Answers",
    DeadlineKind.RECOMMENDATION: "Recommendations",
    DeadlineKind.OWED: "Requests, questions and referrals",
    DeadlineKind.PROGRESS_REPORT: "Progress reports",
    DeadlineKind.CYCLE: "Performance cycles",
    DeadlineKind.PERIOD: "Sensitive periods and closed days",
}


@blueprint.get("/calendar/<token>.ics")
@public
def feed(token: str) -> Response:
    found = read_feed_token(token)
    person = find_feed_person(found) if found else None
    if found is None or person is None:
        raise NotFound(GONE)
    today = clock.today()
    if found.body_id is None:
        name, happenings = f"Scrutiny: {person.name}", list_mine(person.id, today)
    else:
        body = find_body_of(found.body_id)
        if body is None:
            raise NotFound(GONE)
        name, happenings = body.name, list_of_body(body, today)
    answer = Response(as_calendar(name, happenings, clock.now()), mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, max-age=900"
    return answer


@blueprint.route("/calendar", methods=["GET", "POST"])
@allow(Permission.HOUSE_READ)
def calendars() -> str | Redirect:
    form, person_id = RenewForm(), principal().person_id or 0
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    if form.validate_on_submit():
        renew_feeds(person_id, by_now())
        where = url_for("reminders.calendars")
        taken(str(form.once.data), where)
        db.session.commit()
        flash("Your calendars have new addresses. The old ones show nothing any more.", "success")
        return redirect(where)
    choice = find_choice(person_id)
    number = choice.feed_number if choice else 1

    def address(body_id: int | None) -> str:
        token = make_feed_token(Feed(person_id, body_id, number))
        return str(current_app.config["SCRUTINY_BASE_URL"]) + url_for("reminders.feed", token=token)

    bodies = [(body.name, address(body.id)) for body in list_my_bodies(person_id, clock.today())]
    return render_template("reminders/calendars.html", form=form, mine=address(None), bodies=bodies)


def _asked() -> tuple[Span, Body | None]:
    """The weeks, body and kind that the address asks for."""
    begins = _monday(_asked_date("from") or clock.today())
    body = find_body_by_code(request.args.get("body", ""))
    kind = request.args.get("kind", "")
    chosen = DeadlineKind(kind) if kind in set(DeadlineKind) else None
    span = Span(begins, begins + timedelta(weeks=WEEKS, days=-1), body.id if body else None, chosen)
    return span, body


def deadlines_sheet() -> Sheet:
    span, _body = _asked()
    columns = (("Day", 13), ("What", 70), ("Kind", 30), ("Committee", 14))
    rows = ((row.on, row.words, LABELS[row.kind], row.body or "All") for row in list_deadlines(span))
    return Sheet("Coming deadlines", columns, rows)


@blueprint.get("/deadlines")
@allow(Permission.HOUSE_READ)
@listing(deadlines_sheet)
def deadlines() -> str:
    today = clock.today()
    span, body = _asked()
    begins = span.from_on
    return render_template(
        "reminders/deadlines.html",
        weeks=_by_week(list_deadlines(span), begins),
        bodies=list_bodies(Standing.SCRUTINY, on=today),
        body=body,
        kind=span.kind,
        kinds=LABELS,
        begins=begins,
        before=begins - timedelta(weeks=WEEKS),
        after=begins + timedelta(weeks=WEEKS),
    )


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def _asked_date(name: str) -> date | None:
    try:
        found = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return found if 1974 <= found.year <= 2099 else None


def _by_week(rows: list[Deadline], begins: date) -> list[tuple[date, list[Deadline]]]:
    weeks = [begins + timedelta(weeks=n) for n in range(WEEKS)]
    return [(monday, [row for row in rows if _monday(row.on) == monday]) for monday in weeks]


@blueprint.get("/meetings/<reference>/what-if")
@allow(Permission.MEETING_EDIT)
def what_if_moved(reference: str) -> str:
    meeting = get_meeting(reference)
    require(Permission.MEETING_EDIT, matter_of({meeting.body_id}))
    form = WhatIfForm(request.args if "to" in request.args else None, meta={"csrf": False})
    asked = "to" in request.args and form.validate()
    to_on = form.to.data if asked else None
    return render_template(
        "reminders/what_if.html",
        meeting=meeting,
        form=form,
        to_on=to_on,
        found=what_if(meeting, to_on, clock.today()) if to_on else [],
    )


def may_move(meeting: Meeting) -> bool:
    """Whether whoever asks could move this meeting, so that its page offers to look ahead."""
    return meeting.state is MeetingState.PLANNED and may(
        Permission.MEETING_EDIT, matter_of({meeting.body_id})
    )
