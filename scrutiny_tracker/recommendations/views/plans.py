"""A recommendation's actions: add, edit, assign one or many, and pass to the right person."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, readable, require
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import led_to, taken
from ...council.models import Standing
from ...council.queries import list_bodies, list_directorates
from ...history.journal import by_now
from ...people.models import Person
from ...people.queries import get_person
from ...rules.permissions import Permission
from ..actions.plans import assign, assign_many, edit, pass_on, split
from ..forms.plans import (
    ActionForm,
    AddActionForm,
    AssignManyForm,
    OwnerForm,
    PassOnForm,
    typed_owner,
    typed_when,
)
from ..models import Action, Recommendation
from ..queries.one import get_recommendation, matter_of, matter_of_action
from ..queries.page import name_of
from ..queries.plans import (
    find_directorate_of,
    get_action,
    list_officers,
    list_references_of,
    list_whole,
)
from .blueprint import blueprint


def _named(recommendation: Recommendation) -> str:
    return name_of(
        recommendation.short_name,
        recommendation.public_name,
        recommendation.publicity,
        recommendation.reference,
        matter_of(recommendation),
    )


def _page_of_one(recommendation: Recommendation) -> Response:
    db.session.commit()
    return redirect(url_for("recommendations.one", reference=recommendation.reference, _anchor="actions"))


def _offer(form: OwnerForm, *also: Action) -> None:
    """Fills the choices: today's officers, whoever has it now, scrutiny bodies and outside organisations."""
    today = clock.today()
    officers = list(list_officers(today))
    known = {one.id for one in officers}
    officers += [one.owner for one in also if one.owner is not None and one.owner.id not in known]
    bodies = list_bodies(Standing.SCRUTINY, Standing.OUTSIDE, Standing.OTHER, on=today)
    form.who_could(officers, bodies, list_directorates(today))


@blueprint.route("/recommendations/<reference>/actions", methods=["GET", "POST"])
@allow(Permission.ACTION_EDIT)
def add_action(reference: str) -> str | Response:
    form = AddActionForm()
    if seen := led_to(text(form.once)):
        return redirect(seen)
    recommendation = get_recommendation(reference)
    require(Permission.ACTION_EDIT, matter_of(recommendation))
    _offer(form)
    if form.validate_on_submit() and (when := form.when()) is not None:
        try:
            split(recommendation, text(form.what), by_now(), owner=form.chosen(), when=when)
        except Refused as refused:
            form.refuse("what" if refused.field in (None, "text") else refused.field, refused.sentence)
        else:
            taken(text(form.once), url_for("recommendations.one", reference=reference, _anchor="actions"))
            return _page_of_one(recommendation)
    return render_template(
        "recommendations/add_action.html",
        form=form,
        recommendation=recommendation,
        name=_named(recommendation),
    )


@blueprint.route("/recommendations/<reference>/actions/<int:position>/edit", methods=["GET", "POST"])
@allow(Permission.ACTION_EDIT)
def edit_action(reference: str, position: int) -> str | Response:
    recommendation, action = _one(reference, position, Permission.ACTION_EDIT)
    form = ActionForm(data={"what": action.text, **typed_when(action)} if request.method == "GET" else None)
    if not form.is_submitted():
        form.version.data = str(action.version)
    elif form.version_seen() != action.version:
        theirs = {"what": action.text, "month": str(typed_when(action)["month"] or "")}
        theirs["words"] = action.due_text or ""
        return conflict(form, theirs, action.version)
    if form.validate_on_submit() and (when := form.when()) is not None:
        try:
            edit(recommendation, action, text(form.what), when, by_now())
        except Refused as refused:
            form.refuse("what", refused.sentence)
        else:
            return _page_of_one(recommendation)
    return _render("edit_action", form, recommendation, action)


