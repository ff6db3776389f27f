"""One page per verb of the committee's decision, and what difference was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to, taken
from ...history.journal import By, by_now
from ...meetings.queries.meetings import find_meeting, list_settleable
from ...rules.lifecycle import (
    CLOSED_DECISIONS,
    Decision,
    Difference,
    Particulars,
    StopReason,
    Thread,
    available,
    move_for,
    refusal,
    warnings,
)
from ...rules.permissions import Permission
from ..actions import decisions
from ..actions.decisions import Decided
from ..actions.difference import judge
from ..actions.say import actor, situation
from ..forms.decisions import (
    AskForMoreForm,
    DecisionForm,
    DifferenceForm,
    KeepUnderReviewForm,
    ReopenForm,
    SignOffForm,
    StopForm,
    TakeFurtherForm,
)
from ..models import Entry, Recommendation
from ..queries.decisions import list_held
from ..queries.one import get_recommendation, matter_of
from .blueprint import blueprint
from .one import shown_name
from .standing import has_evidence

Record = Callable[[Recommendation, Decided, DecisionForm, By], Entry]


@dataclass(frozen=True)
class Verb:
    """One decision: its page's words, its form, and the action that records it."""

    value: Decision
    permission: Permission
    title: str
    button: str
    form: type[DecisionForm]
    record: Record


KEEP = Verb(
    Decision.UNDER_REVIEW,
    Permission.RECOMMENDATION_KEEP_UNDER_REVIEW,
    "Keep under review",
    "Keep under review",
    KeepUnderReviewForm,
    lambda row, how, form, by: decisions.keep_under_review(row, how, by, until=form["until"].data),
)
ASK = Verb(
    Decision.MORE_ASKED,
    Permission.RECOMMENDATION_ASK_FOR_MORE,
    "Ask for more",
    "Ask for more",
    AskForMoreForm,
    lambda row, how, form, by: decisions.ask_for_more(
        row, how, by, what=text(form["what"]), by_when=form["by_when"].data
    ),
)
FURTHER = Verb(
    Decision.TAKEN_FURTHER,
    Permission.RECOMMENDATION_TAKE_FURTHER,
    "Take further",
    "Take further",
    TakeFurtherForm,
    lambda row, how, form, by: decisions.take_further(
        row, how, by, how=text(form["how"]), until=form["until"].data
    ),
)
SIGN_OFF = Verb(
    Decision.SIGNED_OFF,
    Permission.RECOMMENDATION_SIGN_OFF,
    "Sign off",
    "Sign off",
    SignOffForm,
    lambda row, how, _form, by: decisions.sign_off(row, how, by),
)
STOP = Verb(
    Decision.STOPPED,
    Permission.RECOMMENDATION_STOP,
    "Stop following this",
    "Stop",
    StopForm,
    lambda row, how, form, by: decisions.stop(
        row,
        how,
        by,
        reason=StopReason(text(form["reason"])),
        replaced_by=text(form["replaced_by"]) or None,
    ),
)
REOPEN = Verb(
    Decision.REOPENED,
    Permission.RECOMMENDATION_REOPEN,
    "Reopen",
    "Reopen",
    ReopenForm,
    lambda row, how, form, by: decisions.reopen(row, _because(how, text(form["why"])), by),
)


def _because(how: Decided, why: str) -> Decided:
    return Decided(**{**vars(how), "note": why})


def _barred(recommendation: Recommendation, verb: Verb, by: By) -> str | None:
    """Why this decision cannot be recorded today whatever is typed; None where it can."""
    now = situation(recommendation, Thread.DECISION)
    who = actor(recommendation, by)
    if any(move.value is verb.value for move in available(Thread.DECISION, now, who, by.today)):
        return None
    move = move_for(Thread.DECISION, verb.value)
    return refusal(move, now, Particulars(effective_on=by.today, today=by.today), who)


def _warnings(recommendation: Recommendation, verb: Verb, by: By) -> list[str]:
    said = Particulars(by.today, by.today, has_evidence=has_evidence(recommendation))
    now = situation(recommendation, Thread.DECISION)
    return warnings(move_for(Thread.DECISION, verb.value), now, said)


