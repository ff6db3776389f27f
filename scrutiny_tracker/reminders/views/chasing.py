"""What has been chased on one recommendation, the next rung, and the letter that nobody has to write."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to, taken
from ...history.journal import by_now
from ...recommendations.queries.one import get_recommendation, matter_of
from ...rules.permissions import Permission
from ..actions.escalating import escalate, next_rung
from ..forms import EscalateForm
from ..letter_content import RUNGS, chief_executive_content, named, what_is_late
from ..queries.chasing import late_since, list_rungs, list_told
from .blueprint import blueprint


@blueprint.get("/recommendations/<reference>/chasing")
@allow(Permission.HOUSE_READ)
def chasing(reference: str) -> str:
    recommendation = get_recommendation(reference)
    may_escalate = may(Permission.CHASE_ESCALATE, matter_of(recommendation))
    today, since = clock.today(), late_since(recommendation, clock.today())
    return render_template(
        "reminders/chasing.html",
        recommendation=recommendation,
        name=named(recommendation),
        since=since,
        days=(today - since).days if since else 0,
        what=what_is_late(recommendation),
        rungs=list_rungs(recommendation, since) if since else [],
        told=list_told(recommendation),
        words=RUNGS,
        next_rung=next_rung(recommendation, by_now()),
        may_escalate=may_escalate,
        letter=chief_executive_content((reference, today)) if since and may_escalate else None,
    )


@blueprint.route("/recommendations/<reference>/escalate", methods=["GET", "POST"])
@allow(Permission.CHASE_ESCALATE)
def escalate_now(reference: str) -> str | Response:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    recommendation, form = get_recommendation(reference), EscalateForm()
    require(Permission.CHASE_ESCALATE, matter_of(recommendation))
    where = url_for("reminders.chasing", reference=reference)
    if form.validate_on_submit():
        try:
            rung = escalate(recommendation, text(form.why), by_now())
        except Refused as refused:
            form.refuse(refused.field or "why", refused.sentence)
        else:
            taken(text(form.once), where)
            db.session.commit()
            flash(f"{RUNGS[rung]}, with the next message.", "success")
            return redirect(where)
    return render_template(
        "reminders/escalate.html",
        recommendation=recommendation,
        name=named(recommendation),
        form=form,
        next_rung=next_rung(recommendation, by_now()),
        words=RUNGS,
    )