@blueprint.route("/recommendations/<reference>/actions/<int:position>/assign", methods=["GET", "POST"])
@allow(Permission.ACTION_EDIT)
def assign_action(reference: str, position: int) -> str | Response:
    recommendation, action = _one(reference, position, Permission.ACTION_EDIT)
    form = OwnerForm(data=typed_owner(action) if request.method == "GET" else None)
    _offer(form, action)
    if not form.is_submitted():
        form.version.data = str(action.version)
    elif form.version_seen() != action.version:
        theirs = typed_owner(action)
        return conflict(form, {name: str(value) for name, value in theirs.items()}, action.version)
    if form.validate_on_submit():
        try:
            assign(recommendation, action, form.chosen(), by_now())
        except Refused as refused:
            form.refuse(refused.field or "owner", refused.sentence)
        else:
            return _page_of_one(recommendation)
    return _render("assign_action", form, recommendation, action)


@blueprint.route("/recommendations/<reference>/actions/<int:position>/not-mine", methods=["GET", "POST"])
@allow(Permission.UPDATE_WRITE)
def not_mine(reference: str, position: int) -> str | Response:
    form = PassOnForm()
    if seen := led_to(text(form.once)):
        return redirect(seen)
    recommendation, action = _one(reference, position, Permission.UPDATE_WRITE)
    others = [one for one in list_officers(clock.today()) if one.id != action.owner_id]
    form.owner.choices = [
        ("", "Choose"),
        *((str(one.id), f"{one.name}, {one.post or 'officer'}") for one in others),
    ]
    if form.validate_on_submit():
        to_id = int(text(form.owner))
        theirs = find_directorate_of(to_id, clock.today())
        try:
            pass_on(recommendation, action, to_id, text(form.why), by_now(), directorate_id=theirs)
        except Refused as refused:
            form.refuse(refused.field or "owner", refused.sentence)
        else:
            where = url_for("recommendations.my_updates")
            taken(text(form.once), where)
            db.session.commit()
            name = action.owner.name if action.owner else "them"
            flash(f"Passed on to {name}. The scrutiny co-ordinator can see this.", "success")
            return redirect(where)
    return _render("not_mine", form, recommendation, action)


def _one(reference: str, position: int, permission: Permission) -> tuple[Recommendation, Action]:
    recommendation = get_recommendation(reference)
    action = get_action(recommendation, position)
    require(permission, matter_of_action(action, recommendation))
    return recommendation, action


def _render(template: str, form: object, recommendation: Recommendation, action: Action) -> str:
    words = readable(
        action.text, recommendation.public_text, recommendation.publicity, matter_of(recommendation)
    )
    return render_template(
        f"recommendations/{template}.html",
        form=form,
        recommendation=recommendation,
        action=action,
        name=_named(recommendation),
        words=words.text,
    )


@blueprint.route("/recommendations/assign", methods=["GET", "POST"])
@allow(Permission.ACTION_EDIT)
def assign_actions() -> str | Response:
    """Many at once: `r` names the recommendations ticked, `owner` all that somebody has (their number)."""
    leaver = get_person(request.args.get("owner", type=int) or 0) if "owner" in request.args else None
    references = list_references_of(leaver.id) if leaver else request.values.getlist("r")
    form = AssignManyForm()
    if seen := led_to(text(form.once)):
        return redirect(seen)
    pairs = _pairs(list_whole(references), leaver)
    _offer(form)
    if form.validate_on_submit() and pairs:
        try:
            given = assign_many(pairs, form.chosen(), by_now())
        except Refused as refused:
            form.refuse(refused.field or "owner", refused.sentence)
        else:
            return _given(form, given)
    named = [(recommendation, action, _named(recommendation)) for recommendation, action in pairs]
    return render_template("recommendations/assign_actions.html", form=form, pairs=named, leaver=leaver)


def _given(form: AssignManyForm, given: int) -> Response:
    where = url_for("recommendations.register")
    taken(text(form.once), where)
    db.session.commit()
    flash(f"{given} actions assigned." if given != 1 else "1 action assigned.", "success")
    return redirect(where)


def _pairs(
    recommendations: Sequence[Recommendation], leaver: Person | None
) -> list[tuple[Recommendation, Action]]:
    """The open actions to assign: a leaver's own, else all of those recommendations'. Raises Forbidden."""
    found = []
    for recommendation in recommendations:
        require(Permission.ACTION_EDIT, matter_of(recommendation))
        for action in recommendation.actions:
            if action.is_open and recommendation.is_open and (leaver is None or action.owner_id == leaver.id):
                found.append((recommendation, action))
    return found
