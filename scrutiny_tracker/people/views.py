"""Signing in and out, and passwords."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from ..core import clock
from ..core.access import allow, public
from ..core.errors import Refused
from ..core.extensions import db
from ..core.forms import text
from ..history.journal import By, by_now
from ..rules.permissions import Permission
from . import actions
from .forms import ChangePasswordForm, ForgottenPasswordForm, NewPasswordForm, SignInForm
from .models import LinkPurpose, Person
from .queries import find_person_by_email, get_person

blueprint = Blueprint("people", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> str | Response:
    if current_user.is_authenticated and request.method == "GET":
        return redirect(_own_address(request.args.get("next")))
    form = SignInForm()
    if form.validate_on_submit():
        try:
            person = actions.check_password(
                text(form.email), text(form.password), request.remote_addr or "", clock.now()
            )
        except Refused as refused:
            form.refuse("password", refused.sentence)
        else:
            db.session.commit()
            if person is not None:
                return _begin_session(person)
            form.refuse("password", "The e-mail address or the password is wrong.")
    return render_template("people/sign_in.html", form=form)


def _begin_session(person: Person) -> Response:
    """A fresh session: nothing that was in the old one but what the person had typed."""
    kept = session.get("kept_typing")
    session.clear()
    if kept:
        session["kept_typing"] = kept
    login_user(person)
    return redirect(_own_address(request.args.get("next")))


def _own_address(wanted: str | None) -> str:
    """An address of this site, or the home page: links in messages lead nowhere else."""
    parts = urlsplit(wanted or "")
    if not wanted or parts.scheme or parts.netloc or not wanted.startswith("/") or wanted.startswith("//"):
        return url_for("home.today")
    return wanted if "\\" not in wanted else url_for("home.today")


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    logout_user()
    session.clear()
    return redirect(url_for("people.sign_in"))


@blueprint.route("/password/forgotten", methods=["GET", "POST"])
@public
def forgotten_password() -> str | Response:
    form = ForgottenPasswordForm()
    if form.validate_on_submit():
        person = find_person_by_email(text(form.email))
        if person is not None and person.is_active:
            send_link(person, LinkPurpose.PASSWORD)
            db.session.commit()
        return render_template("people/link_sent.html", email=text(form.email))
    return render_template("people/forgotten_password.html", form=form)


def send_link(person: Person, purpose: LinkPurpose) -> None:
    """Puts a single-use link into the outbox for this person."""
    at = clock.now()
    token = actions.make_link(person, purpose, at)
    address = current_app.config["SCRUTINY_BASE_URL"] + url_for("people.use_link", token=token)
    name = f"email/{purpose.value}"
    subject = render_template(f"{name}.subject.txt").strip()
    body = render_template(f"{name}.body.txt", person=person, address=address)
    actions.send_mail(person, f"link:{purpose.value}:{token[:8]}:{person.id}", subject, body, at)


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
            return _begin_session(link.person)
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
