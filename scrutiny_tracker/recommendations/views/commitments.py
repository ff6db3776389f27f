"""A progress report that was promised: when, why there, what it is about; its meeting is chosen by people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...history.journal import by_now, list_history
from ...meetings.models import Meeting
from ...meetings.queries.meetings import find_meeting, list_settleable
from ...rules.deadlines import long_date
from ...rules.lifecycle import Thread
from ...rules.permissions import Permission, why_not
from ...rules.placing import Place
from ..actions import commitments as verbs
from ..actions.commitments import base_words
from ..forms.commitments import PinForm, ReleaseForm, ReportedForm
from ..forms.sendings import offer
from ..models import Commitment, Recommendation
from ..queries.commitments import (
    get_commitment,
    list_recommendations_of,
    matter_of_commitment,
    placing_of,
)
from ..queries.one import matter_of
from ..queries.page import name_of
from .blueprint import blueprint
from .standing import details_of, note_of, spoken

LOOKS_BACK = timedelta(days=200)


@blueprint.get("/progress-reports/<reference>")
@allow(Permission.HOUSE_READ)
def progress_report(reference: str) -> str:
    commitment = get_commitment(reference)
    today = clock.today()
    return render_template(
        "recommendations/progress_report.html",
        commitment=commitment,
        placing=placing_of(commitment, today),
        place=Place,
        base_words=base_words(commitment),
        rows=[_row(one) for one in list_recommendations_of(commitment.id)],
        may_schedule=may(Permission.PROGRESS_REPORT_SCHEDULE, matter_of_commitment(commitment)),
        why_not=why_not(Permission.PROGRESS_REPORT_SCHEDULE),
        history=list_history("commitment", reference),
        as_at=today,
    )


def _row(one: Recommendation) -> dict[str, Any]:
    """One recommendation as the report's page shows it: what was answered, done and decided so far."""
    matter = matter_of(one)
    said = [spoken(one, Thread.ANSWER, asked.id) for asked in one.addressees]
    done = [spoken(one, Thread.PROGRESS, action.id) for action in one.actions]
    decided = spoken(one, Thread.DECISION)
    return {
        "one": one,
        "name": name_of(one.short_name, one.public_name, one.publicity, one.reference, matter),
        "answer": [sentence for entry in said if entry for sentence in details_of(entry, matter)],
        "progress": [note_of(entry, matter) for entry in done if entry and entry.note],
        "decision": [note_of(decided, matter)] if decided and decided.note else [],
        "dates": sorted(
            {(action.first_due_on, action.due_on) for action in one.actions if action.due_on is not None}
        ),
    }


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
    return redirect(url_for("recommendations.progress_report", reference=reference))


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