def _decide(reference: str, verb: Verb) -> str | Response:
    """The page of one verb: load, ask the rule, show or take the form."""
    recommendation = get_recommendation(reference)
    matter = matter_of(recommendation)
    require(verb.permission, matter)
    by = by_now()
    form = verb.form()
    held = list_held(sorted({recommendation.followed_by_id, recommendation.made_by_id}), by.today)
    form.offer(held, list_settleable(recommendation.followed_by_id, by.today))
    asks = False
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        asks = bool(_warnings(recommendation, verb, by)) and not form.anyway.data
        try:
            if not asks:
                return _recorded(recommendation, verb, form, by)
        except Refused as refused:
            beside = refused.field if refused.field and refused.field in form else "basis"
            form.refuse(beside, refused.sentence)
    return render_template(
        "recommendations/decide.html",
        recommendation=recommendation,
        name=shown_name(recommendation, matter),
        verb=verb,
        form=form,
        barred=_barred(recommendation, verb, by),
        warnings=_warnings(recommendation, verb, by) if asks else [],
        graded=decisions.grades_in_use() and verb.value not in (Decision.REOPENED, Decision.STOPPED),
    )


def _recorded(recommendation: Recommendation, verb: Verb, form: DecisionForm, by: By) -> Response:
    held = list_held(sorted({recommendation.followed_by_id, recommendation.made_by_id}), by.today)
    decided = form.decided(held, find_meeting(text(form.report_to)), by.today)
    entry = verb.record(recommendation, decided, form, by)
    here = url_for("recommendations.one", reference=recommendation.reference)
    taken(text(form.once), here)
    db.session.commit()
    closed = " It is closed." if entry.value in CLOSED_DECISIONS else ""
    flash(f"Saved. The committee's decision is recorded.{closed}", "success")
    return redirect(here)


@blueprint.route("/recommendations/<reference>/keep-under-review", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_KEEP_UNDER_REVIEW)
def keep_under_review(reference: str) -> str | Response:
    return _decide(reference, KEEP)


@blueprint.route("/recommendations/<reference>/ask-for-more", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_ASK_FOR_MORE)
def ask_for_more(reference: str) -> str | Response:
    return _decide(reference, ASK)


@blueprint.route("/recommendations/<reference>/take-further", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_TAKE_FURTHER)
def take_further(reference: str) -> str | Response:
    return _decide(reference, FURTHER)


@blueprint.route("/recommendations/<reference>/sign-off", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_SIGN_OFF)
def sign_off(reference: str) -> str | Response:
    return _decide(reference, SIGN_OFF)


@blueprint.route("/recommendations/<reference>/stop", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_STOP)
def stop(reference: str) -> str | Response:
    return _decide(reference, STOP)


@blueprint.route("/recommendations/<reference>/reopen", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_REOPEN)
def reopen(reference: str) -> str | Response:
    return _decide(reference, REOPEN)


@blueprint.route("/recommendations/<reference>/difference", methods=["GET", "POST"])
@allow(Permission.DIFFERENCE_JUDGE)
def difference(reference: str) -> str | Response:
    recommendation = get_recommendation(reference)
    matter = matter_of(recommendation)
    require(Permission.DIFFERENCE_JUDGE, matter)
    by = by_now()
    form = DifferenceForm()
    if not form.is_submitted() and form.on.data is None:
        form.on.data = by.today
    held = list_held(sorted({recommendation.followed_by_id, recommendation.made_by_id}), by.today)
    form.meeting.choices = [
        ("", "Nobody but the co-ordinator"),
        *((m.reference, f"{m.body.name}, {m.on.day} {m.on:%B %Y}") for m in held),
    ]
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            return _judged(recommendation, form, by)
        except Refused as refused:
            form.refuse(refused.field or "on", refused.sentence)
    return render_template(
        "recommendations/difference.html",
        recommendation=recommendation,
        name=shown_name(recommendation, matter),
        form=form,
    )


def _judged(recommendation: Recommendation, form: DifferenceForm, by: By) -> Response:
    judge(
        recommendation,
        Difference(text(form.value)),
        by,
        on=form.on.data,
        note=text(form.note) or None,
        meeting=find_meeting(text(form.meeting)),
        minute=text(form.minute) or None,
    )
    here = url_for("recommendations.one", reference=recommendation.reference)
    taken(text(form.once), here)
    db.session.commit()
    flash("Saved. What difference was made is recorded.", "success")
    return redirect(here)
