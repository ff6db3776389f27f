"""Forgotten passwords, single-use links, and a change of password."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, public
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...history.journal import By, by_now
from ...rules.permissions import Permission
from .. import actions
from ..forms import ChangePasswordForm, ForgottenPasswordForm, NewPasswordForm
from ..models import LinkPurpose
from ..queries import find_person_by_email, get_person
from . import blueprint
from .links import send_link
from .sessions import begin_session


@blueprint.route("/password/forgotten", methods=["GET", "POST"])
@public
def forgotten_password() -> str | Response:
    form = ForgottenPasswordForm()
    if form.validate_on_submit():
        asked = actions.may_ask_for_link(text(form.email), clock.now())
        person = find_person_by_email(text(form.email))
        if asked and person is not None and person.is_active:
            send_link(person, LinkPurpose.PASSWORD)
        db.session.commit()
        return render_template("people/link_sent.html", email=text(form.email))
    return render_template("people/forgotten_password.html", form=form)


@blueprint.route("/password/link/<token>", methods=["GET", "POST"])
@public
def use_link(token: str) -> str | Response | tuple[str, int]:
    try:
        link = actions.usable_link(token, clock.now())
    except Refused as refused:
        return render_template("people/link_ended.html", sentence=refused.sentence), 410
    form = NewPasswordForm()
    if form.validate_on_submit():
        by = By(link.person_id, link.person.name, clock.now(), clock.today())
        try:
            actions.use_link(link, text(form.new_password), by)
        except Refused as refused:
            form.refuse(refused.field or "new_password", refused.sentence)
        else:
            db.session.commit()
            return begin_session(link.person)
    return render_template("people/use_link.html", form=form, person=link.person)


@blueprint.route("/password", methods=["GET", "POST"])
@allow(Permission.HOUSE_READ)
def change_password() -> str | Response:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        person = get_person(current_user.id)
        try:
            checked = actions.check_password(
                person.email, text(form.password), request.remote_addr or "", clock.now()
            )
            if checked is None:
                db.session.commit()
                raise Refused("This is not your password now.", "password")
            actions.set_password(person, text(form.new_password), by_now())
        except Refused as refused:
            form.refuse(refused.field or "password", refused.sentence)
        else:
            db.session.commit()
            login_user(person)
            flash("Your password is changed. You have been signed out everywhere else.", "success")
            return redirect(url_for("home.today"))
    return render_template("people/change_password.html", form=form)
