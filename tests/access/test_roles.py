"""Every role at every endpoint: let in or refused as the grants table says for what the endpoint declares."""

from __future__ import annotations

from collections import defaultdict
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.access import EVERYONE, declared
from scrutiny_tracker.council.queries import load_principal
from scrutiny_tracker.rules.permissions import Matter, Permission, Principal, allows, why_not
from tests.access.addresses import Address, every_address
from tests.access.whole_council import keep
from tests.cast import ROLES, Cast, sign_in, sign_out

ASKS_MORE = {
    ("POST", "meetings.show_attendance"): Permission.MEETING_EDIT,
    ("POST", "deep_dives.session"): Permission.DEEP_DIVE_EDIT,
}
"""A page that everybody reads and some fill in: what its form asks beyond the endpoint."""

ONE_PERSONS = {
    "recommendations.update_sent": "officer",
    "asked.one": "coordinator",
    "asked.fetch": "coordinator",
    "asked.large": None,
    "council.logo": None,
    "reports.download_chief_executive": None,
    "reports.download_private_pack": None,
}
"""What is found by whoever wrote or asked for it alone; None: by nobody, as the small council has none."""


def own(cast: Cast) -> Matter:
    """Whose the records of the small council are."""
    return Matter(
        body_ids=frozenset({cast.scruco.id}),
        portfolio_ids=frozenset({cast.housing.id}),
        directorate_ids=frozenset({cast.place.id}),
        responsible_ids=frozenset({cast.officer.id}),
        author_id=cast.officer.id,
    )


def permission(app: Flask, endpoint: str) -> Permission | str:
    with app.app_context():
        found = declared(endpoint)
    assert found is not None
    return found


@pytest.mark.parametrize("who", ROLES)
def test_every_endpoint_opens_to_whom_the_table_says(
    app: Flask, cast: Cast, client: FlaskClient, who: str
) -> None:
    kept = keep(cast, "Depot", cast.officer)
    addresses = list(every_address(app, kept))
    principal, matter = load_principal(cast[who].id), own(cast)
    sign_in(client, who)
    wrong: list[str] = []
    found: dict[str, set[int]] = defaultdict(set)
    for method, address in visits(addresses):
        asked = permission(app, address.endpoint)
        if address.endpoint == "people.sign_out":
            continue
        answer = client.open(address.path, method=method)
        status = answer.status_code
        granted = asked == EVERYONE or allows(principal, Permission(asked))
        sentence = f"{method} {address.path} [{asked}] -> {status}"
        if status >= 500:
            wrong.append(sentence)
        elif not granted:
            if status != 403 or why_not(Permission(asked)) not in unescape(answer.text):
                wrong.append(f"{sentence}, to be refused")
        elif status == 403 and is_own(principal, asked, matter, method, address):
            wrong.append(f"{sentence}, to be let in")
        elif method == "GET" and asked != EVERYONE and is_own(principal, asked, matter, method, address):
            found[address.endpoint].add(status)
    for endpoint, statuses in found.items():
        if statuses <= {403, 404} and ONE_PERSONS.get(endpoint, who) == who:
            wrong.append(f"{endpoint}: {statuses}")
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong)


def is_own(
    principal: Principal, asked: Permission | str, matter: Matter, method: str, address: Address
) -> bool:
    """Whether the records of the small council are this person's for what the page asks."""
    needed = ASKS_MORE.get((method, address.endpoint), asked)
    return needed == EVERYONE or allows(principal, Permission(needed), matter)


def visits(addresses: list[Address]) -> list[tuple[str, Address]]:
    """Pages first, then their forms sent empty, then the buttons, that may do what they say."""
    return [
        *(("GET", address) for address in addresses if "GET" in address.methods),
        *(("POST", address) for address in addresses if {"GET", "POST"} <= address.methods),
        *(("POST", address) for address in addresses if address.is_button),
    ]


def test_somebody_not_signed_in_is_led_to_sign_in(app: Flask, cast: Cast, client: FlaskClient) -> None:
    kept = keep(cast, "Depot", cast.officer)
    addresses = [a for a in every_address(app, kept) if permission(app, a.endpoint) != EVERYONE]
    assert len(addresses) > 100
    sign_out(client)
    for method, address in visits(addresses):
        answer = client.open(address.path, method=method)
        assert answer.status_code == 302, f"{method} {address.path}"
        assert answer.location.startswith("/sign-in?next="), f"{method} {address.path}"


@pytest.mark.own_database
def test_an_endpoint_that_declares_nothing_opens_to_nobody(
    app: Flask, cast: Cast, client: FlaskClient
) -> None:
    """Not even to an administrator, and not to a visitor."""
    app.add_url_rule("/undeclared", "undeclared", lambda: "wide open", methods=["GET", "POST"])
    for who in (None, "admin", "coordinator"):
        if who:
            sign_in(client, who)
        for method in ("GET", "POST"):
            answer = client.open("/undeclared", method=method)
            assert answer.status_code == 403
            assert "This page has not been opened to anyone." in answer.text
            assert "wide open" not in answer.text
