"""The work programme: what is coming, why, and at which meeting."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import day, text
from ...core.kept import led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...council.models import Standing
from ...council.queries import get_body, list_bodies
from ...history.journal import By, by_now, list_history
from ...rules.permissions import Permission
from .. import queries
from ..actions import programme as actions
from ..clause_models import WorkProgrammeRow
from ..forms.meetings import meeting_choices
from ..forms.owed import DoneForm, ReasonForm, SettleForm, TopicForm, body_choices
from ..queries import ProgrammeView
from ..readable import matter_of
from .blueprint import blueprint, one_form, put, record_address
from .meetings import word_in


def _address(reference: str) -> str:
    return url_for("meetings.show_topic", reference=reference)


def _editable(reference: str) -> WorkProgrammeRow:
    row = queries.get_programme_row(reference)
    require(Permission.WORK_PROGRAMME_EDIT, matter_of({row.body_id}))
    return row


def _asked() -> tuple[ProgrammeView, str | None]:
    """Which topics of which body (by its code) the address asks for."""
    view = word_in(ProgrammeView, request.args.get("view")) or ProgrammeView.COMING
    return view, request.args.get("body") or None


def programme_sheet() -> Sheet:
    view, body = _asked()
    today = clock.today()
    columns = (
        ("Topic", 50),
        ("Why", 60),
        ("Reference", 20),
        ("Committee or board", 40),
        ("Not before", 13),
        ("Counted from", 24),
        ("Meeting", 13),
        ("Proposed meeting", 16),
        ("Done", 13),
        ("Not taken up", 13),
        ("Reason", 40),
    )
    rows = (
        (
            row.title,
            row.why,
            row.reference,
            row.body_name,
            row.not_before_on,
            row.base_event,
            row.meeting_on,
            row.proposed.on if row.proposed else None,
            row.done_on,
            row.not_taken_up_on,
            row.not_taken_up_reason,
        )
        for row in every_row(lambda after: queries.list_programme(today, view, body, after))
    )
    return Sheet("Work programme", columns, rows)


@blueprint.get("/work-programme")
@allow(Permission.HOUSE_READ)
@listing(programme_sheet)
def list_programme() -> str:
    view, body = _asked()
    page = queries.list_programme(clock.today(), view, body, request.args.get("after"))
    bodies = list_bodies(Standing.SCRUTINY)
    return render_template(
        "meetings/list_programme.html",
        page=page,
        view=view,
        views=list(ProgrammeView),
        body=body,
        body_name=next((one.name for one in bodies if one.code == body), None),
        bodies=bodies,
        next_page=url_for(".list_programme", view=view, body=body, after=page.after) if page.after else None,
        may_edit=may(Permission.WORK_PROGRAMME_EDIT),
    )


@blueprint.get("/work-programme/<reference>")
@allow(Permission.HOUSE_READ)
def show_topic(reference: str) -> str:
    row = queries.get_programme_row(reference)
    from_on = max(row.not_before_on or clock.today(), clock.today())
    is_open = row.done_on is None and row.not_taken_up_on is None
    waits = is_open and row.meeting is None
    return render_template(
        "meetings/show_topic.html",
        row=row,
        is_open=is_open,
        comes_from=record_address(row.record_noun, row.record_reference),
        proposed=queries.first_meeting_on_or_after(row.body_id, from_on) if waits else None,
        before=_nearest_before(row) if waits else None,
        history=list_history("work-programme", reference),
        may_edit=may(Permission.WORK_PROGRAMME_EDIT, matter_of({row.body_id})),
    )


def _nearest_before(row: WorkProgrammeRow) -> queries.MeetingRow | None:
    """The last coming meeting before the day that a topic waits for, which can be chosen instead."""
    if row.not_before_on is None:
        return None
    found = queries.nearest_before(row.body_id, row.not_before_on)
    return found if found is not None and found.on >= clock.today() else None


@blueprint.route("/work-programme/new", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def add_topic() -> str | Response:
    form = TopicForm()
    form.body.choices = body_choices(list_bodies(Standing.SCRUTINY))
    if form.is_fresh():
        form.body.data = request.args.get("body", "")
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        body = get_body(text(form.body))
        require(Permission.WORK_PROGRAMME_EDIT, matter_of({body.id}))
        row = actions.place(
            by_now(),
            body,
            text(form.title),
            text(form.why),
            not_before_on=form.not_before_on.data,
            base_event=text(form.base_event),
        )
        taken(text(form.once), _address(row.reference))
        db.session.commit()
        return redirect(_address(row.reference))
    return one_form(form, "Add a topic to the work programme", "Add the topic", url_for(".list_programme"))


@blueprint.route("/work-programme/<reference>/change", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def change_topic(reference: str) -> str | Response:
    row = _editable(reference)
    form = TopicForm()
    form.body.choices = [(row.body.code, row.body.name)]
    if form.is_fresh():
        form.version.data = str(row.version)
        form.body.data, form.title.data, form.why.data = row.body.code, row.title, row.why
        form.not_before_on.data, form.base_event.data = row.not_before_on, row.base_event
    if form.validate_on_submit():
        if form.version_seen() != row.version:
            theirs = {"title": row.title, "why": row.why or "", "base_event": row.base_event or ""}
            return conflict(form, theirs, row.version)
        actions.change_topic(
            row, text(form.title), text(form.why), form.not_before_on.data, text(form.base_event), by_now()
        )
        db.session.commit()
        return redirect(_address(reference))
    return one_form(form, "Change the topic", "Save", _address(reference), caption=reference)


@blueprint.route("/work-programme/<reference>/settle", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def settle_topic(reference: str) -> str | Response:
    row = _editable(reference)
    form = SettleForm()
    coming = queries.list_settleable(row.body_id, clock.today())
    form.meeting.choices = [("", "Choose"), *meeting_choices(coming)]
    if form.is_fresh():
        form.meeting.data = request.args.get("meeting", "")
    if form.validate_on_submit():
        meeting = queries.get_meeting(text(form.meeting))
        try:
            actions.settle(row, meeting, text(form.why) or None, by_now())
        except Refused as refused:
            put(form, refused, "meeting")
        else:
            db.session.commit()
            return redirect(_address(reference))
    return one_form(form, "Settle the meeting", "Settle", _address(reference), caption=row.title)


@blueprint.post("/work-programme/<reference>/release")
@allow(Permission.WORK_PROGRAMME_EDIT)
def release_topic(reference: str) -> Response:
    actions.release(_editable(reference), None, by_now())
    db.session.commit()
    return redirect(_address(reference))


@blueprint.route("/work-programme/<reference>/done", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def finish_topic(reference: str) -> str | Response:
    row = _editable(reference)
    form = DoneForm()
    if form.is_fresh():
        form.on.data = clock.today()
    if form.validate_on_submit():
        try:
            actions.finish(row, day(form.on), by_now())
        except Refused as refused:
            put(form, refused, "on")
        else:
            db.session.commit()
            return redirect(_address(reference))
    return one_form(form, "The body has looked at this", "Save", _address(reference), caption=row.title)


def _with_reason(
    reference: str, title: str, submit: str, action: Callable[[WorkProgrammeRow, str, By], None]
) -> str | Response:
    row = _editable(reference)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            action(row, text(form.reason), by_now())
        except Refused as refused:
            put(form, refused, "reason")
        else:
            db.session.commit()
            return redirect(_address(reference))
    return one_form(form, title, submit, _address(reference), caption=row.title)


@blueprint.route("/work-programme/<reference>/not-taken-up", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def drop_topic(reference: str) -> str | Response:
    return _with_reason(reference, "Not taken up", "Save", actions.drop)


@blueprint.route("/work-programme/<reference>/take-up-again", methods=["GET", "POST"])
@allow(Permission.WORK_PROGRAMME_EDIT)
def take_up_again(reference: str) -> str | Response:
    return _with_reason(reference, "Take up again", "Take it up again", actions.take_up_again)
