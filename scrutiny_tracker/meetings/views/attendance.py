"""Who is asked to a meeting, who came, in whose place."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.filters import plural
from ...core.forms import problems, text
from ...core.kept import led_to, taken
from ...history.journal import by_now
from ...rules.permissions import Permission
from .. import queries
from ..actions import attendance as actions
from ..forms.attendance import AddNameForm, AttendanceForm
from ..models import Meeting
from ..readable import matter_of
from .blueprint import blueprint, put


def _editable(reference: str) -> Meeting:
    meeting = queries.get_meeting(reference)
    require(Permission.MEETING_EDIT, matter_of({meeting.body_id}))
    return meeting


def _address(reference: str) -> str:
    return url_for("meetings.show_attendance", reference=reference)


@blueprint.route("/meetings/<reference>/attendance", methods=["GET", "POST"])
@allow(Permission.HOUSE_READ)
def show_attendance(reference: str) -> str | Response:
    meeting = queries.get_meeting(reference)
    matter = matter_of({meeting.body_id})
    listed = list(queries.list_attendance(meeting.id))
    form, adding = AttendanceForm(prefix="list"), AddNameForm()
    people = {str(who.id): f"{who.name} ({role})" for who, role in queries.list_invitable(meeting.on)}
    adding.person.choices = [("", "Nobody"), *people.items()]
    if request.method == "POST":
        require(Permission.MEETING_EDIT, matter)
        done = _save_list(meeting, form) if request.form.get("do") == "list" else _add_name(meeting, adding)
        if done is not None:
            return done
    if not form.rows.entries:
        form.show(listed)
    return render_template(
        "meetings/show_attendance.html",
        meeting=meeting,
        rows=[(row, entry.form) for row, entry in zip(listed, form.rows, strict=False)],
        form=form,
        adding=adding,
        problems=problems(form, adding) if request.method == "POST" else [],
        may_edit=may(Permission.MEETING_EDIT, matter),
    )


def _save_list(meeting: Meeting, form: AttendanceForm) -> Response | None:
    listed = list(queries.list_attendance(meeting.id))
    if not form.validate():
        return None
    try:
        actions.change_attendance(meeting, form.typed(listed), by_now())
    except Refused as refused:
        db.session.rollback()
        name, _, row_id = (refused.field or "").rpartition("-")
        entry = next((one for one in form.rows if text(one.form.row_id) == row_id), None)
        if entry is None or not name:
            raise
        entry.form.other.errors = [refused.sentence]
        return None
    db.session.commit()
    return redirect(_address(meeting.reference))


def _add_name(meeting: Meeting, form: AddNameForm) -> Response | None:
    if not form.validate():
        return None
    if seen := led_to(text(form.once)):
        return redirect(seen)
    people = {str(who.id): who.name for who, _role in queries.list_invitable(meeting.on)}
    try:
        actions.add_attendance(meeting, form.typed(people), by_now())
    except Refused as refused:
        put(form, refused, "name")
        return None
    taken(text(form.once), _address(meeting.reference))
    db.session.commit()
    return redirect(_address(meeting.reference))


@blueprint.post("/meetings/<reference>/attendance/propose")
@allow(Permission.MEETING_EDIT)
def propose_members(reference: str) -> Response:
    meeting = _editable(reference)
    added = actions.propose_members(meeting, by_now())
    db.session.commit()
    flash(f"{plural(added, 'member')} added from the offices held on that day.", "success")
    return redirect(_address(reference))


@blueprint.post("/meetings/<reference>/attendance/<int:row_id>/remove")
@allow(Permission.MEETING_EDIT)
def remove_name(reference: str, row_id: int) -> Response:
    meeting = _editable(reference)
    actions.remove_attendance(meeting, queries.get_attendance(meeting.id, row_id), by_now())
    db.session.commit()
    return redirect(_address(reference))
