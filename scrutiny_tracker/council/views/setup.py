"""Adding, changing and ending bodies."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.filters import day_date, plural
from ...core.forms import day, text
from ...core.kept import forget_typing, led_to, taken
from ...core.listing import listing
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions import bodies as verbs
from ..forms import AddBodyForm, BodyForm, EndBodyForm, RemitForm, named
from ..models import Body, Standing
from ..queries import chairs, find_body, get_body, list_bodies, list_portfolios
from . import blueprint
from .bodies import bodies_sheet


@blueprint.get("/admin/bodies")
@allow(Permission.COUNCIL_EDIT)
@listing(bodies_sheet)
def admin_bodies() -> str:
    found = list_bodies()
    names = {body.id: body.name for body in found}
    return render_template(
        "council/admin_bodies.html",
        bodies=found,
        names=names,
        chairs=chairs(clock.today()),
        scrutiny=Standing.SCRUTINY,
    )


@blueprint.route("/admin/bodies/add", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def add_body() -> str | Response:
    form = AddBodyForm()
    form.parent.choices = [("", "None"), *named(list_bodies(on=clock.today()))]
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            remit = text(form.remit) or None
            body = verbs.add_body(text(form.code), _facts(form), day(form.from_on), by_now(), remit=remit)
        except Refused as refused:
            form.refuse(refused.field or "code", refused.sentence)
        else:
            return _saved(form, body, f"{body.name} is added.")
    return render_template("council/add_body.html", form=form)


def _facts(form: BodyForm) -> verbs.BodyFacts:
    parent_id = int(text(form.parent)) if form.parent.data else None
    return verbs.BodyFacts(
        text(form.name), text(form.kind), Standing(form.standing.data), parent_id, text(form.contact) or None
    )


def _saved(form: BodyForm | EndBodyForm | RemitForm, body: Body, sentence: str) -> Response:
    address = url_for("council.body", code=body.code)
    taken(text(form.once), address)
    forget_typing()
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)


@blueprint.route("/admin/bodies/<code>/change", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def change_body(code: str) -> str | Response:
    body = get_body(code)
    now = {
        "name": body.name,
        "kind": body.kind,
        "standing": body.standing.value,
        "parent": str(body.parent_id or ""),
        "contact": body.contact or "",
    }
    form = BodyForm(data={**now, "version": body.version})
    form.parent.choices = [("", "None"), *named(other for other in list_bodies() if other.id != body.id)]
    if form.validate_on_submit():
        if form.version_seen() != body.version:
            return conflict(form, now, body.version)
        try:
            verbs.change_body(body, _facts(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return _saved(form, body, "Saved.")
    return render_template("council/change_body.html", form=form, body=body)


@blueprint.route("/admin/bodies/<code>/end", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def end_body(code: str) -> str | Response:
    body = get_body(code)
    now = {"to_on": body.to_on, "successor": str(body.successor_id or "")}
    form = EndBodyForm(data={**now, "version": body.version})
    form.successor.choices = [
        ("", "Nobody takes over"),
        *named(other for other in list_bodies() if other.id != body.id),
    ]
    if form.validate_on_submit():
        if form.version_seen() != body.version:
            theirs = {"to_on": _as_typed(body.to_on), "successor": str(body.successor_id or "")}
            return conflict(form, theirs, body.version)
        successor = find_body(int(text(form.successor) or 0))
        try:
            ended = verbs.end_body(body, form.to_on.data, successor, by_now())
        except Refused as refused:
            form.refuse(refused.field or "to_on", refused.sentence)
        else:
            return _saved(form, body, _ending(body, ended))
    return render_template("council/end_body.html", form=form, body=body)


def _ending(body: Body, offices: int) -> str:
    if body.to_on is None:
        return f"{body.name} goes on."
    with_it = f" {plural(offices, 'office')} ended with it." if offices else ""
    return f"{body.name} ends on {day_date(body.to_on)}.{with_it}"


def _as_typed(on: date | None) -> str:
    return "" if on is None else f"{on.day} {on.month} {on.year}"


@blueprint.route("/admin/bodies/<code>/remit", methods=["GET", "POST"])
@allow(Permission.COUNCIL_EDIT)
def set_remit(code: str) -> str | Response:
    body = get_body(code)
    last = max(body.remits, key=lambda remit: remit.from_on, default=None)
    now = last.text if last else ""
    form = RemitForm(data={"text": now, "from_on": clock.today(), "version": body.version})
    form.portfolio.choices = [("", "None"), *named(list_portfolios(on=clock.today()))]
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        if form.version_seen() != body.version:
            return conflict(form, {"text": now}, body.version)
        followed = next((p for p in list_portfolios() if str(p.id) == form.portfolio.data), None)
        try:
            verbs.set_remit(body, text(form.text), day(form.from_on), by_now(), portfolio=followed)
        except Refused as refused:
            form.refuse(refused.field or "text", refused.sentence)
        else:
            return _saved(form, body, "Saved.")
    return render_template("council/set_remit.html", form=form, body=body)
