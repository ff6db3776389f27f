"""Every endpoint declares who may."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.access import EVERYONE, declared


def test_every_endpoint_declares_who_may(app: Flask) -> None:
    with app.app_context():
        silent = sorted(
            {rule.endpoint for rule in app.url_map.iter_rules() if declared(rule.endpoint) is None}
        )
    assert not silent, f"these declare nothing: {', '.join(silent)}"


def test_a_stranger_sees_no_page_that_is_not_public(app: Flask, client: FlaskClient) -> None:
    """A visitor who has not signed in is sent to sign in from every page that names no record."""
    with app.app_context():
        closed = [
            rule.rule
            for rule in app.url_map.iter_rules()
            if not rule.arguments and "GET" in (rule.methods or ()) and declared(rule.endpoint) != EVERYONE
        ]
    assert closed, "there is nothing to close"
    for path in closed:
        answer = client.get(path)
        assert answer.status_code in (302, 401, 403), f"{path}: {answer.status_code}"
        if answer.status_code == 302:
            assert answer.location.startswith("/sign-in"), f"{path}: {answer.location}"
