"""Beside the grid: what an item puts before the committee, and delegated decisions told to a meeting."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing
from ...history.journal import by_now
from ...meetings.models import Meeting
from ...meetings.queries.meetings import get_meeting
from ...rules.lifecycle import Decision
from ...rules.permissions import Matter, Permission
from ..actions.decisions import put_for_decision, report_delegated
from ..forms.decisions import PutForm, ReportedForm
from ..queries.decisions import list_choosable, list_to_be_reported
from ..queries.one import matter_of
from .blueprint import blueprint
from .grid import item_of
from .one import shown_name


@blueprint.route("/meetings/<meeting>/decisions/<item>/add", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_SIGN_OFF)
def put_at(meeting: str, item: str) -> str | Response:
    at = item_of(meeting, item)
    choosable = list_choosable(at)
    form = PutForm()
    form.chosen.choices = [
        (each.reference, f"{each.reference}: {shown_name(each, matter_of(each))}") for each in choosable
    ]
    if form.validate_on_submit():
        chosen = [each for each in choosable if each.reference in (form.chosen.data or ())]
        put_for_decision(at, chosen, by_now())
        forget_typing()
        address = url_for("recommendations.decide_at", meeting=meeting, item=item)
        db.session.commit()
        return redirect(address)
    return render_template("recommendations/put_at.html", item=at, form=form)


def _meeting(reference: str) -> Meeting:
    found = get_meeting(reference)
    require(Permission.RECOMMENDATION_SIGN_OFF, Matter(body_ids=frozenset({found.body_id})))
    return found


@blueprint.route("/meetings/<meeting>/delegated-decisions", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_SIGN_OFF)
def delegated_decisions(meeting: str) -> str | Response:
    at = _meeting(meeting)
    waiting = list_to_be_reported(at.body_id)
    form = ReportedForm()
    if form.validate_on_submit():
        told = [each for each in waiting if str(each.entry_id) in request.form.getlist("told")]
        try:
            report_delegated(told, at, text(form.minute) or None, by_now())
        except Refused as refused:
            form.refuse("minute", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            flash(f"Saved. Reported to the meeting: {len(told)}.", "success")
            return redirect(url_for("recommendations.delegated_decisions", meeting=meeting))
    rows = [
        (
            each,
            shown_name(each.entry.recommendation, matter_of(each.entry.recommendation)),
            Decision(str(each.entry.value)),
        )
        for each in waiting
    ]
    return render_template("recommendations/delegated_decisions.html", meeting=at, rows=rows, form=form)
