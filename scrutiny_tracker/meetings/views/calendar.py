"""Meetings are entered, changed and moved."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.filters import listed, plural, short_date
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...council.models import Standing
from ...council.queries import get_body, list_bodies
from ...history.journal import by_now
from ...rules.permissions import Permission
from .. import queries
from ..actions import calendar as actions
from ..forms.fields import clock_words
from ..forms.meetings import CalendarForm, MeetingForm, MoveForm, TimeForm
from ..forms.owed import body_choices
from ..readable import matter_of
from .blueprint import blueprint, one_form, put

MEETING_BODIES = (Standing.SCRUTINY, Standing.EXECUTIVE, Standing.COUNCIL, Standing.OTHER)


@blueprint.route("/meetings/new", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def add_meeting() -> str | Response:
    form = MeetingForm()
    form.body.choices = body_choices(list_bodies(*MEETING_BODIES))
    if form.is_fresh() and request.args.get("body"):
        form.body.data = request.args["body"]
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        body = get_body(text(form.body))
        require(Permission.MEETING_EDIT, matter_of({body.id}))
        on = day(form.on)

        try:
            meeting = actions.add_meeting(body, on, form.typed_time(), text(form.place), by_now())
        except Refused as refused:
            put(form, refused, "on")
        else:
            address = url_for(".show_meeting", reference=meeting.reference)
            taken(text(form.once), address)
            db.session.commit()
            return redirect(address)
    back = url_for(".list_meetings")
    return one_form(form, "Add a meeting", "Add the meeting", back)


@blueprint.route("/meetings/calendar", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def enter_calendar() -> str | Response:
    form = CalendarForm()
    form.offer(list_bodies(*MEETING_BODIES))
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        body = get_body(text(form.body))
        require(Permission.MEETING_EDIT, matter_of({body.id}))
        try:
            entered = actions.enter_calendar(body, form.typed_days(), text(form.place), by_now())
        except Refused as refused:
            put(form, refused, "dates")
        else:
            address = url_for(".list_meetings", body=body.code)
            taken(text(form.once), address)
            db.session.commit()
            flash(_entered_words(entered), "success")
            return redirect(address)
    return one_form(
        form,
        "Enter the calendar of meetings",
        "Add the meetings",
        url_for(".list_meetings"),
        intro=["Meetings that are in the calendar already are left as they are."],
    )


def _entered_words(entered: actions.Entered) -> str:
    words = f"{plural(len(entered.meetings), 'meeting')} added."
    if entered.already:
        words += f" In the calendar already: {listed(short_date(on) for on in entered.already)}."
    return words


@blueprint.route("/meetings/<reference>/change", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def change_meeting(reference: str) -> str | Response:
    meeting = queries.get_meeting(reference)
    require(Permission.MEETING_EDIT, matter_of({meeting.body_id}))
    form = TimeForm()
    if form.is_fresh():
        form.version.data = str(meeting.version)
        form.show_time(meeting.at, meeting.place)
    if form.validate_on_submit():
        if form.version_seen() != meeting.version:
            theirs = {"at": clock_words(meeting.at), "place": meeting.place or ""}
            return conflict(form, theirs, meeting.version)
        actions.change_meeting(meeting, form.typed_time(), text(form.place), by_now())
        db.session.commit()
        return redirect(url_for(".show_meeting", reference=reference))
    return one_form(
        form,
        "Change the time and place",
        "Save",
        url_for(".show_meeting", reference=reference),
        caption=_caption(meeting.body.name, short_date(meeting.on)),
        intro=["To hold it on another day, move the meeting: its old date stays on record with the reason."],
    )


@blueprint.route("/meetings/<reference>/move", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def move_meeting(reference: str) -> str | Response:
    meeting = queries.get_meeting(reference)
    require(Permission.MEETING_EDIT, matter_of({meeting.body_id}))
    form = MoveForm()
    if form.is_fresh():
        form.show_time(meeting.at, meeting.place)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            new = actions.move_meeting(
                meeting, day(form.to_on), form.typed_time(), text(form.place), text(form.reason), by_now()
            )
        except Refused as refused:
            put(form, refused, "to_on")
        else:
            address = url_for(".show_meeting", reference=new.reference)
            taken(text(form.once), address)
            db.session.commit()
            flash("The meeting is moved. What was only proposed for it is proposed anew.", "success")
            return redirect(address)
    return one_form(
        form,
        "Move the meeting",
        "Move the meeting",
        url_for(".show_meeting", reference=reference),
        caption=_caption(meeting.body.name, short_date(meeting.on)),
    )


def _caption(body: str, on: str) -> str:
    return f"{body}, {on}"
