"""Measures come into the scope with a reason, and leave it with one."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import ScopeReason
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.kpis.queries import get_kpi
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


def test_misses_are_proposed_with_their_reasons_and_put_in_at_once(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    years = {"2023-24": 95, "2024-25": 95}
    make.kpi("AGAIN", targets=years, readings={"2023-24": 90, "2024-25": 91})
    make.kpi("ONCE", targets=years, readings={"2023-24": 96, "2024-25": 91})
    make.kpi("MET", targets=years, readings={"2023-24": 96, "2024-25": 97})
    make.kpi("NONE", targets=years, readings={"2024-25": None})
    earlier = deep_dive(cast.scruco, "Zebra review", began_on=date(2024, 8, 21))
    dive = deep_dive(cast.scruco)
    scoped(earlier, make.kpi("IN", targets=years, readings={"2024-25": 1}))
    scoped(dive, earlier.scope[0].kpi)
    scoped(earlier, get_kpi("ONCE"))
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/propose-scope"
    page = client.get(address).text
    assert [code for code in ("AGAIN", "ONCE", "MET", "NONE", "IN") if f'value="{code}"' in page] == [
        "AGAIN",
        "ONCE",
        "NONE",
    ]
    for words in (
        "Missed target twice in a row (2023-24 and 2024-25).",
        "There is no figure",
        "Zebra review",
    ):
        assert words in page
    assert "Tick at least one measure." in client.post(address, data={"once": "m"}).text
    for _ in range(2):
        answer = client.post(address, data={"measures": ["AGAIN", "NONE"], "once": "n"})
        assert answer.location == f"/deep-dives/{dive.reference}#scope"
    session.expire_all()
    added = {each.kpi.code: each for each in get_deep_dive(dive.reference).scope}
    assert list(added) == ["IN", "AGAIN", "NONE"]
    assert (added["AGAIN"].why, added["AGAIN"].section) == (ScopeReason.MISSED_AGAIN, 2)
    assert added["AGAIN"].note == "Missed target twice in a row (2023-24 and 2024-25)."
    assert added["NONE"].why is ScopeReason.NO_DATA


def test_a_board_is_shown_its_own_measures_first(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    for code, body in (("OWN", cast.sb1), ("OTHER", cast.sb2)):
        make.kpi(code, body_id=body.id, targets={"2024-25": 95}, readings={"2024-25": 90})
    dive = deep_dive(cast.sb1)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/propose-scope"
    page = client.get(address).text
    assert 'value="OWN"' in page
    assert 'value="OTHER"' not in page
    assert 'value="OTHER"' in client.get(f"{address}?bodies=all").text


def test_all_measures_are_placed_in_sessions_on_one_page(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    one, two = deep_dive_session(dive), deep_dive_session(dive)
    first, second, third = (scoped(dive, make.kpi(code)) for code in ("K1", "K2", "K3"))
    third.session_id = one.id
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/place-in-sessions"
    assert "Session 2, 2 Sep 2025" in client.get(address).text
    typed = {
        f"rows-{place}-{name}": value
        for place, (row, number) in enumerate(((first, "1"), (second, "2"), (third, "")))
        for name, value in (("scoped", str(row.id)), ("session", number))
    }
    assert client.post(address, data=typed | {"once": "n"}).location == f"/deep-dives/{dive.reference}#scope"
    session.expire_all()
    assert [row.session_id for row in (first, second, third)] == [one.id, two.id, None]
    assert [entry.why for entry in told_of("deep-dive", dive.reference)] == ["K3", "K2", "K1"]
