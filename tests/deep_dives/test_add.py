"""The co-ordinator begins a deep dive and changes what is said about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import DeepDive
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import ROLES, Cast, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session
from tests.journal import told_of

REFERENCE = "SCRUCO-2526-D-001"
DATES = {"began_on": ["21", "8", "2025"], "ended_on": ["", "", ""]}
FORM: dict[str, Any] = {
    "body": "SCRUCO",
    "title": "Measures that missed target, 2025",
    "purpose": "Fifteen missed their target.",
    "agreed_at": "",
    "reports_to": "",
    "paper": "",
    "once": "a-nonce",
    **DATES,
}


def test_it_is_kept_with_where_it_was_agreed_and_where_it_reports(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    agreed = make.item(make.meeting(cast.scruco, date(2025, 8, 21)), "Annual performance report")
    reports = make.item(make.meeting(cast.scruco), "Deep dive")
    paper = make.paper("Deep dive report", on=reports)
    session.commit()
    sign_in(client, "coordinator")
    chosen = {"agreed_at": agreed.reference, "reports_to": reports.reference, "paper": paper.reference}
    for _ in range(2):
        answer = client.post("/deep-dives/add", data=FORM | chosen)
        assert answer.location == f"/deep-dives/{REFERENCE}"
    assert session.scalar(select(func.count()).select_from(DeepDive)) == 1
    dive = get_deep_dive(REFERENCE)
    assert (dive.agreed_at_id, dive.reports_to_id, dive.paper_id) == (agreed.id, reports.id, paper.id)
    [entry] = told_of("deep-dive", REFERENCE)
    assert (entry.tag, entry.actor_id) == ("deep-dive:added", cast.coordinator.id)
    assert entry.after["title"] == FORM["title"]
    page = client.get(f"/deep-dives/{REFERENCE}").text
    for words in (FORM["title"], FORM["purpose"], "Annual performance report", "Deep dive report", "Running"):
        assert words in page
    assert FORM["title"] in client.get("/deep-dives").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Enter a title."),
        ({"purpose": ""}, "Say why this deep dive is done."),
        ({"body": ""}, "Choose the scrutiny body that does it."),
        ({"began_on": ["31", "2", "2025"]}, "31 February 2025 is not a date that exists."),
        ({"began_on": ["", "", ""]}, "Enter the date on which it began."),
        ({"ended_on": ["20", "8", "2025"]}, "The deep dive cannot end before it began."),
    ],
)
def test_what_cannot_be_kept_says_why(
    cast: Cast, client: FlaskClient, typed: dict[str, object], sentence: str
) -> None:
    sign_in(client, "coordinator")
    page = client.post("/deep-dives/add", data=FORM | typed)
    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text


@pytest.mark.parametrize("who", [who for who in ROLES if who != "coordinator"])
def test_others_may_not_begin_or_change_one(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str
) -> None:
    dive = deep_dive(cast.scruco)
    session.commit()
    sign_in(client, who)
    assert "Begin a deep dive" not in client.get("/deep-dives").text
    page = client.get(f"/deep-dives/{dive.reference}")
    assert page.status_code == 200
    assert "Change this deep dive" not in page.text
    verbs = ("change", "add-session", "scope-measure")
    for address in ("/deep-dives/add", *(f"/deep-dives/{dive.reference}/{verb}" for verb in verbs)):
        refused = client.get(address)
        assert refused.status_code == 403
        assert "Only the scrutiny co-ordinator can change a deep dive." in refused.text


def test_a_board_s_own_co_ordinator_begins_none_for_another(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    own = make.person("Board Only")
    make.office(own, Role.CO_ORDINATOR, cast.sb1)
    session.commit()
    sign_in(client, own)
    assert client.post("/deep-dives/add", data=FORM).status_code == 403
    assert client.post("/deep-dives/add", data=FORM | {"body": "SB1"}).status_code == 302


def _change(dive: DeepDive, **typed: object) -> dict[str, object]:
    standing = {"title": dive.title, "purpose": dive.purpose, "version": str(dive.version), **DATES}
    return {**standing, "agreed_at": "", "reports_to": "", "paper": "", **typed}


def test_a_change_is_kept_with_what_was_before(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco, "Before")
    session.commit()
    sign_in(client, "coordinator")
    form = _change(dive, title="After", ended_on=["30", "10", "2025"])
    assert client.post(f"/deep-dives/{dive.reference}/change", data=form).status_code == 302
    session.expire_all()
    assert (dive.title, dive.ended_on, dive.version) == ("After", date(2025, 10, 30), 2)
    [entry] = told_of("deep-dive", dive.reference)
    assert (entry.before["title"], entry.after["title"]) == ("Before", "After")


def test_it_cannot_end_before_its_last_session(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    deep_dive_session(dive, date(2025, 9, 9))
    session.commit()
    sign_in(client, "coordinator")
    form = _change(dive, ended_on=["1", "9", "2025"])
    page = client.post(f"/deep-dives/{dive.reference}/change", data=form)
    assert "Session 1 comes after this date." in page.text
    form = _change(dive, began_on=["10", "9", "2025"])
    page = client.post(f"/deep-dives/{dive.reference}/change", data=form)
    assert "Session 1 was held before this date." in page.text


def test_two_people_at_once_lose_nothing(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco, "Before")
    session.commit()
    address = f"/deep-dives/{dive.reference}/change"
    mine, theirs = _change(dive, title="Mine"), _change(dive, title="Theirs")
    sign_in(client, "coordinator")
    client.post(address, data=theirs)
    page = client.post(address, data=mine)
    assert page.status_code == 409
    assert "Mine" in page.text
    assert "Theirs" in page.text


def test_two_people_who_change_a_date_are_both_told(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco, "Before")
    session.commit()
    address = f"/deep-dives/{dive.reference}/change"
    mine = _change(dive, title="Mine", ended_on=["31", "10", "2025"])
    sign_in(client, "coordinator")
    client.post(address, data=_change(dive, ended_on=["30", "10", "2025"]))
    page = client.post(address, data=mine)
    assert page.status_code == 200
    assert "Somebody else saved “30 October 2025” here. Keep yours or take theirs." in page.text
    assert "Somebody else saved “Before” here." in page.text
    assert 'value="Mine"' in page.text
    assert client.post(address, data=mine | {"version": "2"}).status_code == 302
    session.expire_all()
    assert (dive.title, dive.ended_on) == ("Mine", date(2025, 10, 31))


def test_private_items_and_reports_are_named_to_those_who_may_read_them(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    closed = {"publicity": Publicity.EXEMPT, "exempt_paragraph": "3", "exempt_reason": "A contract."}
    item = make.item(make.meeting(cast.scruco), "Zebra contract", **closed)
    paper = make.paper("Zebra report", on=item, **closed)
    dive = deep_dive(cast.scruco, agreed_at=item, reports_to=item, paper=paper)
    session.commit()
    for who, reads in (("member", True), ("coordinator", True), ("stranger", False), ("performance", False)):
        sign_in(client, who)
        page = client.get(f"/deep-dives/{dive.reference}").text
        assert ("Zebra" in page) is reads
        assert ("Private item" in page) is not reads
        assert ("Private paper" in page) is not reads


def test_a_reference_that_leads_nowhere_says_so(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    page = client.get("/deep-dives/NONE")
    assert page.status_code == 404
    assert "There is no deep dive NONE." in page.text
