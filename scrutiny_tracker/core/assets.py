"""The front end's files, and the headers that keep a page to itself."""

from __future__ import annotations

from flask import Flask, Response, send_from_directory

from ..config import INSTANCE
from .access import public

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
OF_EVERY_ANSWER = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
A_YEAR = 31_536_000


def init_app(app: Flask) -> None:
    """Serves what set-up fetched at /assets/govuk/… and sets the security headers of every answer."""

    @app.get("/assets/govuk/<path:name>")
    @public
    def govuk_asset(name: str) -> Response:
        return send_from_directory(INSTANCE / "static" / "govuk", name, max_age=A_YEAR)

    public(app.view_functions["static"])

    @app.after_request
    def headers(response: Response) -> Response:
        if "Content-Security-Policy" in response.headers:  # a download says what it is itself
            for name, value in OF_EVERY_ANSWER:
                response.headers.setdefault(name, value)
        else:
            response.headers.extend(OF_EVERY_ANSWER)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-store")
        if app.config["SCRUTINY_ENV"] == "production":
            response.headers.setdefault("Strict-Transport-Security", f"max-age={A_YEAR}")
        return response
