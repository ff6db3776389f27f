"""Measures come into the scope with a reason, and leave it with one."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import ScopeReason
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session, scoped
from tests.journal import told_of

FORM = {
    "kpi": "K1",
    "why": "member-interest",
    "note": "Does each scheme gain habitat?",
    "section": "",
    "session": "1",
    "once": "n",
}


def test_a_measure_is_put_in_the_scope_with_its_reason(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive)
    scoped(dive, make.kpi("K0"), section=4)
    kpi = make.kpi("K1", name="Biodiversity net gain", is_illustrative=True, readings={"2024-25": 8})
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/scope-measure"
    assert "K1: Biodiversity net gain" in client.get(address).text
    for _ in range(2):
        assert client.post(address, data=FORM).location == f"/deep-dives/{dive.reference}"
    session.expire_all()
    _, added = get_deep_dive(dive.reference).scope
    assert (added.kpi_id, added.why, added.section, added.session_id) == (
        kpi.id,
        ScopeReason.MEMBER_INTEREST,
        5,
        one.id,
    )
    [entry] = told_of("deep-dive", dive.reference)
    assert (entry.tag, entry.after["measure"], entry.after["why"]) == ("scope:added", "K1", "member-interest")
    page = client.get(f"/deep-dives/{dive.reference}").text
    for words in ("Members want to look at it", FORM["note"], "illustrative", "No target"):
        assert words in page
    assert "K1: Biodiversity net gain" not in client.get(address).text


def test_the_measure_s_page_says_that_scrutiny_looks_at_it(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco, "Zebra review")
    scoped(dive, make.kpi("K1"), note="Is it the data?")
    session.commit()
    sign_in(client, "member")
    page = client.get("/kpis/K1").text
    assert f"/deep-dives/{dive.reference}" in page
    assert "Zebra review" in page
    assert "It missed its target. Is it the data?" in page
    assert "Scrutiny is doing nothing about this yet." not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kpi": ""}, "Choose a measure."),
        ({"kpi": "K0"}, "K0 is in the scope already."),
        ({"why": ""}, "Say why this measure is included."),
        ({"section": "0"}, "Section: enter a number from 1 to 999."),
        ({"section": "four"}, "Section: enter a number from 1 to 999."),
        ({"note": "x" * 401}, "What members want to know: use 400 characters or fewer."),
    ],
)
def test_what_cannot_be_kept_says_why(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], typed: dict[str, str], sentence: str
) -> None:
    dive = deep_dive(cast.scruco)
    deep_dive_session(dive)
    scoped(dive, make.kpi("K0"))
    make.kpi("K1")
    session.commit()
    sign_in(client, "coordinator")
    page = client.post(f"/deep-dives/{dive.reference}/scope-measure", data=FORM | typed)
    assert page.status_code == 200
    assert sentence in page.text


def test_why_and_where_can_be_changed(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    deep_dive_session(dive)
    measure = scoped(dive, make.kpi("K1"))
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/measures/K1/change"
    form = {"why": "missed-again", "note": "Three years.", "section": "16", "session": "1", "version": "1"}
    client.post(address, data=form)
    session.expire_all()
    assert (measure.why, measure.note, measure.section) == (ScopeReason.MISSED_AGAIN, "Three years.", 16)
    [entry] = told_of("deep-dive", dive.reference)
    assert (entry.tag, entry.before["why"], entry.why) == ("scope:changed", "missed", "K1")
    assert client.post(address, data=form | {"note": "Mine"}).status_code == 409


def test_it_leaves_the_scope_with_a_reason_once(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    scoped(dive, make.kpi("K1"))
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/measures/K1/take-out"
    assert "Say why it is taken out." in client.post(address, data={"why": "", "once": "n"}).text
    for _ in range(2):
        answer = client.post(address, data={"why": "Another board has it.", "once": "n"})
        assert answer.location == f"/deep-dives/{dive.reference}"
    session.expire_all()
    assert get_deep_dive(dive.reference).scope == []
    [entry] = told_of("deep-dive", dive.reference)
    assert (entry.tag, entry.before["measure"]) == ("scope:removed", "K1")
    assert entry.why == "K1: Another board has it."
    page = client.get(address)
    assert page.status_code == 404
    assert "is not in the scope" in page.text
