"""What the home pages ask of the database: at most 20 statements, the same at 10 rows and at 1,000."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests import factories_home as given
from tests.cast import Cast, sign_in
from tests.counting import queries

MOST = 20
PAGES = (
    ("coordinator", "/"),
    ("governance", "/"),
    ("officer", "/"),
    ("director", "/"),
    ("cabinet_member", "/"),
    ("member", "/"),
    ("performance", "/"),
    ("admin", "/"),
    ("member", "/committees"),
    ("coordinator", "/committees/SCRUCO/brief"),
    ("coordinator", "/committees/SCRUCO/inherited"),
    ("coordinator", "/reports"),
    ("coordinator", "/resolutions"),
)


def asked(client: FlaskClient, who: str, address: str) -> int:
    sign_in(client, who)
    client.get(address)
    with queries() as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_every_page_costs_the_same_at_10_and_at_1000(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    given.many(cast, 10)
    few = {page: asked(client, *page) for page in PAGES}
    given.many(cast, 990)
    assert {page: asked(client, *page) for page in PAGES} == few
    assert max(few.values()) <= MOST, few


@pytest.mark.parametrize("address", ["/"])
def test_one_person_with_every_officer_role_stays_within_the_budget(
    address: str, cast: Cast, client: FlaskClient
) -> None:
    given.busy(cast)
    for role, held_for in (
        (Role.GOVERNANCE_OFFICER, None),
        (Role.RESPONSIBLE_OFFICER, cast.place),
        (Role.LINK_OFFICER, cast.place),
        (Role.DIRECTOR, cast.place),
        (Role.PERFORMANCE_OFFICER, None),
        (Role.ADMINISTRATOR, None),
    ):
        make.office(cast.coordinator, role, held_for)
    db.session.commit()
    assert asked(client, "coordinator", address) <= MOST
