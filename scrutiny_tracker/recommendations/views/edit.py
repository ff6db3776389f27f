"""Changing one recommendation: its details, its wording, who follows it, its parts and its links."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing, led_to, taken
from ...council.models import Standing
from ...council.queries import get_body, list_bodies, list_directorates, list_portfolios
from ...history.journal import By, by_now
from ...rules.permissions import Permission
from ..actions.edit import Details, change, correct_wording, hand_over
from ..actions.make import add_parts, withdraw
from ..actions.questions import ask_question
from ..forms.edit import EditForm, HandOverForm, PartsForm, QuestionForm, WithdrawForm, WordingForm
from ..models import Recommendation
from ..queries.one import get_recommendation, matter_of
from ..queries.page import list_followed_by
from .blueprint import blueprint
from .one import shown_name


def to_page(recommendation: Recommendation, words: str, part: str = "") -> Response:
    """Back to the page of the recommendation with a sentence."""
    flash(words, "success")
    return redirect(url_for("recommendations.one", reference=recommendation.reference) + part)


def opened(reference: str, permission: Permission) -> Recommendation:
    """The recommendation, for somebody who holds the permission for it."""
    recommendation = get_recommendation(reference)
    require(permission, matter_of(recommendation))
    return recommendation


def page(template: str, recommendation: Recommendation, **more: object) -> str:
    """A form's page with the recommendation's name."""
    name = shown_name(recommendation, matter_of(recommendation))
    return render_template(f"recommendations/{template}", recommendation=recommendation, name=name, **more)


def _filled(recommendation: Recommendation, by: By) -> EditForm:
    form = EditForm()
    areas = [(str(p.id), p.name) for p in list_portfolios(by.today)]
    directorates = [(str(d.id), d.name) for d in list_directorates(by.today)]
    form.portfolio.choices = [("", "None"), *areas, *_now(recommendation.portfolio, areas)]
    form.directorate.choices = [("", "None"), *directorates, *_now(recommendation.directorate, directorates)]
    return form


def _now(row: object, there: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is chosen now, where it has ended since and is no longer listed."""
    chosen = [(str(row.id), row.name)] if row is not None else []  # type: ignore[attr-defined]
    return [each for each in chosen if each not in there]


@blueprint.route("/recommendations/<reference>/edit", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def edit(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    by = by_now()
    form = _filled(recommendation, by)
    if form.is_fresh():
        _fill(form, recommendation)
    elif form.validate_on_submit():
        if form.version_seen() != recommendation.version:
            return conflict(form, _theirs(recommendation), recommendation.version)
        try:
            change(recommendation, _details(form), by)
        except Refused as refused:
            form.refuse(refused.field or "short_name", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return to_page(recommendation, "Saved.")
    return page("edit.html", recommendation, form=form)


def _fill(form: EditForm, row: Recommendation) -> None:
    form.version.data = str(row.version)
    form.short_name.data = form.short_name.data or row.short_name
    form.public_name.data = form.public_name.data or row.public_name
    form.public_text.data = form.public_text.data or row.public_text
    form.external_reference.data = form.external_reference.data or row.external_reference
    form.portfolio.data = form.portfolio.data or str(row.portfolio_id or "")
    form.directorate.data = form.directorate.data or str(row.directorate_id or "")
    form.update_every_months.data = form.update_every_months.data or row.update_every_months
    if form.is_fresh():
        form.update_before_meetings.data = row.update_before_meetings


def _theirs(row: Recommendation) -> dict[str, str]:
    return {
        "short_name": row.short_name,
        "public_name": row.public_name or "",
        "public_text": row.public_text or "",
        "external_reference": row.external_reference or "",
    }


def _details(form: EditForm) -> Details:
    return Details(
        short_name=text(form.short_name),
        public_name=text(form.public_name) or None,
        public_text=text(form.public_text) or None,
        external_reference=text(form.external_reference) or None,
        portfolio_id=int(text(form.portfolio)) if text(form.portfolio) else None,
        directorate_id=int(text(form.directorate)) if text(form.directorate) else None,
        update_every_months=form.update_every_months.data,
        update_before_meetings=bool(form.update_before_meetings.data),
    )


def _handing(by: By) -> HandOverForm:
    form = HandOverForm()
    bodies = list_bodies(Standing.SCRUTINY, Standing.COUNCIL, on=by.today)
    form.body.choices = [("", "Choose"), *((body.code, body.name) for body in bodies)]
    return form


@blueprint.route("/recommendations/<reference>/wording", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def edit_wording(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    form = WordingForm()
    if form.is_fresh():
        form.text.data = form.text.data or recommendation.text
        form.version.data = str(recommendation.version)
    elif form.validate_on_submit():
        if form.version_seen() != recommendation.version:
            return conflict(form, {"text": recommendation.text}, recommendation.version)
        try:
            correct_wording(recommendation, text(form.text), text(form.why), by_now())
        except Refused as refused:
            form.refuse(refused.field or "text", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return to_page(recommendation, "Saved. The earlier wording stays in the story.")
    return page("edit_wording.html", recommendation, form=form)


@blueprint.route("/recommendations/<reference>/hand-over", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def hand_over_to(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    by = by_now()
    form = _handing(by)
    if form.validate_on_submit():
        every = list_followed_by(recommendation.followed_by_id)
        chosen = [
            each for each in every if form.all_of_them.data or recommendation.id in (each.id, each.parent_id)
        ]
        for each in chosen:
            require(Permission.RECOMMENDATION_EDIT, matter_of(each))
        try:
            handed = hand_over(chosen or [recommendation], get_body(text(form.body)), text(form.why), by)
        except Refused as refused:
            form.refuse(refused.field or "body", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return to_page(recommendation, f"Saved. Handed over: {handed}, parts included.")
    return page("hand_over.html", recommendation, form=form)


@blueprint.route("/recommendations/<reference>/withdraw", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_WITHDRAW)
def withdraw_it(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_WITHDRAW)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            withdraw(recommendation, text(form.why), by_now())
        except Refused as refused:
            form.refuse(refused.field or "why", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            return to_page(recommendation, "Withdrawn. Its record stays.")
    return page("withdraw.html", recommendation, form=form)


@blueprint.route("/recommendations/<reference>/parts", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_EDIT)
def parts(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.RECOMMENDATION_EDIT)
    form = PartsForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            added = add_parts(recommendation, text(form.lines), by_now())
        except Refused as refused:
            form.refuse("lines", refused.sentence)
        else:
            taken(text(form.once), url_for("recommendations.one", reference=reference))
            db.session.commit()
            return to_page(recommendation, f"Saved. Parts added: {len(added)}.", "#parts")
    return page("parts.html", recommendation, form=form)


@blueprint.route("/recommendations/<reference>/question", methods=["GET", "POST"])
@allow(Permission.QUESTION_ASK)
def question(reference: str) -> str | Response:
    recommendation = opened(reference, Permission.QUESTION_ASK)
    form = QuestionForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            asked = ask_question(recommendation, text(form.what), by_now())
        except Refused as refused:
            form.refuse("what", refused.sentence)
        else:
            taken(text(form.once), url_for("recommendations.one", reference=reference))
            db.session.commit()
            sentence = (
                f"Your question {asked.reference} is with the co-ordinator. All members see the answer."
            )
            return to_page(recommendation, sentence)
    return page("question.html", recommendation, form=form)
