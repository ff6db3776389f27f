"""Everybody's accounts, kept by an administrator."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow
from ...core.errors import Refused, conflict
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing, led_to, taken
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...history.journal import by_now, list_history
from ...rules.permissions import Permission
from .. import actions
from ..forms import PersonForm
from ..models import LinkPurpose
from ..queries import count_accounts, get_person, list_accounts
from . import blueprint
from .links import send_link


def _asked() -> tuple[str, bool]:
    """The words to look for, and whether active accounts are asked for."""
    return request.args.get("words", "").strip(), request.args.get("show") != "deactivated"


def accounts_sheet() -> Sheet:
    words, active = _asked()
    columns = (
        ("Name", 28),
        ("E-mail address", 34),
        ("Post", 34),
        ("Has a password", 14),
        ("Last signed in", 20),
    )
    rows = (
        (row.name, row.email, row.post, row.has_password, row.last_signed_in_at)
        for row in every_row(
            lambda after: list_accounts(words, active=active, after=int(after) if after else None)
        )
    )
    return Sheet("Accounts", columns, rows)


@blueprint.get("/admin/accounts")
@allow(Permission.ACCOUNT_ADMINISTER)
@listing(accounts_sheet)
def accounts() -> str:
    words, active = _asked()
    page = list_accounts(words, active=active, after=request.args.get("after", type=int))
    return render_template(
        "people/accounts.html", page=page, words=words, active=active, counts=count_accounts()
    )


@blueprint.route("/admin/accounts/invite", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_ADMINISTER)
def invite() -> str | Response:
    form = PersonForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            person = actions.invite(text(form.name), text(form.email), text(form.post) or None, by_now())
        except Refused as refused:
            form.refuse(refused.field or "email", refused.sentence)
        else:
            address = send_link(person, LinkPurpose.INVITATION)
            taken(text(form.once), url_for("people.person", person_id=person.id))
            db.session.commit()
            return render_template("people/invited.html", person=person, address=address)
    return render_template("people/invite.html", form=form)


@blueprint.get("/admin/accounts/<int:person_id>")
@allow(Permission.ACCOUNT_ADMINISTER)
def person(person_id: int) -> str:
    found = get_person(person_id)
    history = list_history("person", str(found.id))
    return render_template("people/person.html", person=found, history=history)


@blueprint.route("/admin/accounts/<int:person_id>/change", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_ADMINISTER)
def change_person(person_id: int) -> str | Response:
    found = get_person(person_id)
    now = {"name": found.name, "email": found.email, "post": found.post or ""}
    form = PersonForm(data={**now, "version": found.version})
    if form.validate_on_submit():
        if form.version_seen() != found.version:
            return conflict(form, now, found.version)
        try:
            actions.change_person(found, text(form.name), text(form.email), text(form.post) or None, by_now())
        except Refused as refused:
            form.refuse(refused.field or "email", refused.sentence)
        else:
            forget_typing()
            db.session.commit()
            flash("Saved.", "success")
            return redirect(url_for("people.person", person_id=person_id))
    return render_template("people/change_person.html", form=form, person=found)


@blueprint.post("/admin/accounts/<int:person_id>/send-link")
@allow(Permission.ACCOUNT_ADMINISTER)
def send_new_link(person_id: int) -> str | Response:
    """Another invitation to somebody who never came in; a link for a new password to anybody else."""
    found = get_person(person_id)
    if not found.is_active:
        raise Refused("This account is deactivated. Activate it before you send a link.")
    if found.password_hash is None:
        address = send_link(found, LinkPurpose.INVITATION)
        db.session.commit()
        return render_template("people/invited.html", person=found, address=address)
    send_link(found, LinkPurpose.PASSWORD)
    db.session.commit()
    flash(f"A link for a new password is on its way to {found.email}.", "success")
    return redirect(url_for("people.person", person_id=person_id))


@blueprint.post("/admin/accounts/<int:person_id>/activate")
@allow(Permission.ACCOUNT_ADMINISTER)
def activate(person_id: int) -> Response:
    found = get_person(person_id)
    actions.activate(found, by_now())
    db.session.commit()
    flash(f"{found.name} can sign in again. Offices that ended stay ended: give them anew.", "success")
    return redirect(url_for("people.person", person_id=person_id))
