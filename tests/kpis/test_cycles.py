"""The pages of the cycle, the plan and the record: typed, checked, two people at once."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Plan
from scrutiny_tracker.kpis.queries import find_current_plan, find_scorecard, get_cycle, list_cycles
from scrutiny_tracker.rules.performance import PeriodKind
from tests import factories as make
from tests.cast import Cast, by, sign_in


@pytest.fixture
def plan(cast: Cast, session: scoped_session[Session]) -> Plan:
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, by(cast.performance))
    session.commit()
    return plan


STAGES = (
    "Figures asked; Head of Performance; 6 October 2025\nFigures returned; All services; 14 November 2025"
)


def test_a_cycle_is_started_and_what_is_late_is_visible(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    form = {"name": "Half-year", "period": "2025-26", "stages": STAGES}
    assert client.post("/kpis/cycles/start", data=form).location == "/kpis/cycles"
    page = client.get("/kpis/cycles").text
    assert "by 59 days" in page
    [cycle] = list_cycles()
    stage = f"/kpis/cycles/{cycle.reference}/stages/1"
    done = {"name": "Figures asked", "who": "Head of Performance", "due_on": ["6", "10", "2025"]}
    done |= {"done_on": ["8", "10", "2025"], "version": "1"}
    assert client.post(stage, data=done).location == "/kpis/cycles"
    assert "2 days late" in client.get("/kpis/cycles").text
    both = client.post(stage, data=done | {"who": "Somebody else", "once": "another"})
    assert both.status_code == 409
    session.expire_all()
    assert get_cycle(cycle.reference).stages[0].who == "Head of Performance"


@pytest.mark.parametrize(
    "stages",
    ["Figures asked; All services", "Figures asked; All services; soon", f"{'x' * 201}; y; 1 June 2026"],
)
def test_a_stage_says_what_who_and_by_when(cast: Cast, client: FlaskClient, plan: Plan, stages: str) -> None:
    sign_in(client, "performance")
    page = client.post("/kpis/cycles/start", data={"name": "X", "period": "2025-26", "stages": stages}).text
    assert "<title>Error: " in page
    assert stages in page


def test_a_published_year_is_typed_with_what_the_record_gives(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    form = {"period": "2016-17", "recorded_improved_or_same": "43", "recorded_directional": "57"}
    form |= {"source": "Report"}
    assert "/kpis?period=2016-17" in client.post("/kpis/scorecards/record", data=form).location
    row = find_scorecard(plan.id, "2016-17")
    assert row is not None
    assert (row.tally.percent, row.tally.improved) == (75, None)
    wrong = form | {"period": "2017-18", "recorded_directional": "40", "once": "another"}
    assert (
        "More measures (43) improved or the same" in client.post("/kpis/scorecards/record", data=wrong).text
    )
    assert (
        "enter a whole number"
        in client.post("/kpis/scorecards/record", data=wrong | {"improved": "3.5"}).text
    )
    many = client.post("/kpis/scorecards/record", data=wrong | {"improved": "9999999999"}).text
    assert "enter a whole number of measures" in many
    assert "75% (43 of 57)" in client.get("/kpis/plans").text


def test_a_year_is_frozen_from_its_page(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    make.kpi("K1", {"2024-25": 9}, {"2023-24": 7, "2024-25": 8}, plan_id=plan.id)
    session.commit()
    sign_in(client, "performance")
    assert 'href="/kpis/scorecards/2024-25/freeze"' in client.get("/kpis?period=2024-25").text
    form = {"source": "Annual report", "published_on": ["12", "1", "2026"]}
    assert client.post("/kpis/scorecards/2024-25/freeze", data=form).status_code == 302
    page = client.get("/kpis?period=2024-25").text
    assert "Published January 2026" in page
    assert "freeze" not in page
    again = client.post("/kpis/scorecards/2024-25/freeze", data=form | {"once": "another"}).text
    assert "frozen already" in again


def test_a_plan_is_changed_by_one_at_a_time(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    address = f"/kpis/plans/{plan.id}/change"
    version = str(plan.version)
    dates = {"starts_on": ["1", "4", "2022"], "ends_on": ["31", "3", "2030"], "is_current": "y"}
    mine = {"name": "Better Plan", "version": version, **dates}
    assert client.post(address, data=mine).location == "/kpis/plans"
    both = client.post(address, data=mine | {"name": "Other Plan", "once": "another"})
    assert both.status_code == 409
    session.expire_all()
    current = find_current_plan()
    assert current is not None
    assert current.name == "Better Plan"


def test_who_has_not_returned_figures_is_named(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    """Of a half-year only those that come as often are expected; a reason for no figure is a return."""
    quarterly = {"plan_id": plan.id, "frequency": PeriodKind.QUARTER, "lag_months": 1}
    make.kpi("K1", {}, {"Q2 2025-26": 9}, **quarterly)
    make.kpi("K2", {}, {"Q2 2025-26": None}, **quarterly)
    make.kpi("K3", {}, {"Q1 2025-26": 7}, data_owner="Head of Streets", **quarterly)
    make.kpi("K4", {}, {}, directorate_id=cast.place.id, **quarterly)
    make.kpi("K5", {}, {"2024-25": 3}, plan_id=plan.id, frequency=PeriodKind.FINANCIAL_YEAR)
    stages = [actions.StageFacts("Figures returned", "All services", date(2025, 11, 14))]
    actions.start_cycle("Half-year", plan, "H1 2025-26", stages, by(cast.performance))
    session.commit()
    sign_in(client, "member")
    page = client.get("/kpis/cycles").text
    assert "2 of 4 measures are returned for" in page
    assert "Not returned: 2, by who returns them" in page
    named = page.split("Not returned:")[1].split("</details>")[0]
    assert "<strong>Head of Streets</strong>: 1" in named
    assert f"<strong>{cast.place.name}</strong>: 1" in named
    assert 'href="/kpis/K3">Measure K3</a>: Due October 2025, not received.' in named
    assert "K5" not in named


def test_a_late_stage_is_on_the_first_page_of_those_who_run_the_cycle(
    cast: Cast, client: FlaskClient, plan: Plan, session: scoped_session[Session]
) -> None:
    stages = [
        actions.StageFacts("Figures returned", "All services", date(2025, 11, 14)),
        actions.StageFacts("Cabinet", "Leader", date(2026, 2, 10)),
    ]
    cycle = actions.start_cycle("Half-year report", plan, "2025-26", stages, by(cast.performance))
    session.commit()
    sign_in(client, "performance")
    assert "Half-year report: “Figures returned” (All services) is not done" in client.get("/").text
    assert "“Cabinet” (Leader)" not in client.get("/").text
    sign_in(client, "coordinator")
    assert "“Figures returned” of Half-year report" in client.get("/").text
    sign_in(client, "officer")
    assert "Half-year report" not in client.get("/").text
    first = get_cycle(cycle.reference).stages[0]
    actions.finish_stage(cycle, first, date(2026, 1, 12), None, by(cast.performance))
    session.commit()
    sign_in(client, "performance")
    assert "Half-year report" not in client.get("/").text
