"""Someone else's reference in the address, and what was never one: a page that says so, never a fault."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter

from scrutiny_tracker.core.access import EVERYONE, declared
from tests.access.whole_council import Kept
from tests.cast import sign_in

STRANGE = ["NONE-2526-999", "x" * 3000, "%00", "..%2F..%2Fetc", "’;--", "٣"]
LARGE = 10**30


@pytest.mark.parametrize("who", ["coordinator", "admin", "officer"])
def test_what_is_not_there_is_told_at_every_address(
    app: Flask, client: FlaskClient, kept: Kept, who: str
) -> None:
    sign_in(client, who)
    tried = 0
    for rule in app.url_map.iter_rules():
        with app.app_context():
            if not rule.arguments or declared(rule.endpoint) == EVERYONE:
                continue
        for strange in STRANGE:
            path = rule.rule
            for name in rule.arguments:
                is_number = isinstance(rule._converters[name], IntegerConverter)
                path = path.replace(f"<{_inside(path, name)}>", str(LARGE) if is_number else strange, 1)
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = client.open(path, method=method)
                tried += 1
                assert answer.status_code in (302, 400, 403, 404, 405), (
                    f"{method} {path[:80]}: {answer.status}"
                )
                if answer.status_code == 404:
                    assert "<h1" in answer.text
    assert tried > 500


def _inside(path: str, name: str) -> str:
    """The words between the angle brackets that hold an argument."""
    return next(
        part.partition(">")[0] for part in path.split("<")[1:] if part.partition(">")[0].endswith(name)
    )
