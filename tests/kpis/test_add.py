"""A performance officer or the co-ordinator adds a measure."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis.queries import find_kpi, get_kpi
from scrutiny_tracker.rules.performance import Polarity
from tests.cast import Cast, sign_in
from tests.journal import told_of

FORM = {
    "code": "OCP-04",
    "name": "Fly-tips cleared in a day",
    "definition": "Share of reported fly-tips cleared by the end of the next day.",
    "unit": "%",
    "decimals": "1",
    "polarity": "higher",
    "body": "SB2",
    "portfolio": "HOUSING",
    "directorate": "PLACE",
    "is_illustrative": "y",
    "once": "a-nonce",
}


@pytest.mark.parametrize("who", ["performance", "coordinator"])
def test_the_measure_is_kept_as_it_was_typed(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str
) -> None:
    sign_in(client, who)
    answer = client.post("/kpis/add", data=FORM)
    assert (answer.status_code, answer.location) == (302, "/kpis/OCP-04")
    kpi = get_kpi("OCP-04")
    assert (kpi.name, kpi.unit, kpi.decimals, kpi.polarity) == (FORM["name"], "%", 1, Polarity.HIGHER)
    assert (kpi.body_id, kpi.portfolio_id, kpi.directorate_id) == (
        cast.sb2.id,
        cast.housing.id,
        cast.place.id,
    )
    assert kpi.is_illustrative
    [entry] = told_of("kpi", "OCP-04")
    assert (entry.tag, entry.actor_id, entry.after["name"]) == ("kpi:added", cast[who].id, FORM["name"])
    page = client.get("/kpis/OCP-04").text
    assert "These figures are illustrative" in page
    assert "No figure has been entered yet." in page


@pytest.mark.parametrize(
    "who", ["member", "chair", "officer", "governance", "cabinet_member", "admin", "nobody"]
)
def test_others_may_not(cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str) -> None:
    sign_in(client, who)
    assert "Add a measure" not in client.get("/kpis").text
    answer = client.post("/kpis/add", data=FORM)
    assert answer.status_code == 403
    assert "Only a performance officer or the scrutiny co-ordinator can change this." in answer.text
    assert find_kpi("OCP-04") is None


def test_a_double_click_adds_one(cast: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    sign_in(client, "performance")
    first, second = (client.post("/kpis/add", data=FORM) for _ in range(2))
    assert first.location == second.location == "/kpis/OCP-04"
    assert len(told_of("kpi", "OCP-04")) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": ""}, "Enter a code."),
        ({"code": "a/b"}, "Use letters, numbers, dots and hyphens in the code, such as OCP-12."),
        ({"code": "add"}, "Use letters, numbers, dots and hyphens in the code, such as OCP-12."),
        ({"name": ""}, "Enter a name."),
        ({"name": "x" * 201}, "Name: use 200 characters or fewer."),
        ({"decimals": ""}, "Choose how many decimal places are shown."),
        ({"polarity": ""}, "Say which way is better."),
    ],
)
def test_what_cannot_be_kept_says_why_and_stays_typed(
    cast: Cast, client: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    sign_in(client, "performance")
    page = client.post("/kpis/add", data=FORM | typed)
    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert FORM["definition"] in page.text


def test_a_code_is_given_once(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "performance")
    client.post("/kpis/add", data=FORM)
    page = client.post("/kpis/add", data=FORM | {"once": "another", "name": "Something else"})
    assert "There is a measure with the code OCP-04 already." in page.text


def test_the_summary_of_errors_follows_the_page(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "performance")
    page = client.post("/kpis/add", data={}).text
    assert 0 < page.index('href="#code"') < page.index('href="#name"') < page.index('href="#decimals"')
