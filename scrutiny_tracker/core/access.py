"""Deny by default: an endpoint opens to those it declares, closed text to those who may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from ..rules.permissions import Matter, Permission, Principal, Role, allows, why_not
from ..rules.publicity import Publicity, Readable
from ..rules.publicity import readable as readable_by_rule
from .kept import keep_typing

View = TypeVar("View", bound=Callable[..., Any])

EVERYONE = "everyone"
NUL = "\x00"  # no database keeps it in text, and no address has it
NOBODY = Principal()


def allow(permission: Permission) -> Callable[[View], View]:
    """Declares who may open an endpoint: those whom the grants table gives this permission."""

    def declare(view: View) -> View:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Declares an endpoint that opens to everyone, signed in or not."""
    view.access = EVERYONE  # type: ignore[attr-defined]
    return view


def declared(endpoint: str) -> Permission | str | None:
    """What an endpoint declares: a permission, EVERYONE, or None for nothing (which never opens)."""
    return getattr(current_app.view_functions.get(endpoint), "access", None)


def principal() -> Principal:
    """Who asks, with the offices that they hold today; loaded once per request."""
    if "principal" not in g:
        g.principal = _principal_of(current_user) if current_user.is_authenticated else NOBODY
    return g.principal  # type: ignore[no-any-return]


@contextmanager
def reading_as(who: Principal) -> Iterator[None]:
    """What is read within is read as this person may: NOBODY for what a public document may say."""
    before = g.get("principal")
    g.principal = who
    try:
        yield
    finally:
        g.pop("principal")
        if before is not None:
            g.principal = before


def may(permission: Permission | str, matter: Matter | None = None) -> bool:
    """Whether whoever asks holds the permission (for this record)."""
    return allows(principal(), Permission(permission), matter)


def require(permission: Permission, matter: Matter | None = None) -> None:
    """Raises Forbidden, with the sentence that says who may, unless whoever asks holds the permission."""
    if not may(permission, matter):
        raise Forbidden(why_not(permission))


def _principal_of(user: Any) -> Principal:  # noqa: ANN401 - a visitor, or the account that signs in just now
    known: Principal | None = getattr(user, "principal", None)
    return known or current_app.extensions["load_principal"](user.id)


class HasPublicity(Protocol):
    publicity: Publicity


def may_read_closed(matter: Matter) -> bool:
    """Whether whoever asks may read this record's exempt text."""
    return allows(principal(), Permission.EXEMPT_READ, matter)


def readable(
    text: str,
    public_text: str | None,
    publicity: Publicity,
    matter: Matter,
    *,
    who: Principal | None = None,
) -> Readable:
    """The one way to a text that may be closed: pages, history, search, exports and mails all ask here.

    `who` is the reader where that is not whoever asks, such as NOBODY for a mail: it carries no closed word.
    """
    if publicity is Publicity.PUBLIC:
        return readable_by_rule(text, public_text, publicity, may_read_closed=False)
    may_read = may_read_closed(matter) if who is None else allows(who, Permission.EXEMPT_READ, matter)
    return readable_by_rule(text, public_text, publicity, may_read_closed=may_read)


def to_sign_in() -> Response:
    """To the sign-in page, and back to this page afterwards; what was typed is kept."""
    keep_typing()
    wanted = request.path if request.method != "GET" else request.full_path.rstrip("?")
    return redirect(url_for("people.sign_in", next=wanted))


def init_app(app: Flask, load_principal: Callable[[int], Principal]) -> None:
    """Puts the guard before every request and the questions into every template."""
    app.extensions["load_principal"] = load_principal

    @app.before_request
    def guard() -> Response | None:
        if request.endpoint is None:
            return None
        if NUL in request.path or any(NUL in value for _name, value in request.args.items(multi=True)):
            raise NotFound
        access = declared(request.endpoint)
        if access == EVERYONE:
            return None
        if access is None:
            raise Forbidden("This page has not been opened to anyone.")
        if not current_user.is_authenticated:
            return to_sign_in()
        require(Permission(access))
        return None

    app.jinja_env.globals.update(may=may, principal=principal, Role=Role)
