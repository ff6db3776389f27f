"""A progress report that was promised: when, why there, what it is about; its meeting is chosen by people."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...history.journal import by_now
from ...meetings.models import Meeting
from ...meetings.queries.meetings import find_meeting, list_settleable
from ...rules.deadlines import long_date
from ...rules.permissions import Permission
from ..actions import commitments as verbs
from ..forms.commitments import PinForm, ReleaseForm, ReportedForm
from ..forms.sendings import offer
from ..models import Commitment
from ..queries.commitments import (
    get_commitment,
    matter_of_commitment,
)
from .blueprint import blueprint

LOOKS_BACK = timedelta(days=200)


def _to_schedule(reference: str) -> Commitment:
    commitment = get_commitment(reference)
    require(Permission.PROGRESS_REPORT_SCHEDULE, matter_of_commitment(commitment))
    return commitment


def _meeting(reference: str) -> Meeting:
    meeting = find_meeting(reference)
    if meeting is None:
        raise Refused("Choose a meeting.", "meeting")
    return meeting


def _saved(reference: str, sentence: str) -> Response:
    db.session.commit()
    flash(sentence, "success")
    return redirect(f"/progress-reports/{reference}")


@blueprint.post("/progress-reports/<reference>/confirm/<meeting>")
@allow(Permission.PROGRESS_REPORT_SCHEDULE)
def confirm_progress_report(reference: str, meeting: str) -> Response:
    chosen = _meeting(meeting)
    verbs.confirm(_to_schedule(reference), chosen, by_now())
    return _saved(reference, f"Confirmed for {long_date(chosen.on)}.")


@blueprint.route("/progress-reports/<reference>/pin", methods=["GET", "POST"])
@allow(Permission.PROGRESS_REPORT_SCHEDULE)
def pin_progress_report(reference: str) -> str | Response:
    commitment, form, today = _to_schedule(reference), PinForm(), clock.today()
    coming = list_settleable(commitment.body_id, today)
    offer(form.meeting, [(each.reference, f"{each.body_name}, {long_date(each.on)}") for each in coming])
    if form.validate_on_submit():
        try:
            verbs.pin(commitment, _meeting(text(form.meeting)), text(form.why), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused.field or "meeting", refused.sentence)
        else:
            return _saved(reference, "The meeting is chosen.")
    return render_template("recommendations/pin_progress_report.html", form=form, commitment=commitment)


@blueprint.route("/progress-reports/<reference>/release", methods=["GET", "POST"])
@allow(Permission.PROGRESS_REPORT_SCHEDULE)
def release_progress_report(reference: str) -> str | Response:
    commitment, form = _to_schedule(reference), ReleaseForm()
    if form.validate_on_submit():
        try:
            verbs.release(commitment, text(form.why), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse("why", refused.sentence)
        else:
            return _saved(reference, "It is taken off its meeting; a meeting is proposed again.")
    return render_template("recommendations/release_progress_report.html", form=form, commitment=commitment)


@blueprint.route("/progress-reports/<reference>/reported", methods=["GET", "POST"])
@allow(Permission.PROGRESS_REPORT_SCHEDULE)
def progress_report_reported(reference: str) -> str | Response:
    commitment, form, today = _to_schedule(reference), ReportedForm(), clock.today()
    held = [each for each in list_settleable(commitment.body_id, today - LOOKS_BACK) if each.on <= today]
    offer(form.meeting, [(each.reference, f"{each.body_name}, {long_date(each.on)}") for each in held])
    if commitment.meeting is not None and not form.is_submitted():
        form.meeting.data = commitment.meeting.reference
    if form.validate_on_submit():
        try:
            verbs.report(commitment, _meeting(text(form.meeting)), by_now())
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused.field or "meeting", refused.sentence)
        else:
            return _saved(reference, "Recorded: the progress report was made. What was reported stays.")
    return render_template("recommendations/progress_report_reported.html", form=form, commitment=commitment)
