"""A meeting is held, cancelled, adjourned; its agenda is published; its minutes are drafted and confirmed."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.filters import day_date, long_date, short_date
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...council.actions.holding import ToPublish, hold
from ...council.models import HeldKind
from ...council.queries.held import Notice, find_notice
from ...history.journal import by_now
from ...rules.permissions import Permission
from .. import queries
from ..actions import agenda, states
from ..forms.meetings import (
    ContinueForm,
    MinutesForm,
    PublishForm,
    StateForm,
    WithdrawAgendaForm,
    meeting_choices,
)
from ..models import Meeting, MinutesState
from ..readable import matter_of
from .blueprint import blueprint, one_form, put

TITLES = {
    "hold": ("Was the meeting held?", "It was held"),
    "adjourn": ("The meeting was adjourned", "Save"),
    "inquorate": ("The meeting was inquorate", "Save"),
    "cancel": ("Cancel the meeting", "Cancel the meeting"),
    "plan-again": ("Correct the meeting: it is planned", "Save"),
}


def _editable(reference: str) -> Meeting:
    meeting = queries.get_meeting(reference)
    require(Permission.MEETING_EDIT, matter_of({meeting.body_id}))
    return meeting


def _caption(meeting: Meeting) -> str:
    return f"{meeting.body.name}, {short_date(meeting.on)}"


def _page_of(reference: str) -> str:
    return url_for("meetings.show_meeting", reference=reference)


@blueprint.route(
    "/meetings/<reference>/<any(hold, adjourn, inquorate, cancel, 'plan-again'):verb>",
    methods=["GET", "POST"],
)
@allow(Permission.MEETING_EDIT)
def move_state(reference: str, verb: str) -> str | Response:
    meeting = _editable(reference)
    form = StateForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            states.move_state(meeting, verb, text(form.reason) or None, by_now())
        except Refused as refused:
            put(form, refused, "reason")
        else:
            taken(text(form.once), _page_of(reference))
            db.session.commit()
            return redirect(_page_of(reference))
    title, button = TITLES[verb]
    return one_form(form, title, button, _page_of(reference), caption=_caption(meeting))


@blueprint.route("/meetings/<reference>/continue", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def continue_meeting(reference: str) -> str | Response:
    meeting = _editable(reference)
    form = ContinueForm()
    if form.is_fresh():
        form.show_time(meeting.at, meeting.place)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)

        try:
            new = states.continue_on(meeting, day(form.on), form.typed_time(), text(form.place), by_now())
        except Refused as refused:
            put(form, refused, "on")
        else:
            taken(text(form.once), _page_of(new.reference))
            db.session.commit()
            return redirect(_page_of(new.reference))
    return one_form(
        form,
        "When does the meeting continue?",
        "Add the meeting",
        _page_of(reference),
        caption=_caption(meeting),
    )


@blueprint.route("/meetings/<reference>/publish", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def publish_agenda(reference: str) -> str | Response:
    meeting = _editable(reference)
    form = PublishForm()
    if form.is_fresh():
        form.on.data = clock.today()
    on = form.on.data or clock.today()
    if form.validate_on_submit():
        try:
            agenda.publish_agenda(meeting, on, text(form.reason) or None, by_now())
        except Refused as refused:
            put(form, refused, "on")
        else:
            db.session.commit()
            return redirect(_page_of(reference))
    last = queries.last_day_for_papers(meeting.on)
    return one_form(
        form,
        "Publish the agenda",
        "Publish",
        _page_of(reference),
        caption=_caption(meeting),
        intro=[
            f"The last day for papers is {long_date(last)}.",
            "Once the agenda is published its items keep their numbers.",
            *agenda.publishing_warnings(meeting, on),
        ],
    )


@blueprint.route("/meetings/<reference>/withdraw-agenda", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def withdraw_agenda(reference: str) -> str | Response:
    meeting = _editable(reference)
    form = WithdrawAgendaForm()
    if form.validate_on_submit():
        try:
            agenda.withdraw_agenda(meeting, text(form.reason), by_now())
        except Refused as refused:
            put(form, refused, "reason")
        else:
            db.session.commit()
            return redirect(_page_of(reference))
    return one_form(
        form,
        "Correct the agenda: it is a draft",
        "Make it a draft again",
        _page_of(reference),
        caption=_caption(meeting),
    )


@blueprint.route("/meetings/<reference>/minutes", methods=["GET", "POST"])
@allow(Permission.MEETING_EDIT)
def set_minutes(reference: str) -> str | Response:
    meeting, notice = _editable(reference), find_notice(clock.today())
    form = MinutesForm()
    later = queries.list_later_meetings(meeting)
    form.confirmed_at.choices = [("", "Choose"), *meeting_choices(later)]
    if form.is_fresh():
        form.state.data = meeting.minutes_state.value
        confirmed = queries.find_meeting_row(meeting.minutes_confirmed_at_id)
        form.confirmed_at.data = confirmed.reference if confirmed else ""
    if form.validate_on_submit():
        confirmed_at = queries.find_meeting(text(form.confirmed_at))
        state = MinutesState(text(form.state))
        try:
            agenda.set_minutes(meeting, state, confirmed_at, by_now())
        except Refused as refused:
            put(form, refused, "state")
        else:
            if notice is not None and notice.until_on is not None and _is_held(state):
                db.session.rollback()  # it could be published: that waits
                _hold_minutes(reference, form, notice)
            db.session.commit()
            return redirect(_page_of(reference))
    return one_form(form, "Minutes", "Save", _page_of(reference), caption=_caption(meeting), notice=notice)


def _is_held(state: MinutesState) -> bool:
    """Whether whoever saves would rather wait: minutes are published as a draft and as confirmed."""
    return state is not MinutesState.NONE and request.form.get("publish") != "now"


def _hold_minutes(reference: str, form: MinutesForm, notice: Notice) -> None:
    meeting = queries.get_meeting(reference)
    details = {"state": text(form.state), "confirmed_at": text(form.confirmed_at) or None}
    title = f"{meeting.body.name}, {day_date(meeting.on)}"
    what = ToPublish(HeldKind.MINUTES, reference, title, _page_of(reference), meeting.body_id, details)
    hold(what, notice, by_now())
    flash(f"Held until {day_date(notice.until_on)}. They stand under Held publications.", "success")
