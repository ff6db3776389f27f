"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import public
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from .. import actions
from ..forms import SignInForm
from ..models import Person
from . import blueprint


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
                return begin_session(person)
            form.refuse("password", "The e-mail address or the password is wrong.")
    return render_template("people/sign_in.html", form=form)


def begin_session(person: Person) -> Response:
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
