"""Measures that were ticked on the board join a deep dive that looks for its scope, or begin another."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives import actions
from scrutiny_tracker.deep_dives.models import DeepDive, ScopeReason
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from tests import factories as make
from tests.cast import Cast, by, sign_in

ADDRESS = "/deep-dives/take-up?body=SCRUCO&code=K1&code=K2&code=K3"
NEW = {"codes": ["K1", "K2", "K3"], "dive": "new", "title": "Why homes wait", "purpose": "Missed twice."}
Facts = actions.DeepDiveFacts


@pytest.fixture
def running(cast: Cast, session: scoped_session[Session]) -> str:
    """K1 missed twice, K2 once, K3 never; a deep dive runs with K2 in it, another has ended."""
    make.kpi("K1", {"2023-24": 9, "2024-25": 9}, {"2023-24": 8, "2024-25": 7})
    second = make.kpi("K2", {"2024-25": 9}, {"2024-25": 7})
    make.kpi("K3", {"2024-25": 9}, {"2024-25": 9})
    began = date(2025, 9, 1)
    dive = actions.add(cast.scruco, Facts("Running", "Why?", began, None, None, None, None), by())
    actions.add(cast.scruco, Facts("Over", "Why?", began, date(2025, 12, 1), None, None, None), by())
    actions.scope_measure(dive, second, actions.ScopeFacts(ScopeReason.MISSED, None, None, None), by())
    session.commit()
    return dive.reference


def test_they_join_a_deep_dive_with_the_reason_on_record(
    cast: Cast, client: FlaskClient, running: str, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    page = client.get(ADDRESS).text
    assert f'value="{running}" checked' in page
    assert "Over (" not in page
    sent = client.post(ADDRESS, data={"codes": ["K1", "K2", "K3"], "dive": running})
    assert sent.location == f"/deep-dives/{running}#scope"
    session.expire_all()
    scope = {scoped.kpi.code: scoped for scoped in get_deep_dive(running).scope}
    assert scope["K1"].why is ScopeReason.MISSED_AGAIN
    assert scope["K1"].note == "Missed target twice in a row (2023-24 and 2024-25)."
    assert scope["K3"].why is ScopeReason.MEMBER_INTEREST
    assert len(scope) == 3
    again = client.post(ADDRESS, data={"codes": ["K1"], "dive": running, "once": "another"})
    assert "in its scope already" in again.text


def test_they_begin_a_new_one(
    cast: Cast, client: FlaskClient, running: str, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    assert "Enter a title." in client.post(ADDRESS, data=NEW | {"title": ""}).text
    assert "Say why this deep dive is done." in client.post(ADDRESS, data=NEW | {"purpose": ""}).text
    assert "Tick at least one measure." in client.post(ADDRESS, data=NEW | {"codes": []}).text
    assert session.scalars(select(DeepDive).where(DeepDive.title == "Why homes wait")).all() == []
    for _ in range(2):
        assert client.post(ADDRESS, data=NEW | {"once": "twice"}).status_code == 302
    dive = session.scalars(select(DeepDive).where(DeepDive.title == "Why homes wait")).one()
    assert [row.kpi.code for row in get_deep_dive(dive.reference).scope] == ["K1", "K2", "K3"]
    board = client.get("/kpis?period=2024-25&show=all").text
    assert board.count(f'href="/deep-dives/{dive.reference}">Deep dive</a>') == 3


@pytest.mark.parametrize("who", ["member", "officer", "performance", "stranger", "nobody"])
def test_others_may_not(cast: Cast, client: FlaskClient, running: str, who: str) -> None:
    sign_in(client, who)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, data=NEW).status_code == 403


def test_what_does_not_exist_is_not_found(cast: Cast, client: FlaskClient, running: str) -> None:
    sign_in(client, "coordinator")
    assert client.get("/deep-dives/take-up?body=SCRUCO&code=K99").status_code == 404
    assert client.get("/deep-dives/take-up?body=NOWHERE").status_code == 404
    assert "Tick at least one measure." in client.post("/deep-dives/take-up", data={"dive": "new"}).text
