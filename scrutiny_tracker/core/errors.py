"""What people read when something cannot be done: one clear sentence, nothing typed lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Flask, flash, make_response, redirect, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response
from wtforms import Field

from . import kept
from .access import EVERYONE, declared, to_sign_in
from .extensions import db
from .forms import Form

TITLES = {
    400: "The request could not be read",
    403: "You cannot open this page",
    404: "Page not found",
    405: "This address only takes a form",
    409: "Somebody else changed this at the same time",
    413: "That is too large",
    429: "Too many attempts",
}


class Refused(Exception):
    """A rule says no. The message is the sentence that people read; `field` names where it belongs."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class RowNumber(IntegerConverter):
    """A number in an address, as large as a row's can be on either engine."""

    def __init__(self, map: Map, fixed_digits: int = 0) -> None:
        super().__init__(map, fixed_digits, max=2**31 - 1)


class NotFound(LookupError):
    """A reference that leads nowhere (or nowhere that this reader may know of)."""


def conflict(form: Form, theirs: Mapping[str, str], version: int) -> Response:
    """Both versions of a record that two people changed at once, where they differ: keep one or combine."""
    theirs = {name: value for name, value in theirs.items() if _as_typed(form[name].data) != value}
    rows = [
        {
            "field": form[name],
            "choices": _choices(form[name]),
            "mine": _as_typed(form[name].data),
            "theirs": value,
        }
        for name, value in theirs.items()
    ]
    others = [
        (name, value)
        for name, values in request.form.lists()
        if name not in theirs and name not in ("csrf_token", "version", "once")
        for value in values
    ]
    page = render_template("core/conflict.html", rows=rows, others=others, version=version, form=form)
    return make_response(page, 409)


def _choices(field: Field) -> list[tuple[str, str]]:
    """What a field offers to choose from, as value and words; nothing for a field that is typed."""
    return [(str(value), str(words)) for value, words in getattr(field, "choices", None) or ()]


def _as_typed(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value.month} {value.year}"
    return "" if value is None else str(value)


def _page(code: int, sentence: str | None) -> tuple[str, int]:
    return render_template(
        "core/error.html", title=TITLES.get(code, "Something went wrong"), text=sentence
    ), code


def init_app(app: Flask) -> None:
    """Gives every refusal its page; a number that no row can have leads nowhere."""
    app.url_map.converters["int"] = RowNumber

    @app.errorhandler(CSRFError)
    def csrf_missing(error: CSRFError) -> Any:  # noqa: ANN401
        if not current_user.is_authenticated and declared(request.endpoint or "") != EVERYONE:
            return to_sign_in()
        adapter = app.create_url_adapter(request)
        if adapter is not None and "GET" in adapter.allowed_methods(request.path):
            return kept.back_with_typing("The page was out of date. Check what you typed and save again.")
        return _page(400, "The page was out of date. Go back, open it again and repeat what you did.")

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Any:  # noqa: ANN401
        db.session.rollback()
        adapter = app.create_url_adapter(request)
        if adapter is not None and "GET" in adapter.allowed_methods(request.path):
            return kept.back_with_typing(error.sentence)
        flash(error.sentence, "warning")
        return redirect(_referring_page())

    @app.errorhandler(NotFound)
    def not_found(error: NotFound) -> Any:  # noqa: ANN401
        return _page(404, str(error) or None)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Any:  # noqa: ANN401
        code = error.code or 500
        if code < 400:
            return error
        own_words = error.description if code in (403, 409, 413, 429) else None
        if code == 413:
            own_words = "What you sent is larger than this page can take. Send it in smaller parts."
        return _page(code, own_words)


def _referring_page() -> str:
    """The page of this site that sent the form, or the home page."""
    came_from = request.referrer or ""
    return (
        came_from.removeprefix(request.host_url.rstrip("/"))
        if came_from.startswith(request.host_url)
        else "/"
    )
