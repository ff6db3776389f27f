"""Measures at a glance: the sum, the counts, what nobody works on first, and each reader's part."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Plan, PriorityKind, ReadingStatus
from scrutiny_tracker.kpis.queries import find_board, get_kpi
from scrutiny_tracker.rules.performance import Tally, financial_year
from tests import factories as make
from tests import factories_deep_dives as make_dives
from tests.cast import ROLES, Cast, by, sign_in


@pytest.fixture
def plan(cast: Cast, session: scoped_session[Session]) -> Plan:
    """Four measures in 2024-25: K1 and K2 missed (K2 again), K3 met and improved, K4 without a figure."""
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, by(cast.performance))
    homes = actions.add_priority(plan, "Homes", PriorityKind.DELIVERY, by(cast.performance))
    of = {"plan_id": plan.id, "portfolio_id": cast.housing.id}
    make.kpi("K1", {"2024-25": 9}, {"2023-24": 7, "2024-25": 8}, body_id=cast.sb1.id, **of)
    again = {"2023-24": 9, "2024-25": 9}
    make.kpi("K2", again, {"2023-24": 8, "2024-25": 7}, body_id=cast.sb2.id, **of)
    more = {**of, "priority_id": homes.id, "is_illustrative": True}
    make.kpi("K3", {"2024-25": 9}, {"2023-24": 7, "2024-25": 10}, body_id=cast.sb1.id, **more)
    make.kpi("K4", {"2024-25": 9}, {"2023-24": 7}, body_id=cast.sb2.id, lag_months=2, **of)
    session.commit()
    return plan


def _codes(page: str) -> list[str]:
    return re.findall(r'plain"><a class="govuk-link" href="/kpis/(K\d)"', page)


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_headline_carries_its_sum(cast: Cast, client: FlaskClient, plan: Plan) -> None:
    sign_in(client, "performance")
    words = _words(client.get("/kpis").text)
    assert "How are we doing? April 2024 to March 2025" in words
    assert "2 of 3 measures that can be compared improved or stayed the same (67%)." in words
    assert "1 more could not be compared." in words
    for count in (
        "2 Missed target",
        "1 Worse than last year",
        "1 No figure this year",
        "1 On target",
        "2 Improved",
    ):
        assert count in words
    assert "Worth celebrating" in words


def test_nothing_yet_comes_first_then_what_was_missed_again(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    page = client.get("/kpis").text
    assert _codes(page) == ["K2", "K1"]
    assert "2 times in a row" in page
    assert page.count("Nothing yet") == 2
    dive = make_dives.deep_dive(cast.scruco)
    make_dives.scoped(dive, get_kpi("K2"))
    session.commit()
    page = client.get("/kpis").text
    assert _codes(page) == ["K1", "K2"]
    assert f'href="/deep-dives/{dive.reference}">Deep dive</a>' in page


def test_late_data_is_named_and_never_nought(cast: Cast, client: FlaskClient, plan: Plan) -> None:
    sign_in(client, "performance")
    page = client.get("/kpis?show=no-figure").text
    assert _codes(page) == ["K4"]
    assert "Due May 2025, not received." in page


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("show=all", ["K1", "K2", "K3", "K4"]),
        ("show=worse", ["K2"]),
        ("show=on-target", ["K3"]),
        ("show=improved", ["K1", "K3"]),
        ("show=celebrate", ["K3"]),
        ("show=all&body=SB2", ["K2", "K4"]),
        ("show=all&body=NOWHERE", []),
        ("show=all&portfolio=HOUSING&body=SB1", ["K1", "K3"]),
        ("show=nonsense&page=nonsense", ["K2", "K1"]),
        ("page=0", ["K2", "K1"]),
        (f"page={'9' * 5000}", ["K2", "K1"]),
    ],
)
def test_each_count_leads_to_its_rows(
    cast: Cast, client: FlaskClient, plan: Plan, query: str, codes: list[str]
) -> None:
    sign_in(client, "coordinator")
    assert _codes(client.get(f"/kpis?{query}").text) == codes


def test_groups_are_counted_and_lead_to_their_rows(cast: Cast, client: FlaskClient, plan: Plan) -> None:
    sign_in(client, "coordinator")
    words = _words(client.get("/kpis?show=body").text)
    assert "Homes and Streets Scrutiny Board (2) 2 measures 1 1 1 0 0 0% (0 of 1)" in words
    page = client.get("/kpis?show=priority").text
    address = re.search(r'href="(\?[^"]*priority=[^"]*)">Homes<', page)
    assert address is not None
    assert _codes(client.get("/kpis" + address[1].replace("&amp;", "&")).text) == ["K3"]
    assert "None named" in page
    assert "Housing and Streets" in client.get("/kpis?show=portfolio").text


def test_a_member_sees_their_own_committees_first(cast: Cast, client: FlaskClient, plan: Plan) -> None:
    sign_in(client, "member")
    page = client.get("/kpis").text
    assert _codes(page) == ["K1"]
    assert "in the remit of your committees" in page
    assert _codes(client.get("/kpis?mine=no").text) == ["K2", "K1"]
    assert 'href="?show=all&amp;mine=no"' in client.get("/kpis?mine=no").text


def test_a_published_year_shows_its_record_and_says_that_the_rows_differ(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    published = actions.Published("Report", date(2025, 12, 7), "Counts alone.")
    actions.record_published(plan, "2024-25", Tally(36, 6, 15, 1, 15), published, by(cast.performance))
    session.commit()
    sign_in(client, "performance")
    words = _words(client.get("/kpis").text)
    assert "42 of 57 measures that can be compared improved or stayed the same (74%)." in words
    assert "16 more could not be compared." in words
    assert "Published December 2025" in words
    assert "Counts alone." in words
    assert "2 of 3" in _words(client.get("/kpis?portfolio=HOUSING").text)


def test_what_was_revised_after_freezing_stands_beside(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    board = find_board(plan.id, financial_year(2024))
    figures = [row.figure for row in board.rows]
    actor = by(cast.performance)
    actions.freeze(plan, board.period, figures, board.tally, actions.Published("Report"), actor)
    actions.enter_reading(get_kpi("K1"), "2024-25", "9.4", ReadingStatus.REVISED, "Recount.", actor)
    session.commit()
    sign_in(client, "performance")
    page = client.get("/kpis").text
    assert _codes(page) == ["K2", "K1"]
    assert "now 9%" in page


def test_every_role_opens_the_door_of_an_empty_house(cast: Cast, client: FlaskClient) -> None:
    for who in ROLES:
        sign_in(client, who)
        page = client.get("/kpis")
        assert page.status_code == 200
        assert "No results for this period yet." in page.text


@pytest.mark.parametrize("query", ["plan=Nothing", "period=someday"])
def test_what_does_not_exist_is_not_found(cast: Cast, client: FlaskClient, plan: Plan, query: str) -> None:
    sign_in(client, "performance")
    assert client.get(f"/kpis?{query}").status_code == 404
