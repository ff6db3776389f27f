"""`scorecard`: the published record, unknown counts as null, and years counted from their figures."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Plan
from scrutiny_tracker.rules.performance import Tally
from scrutiny_tracker.rules.performance.scorecard import PRINTED
from tests import factories as make
from tests.cast import Cast, by
from tests.conftest import Program


@pytest.fixture
def plan(cast: Cast) -> Plan:
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    return actions.add_plan(facts, by(cast.performance))


def _asked(runner: Program, *args: str) -> dict[str, object]:
    answer = runner.invoke(args=["scorecard", *args, "--json"])
    assert answer.exit_code == 0, answer.output
    printed = json.loads(answer.stdout)
    assert tuple(printed) == ("plan", "period", *PRINTED)
    return dict(printed)


def test_a_published_year_prints_what_the_record_gives(
    cast: Cast, plan: Plan, runner: Program, session: scoped_session[Session]
) -> None:
    actor = by(cast.performance)
    actions.record_published(plan, "2022-23", Tally(36, 6, 15, 1, 15), actions.Published(), actor)
    counts = Tally(recorded_improved_or_same=43, recorded_directional=57)
    actions.record_published(plan, "2016-17", counts, actions.Published(), actor)
    session.commit()
    whole = _asked(runner, "2022/23")
    assert (whole["plan"], whole["period"], whole["percent"], whole["total"]) == (
        "City Plan",
        "2022-23",
        74,
        73,
    )
    part = _asked(runner, "2016-17", "--plan", "City Plan")
    assert (part["improved_or_same"], part["directional"], part["percent"]) == (43, 57, 75)
    assert part["improved"] is part["total"] is part["missed"] is None


def test_a_year_without_a_record_is_counted_from_its_figures(
    cast: Cast, plan: Plan, runner: Program, session: scoped_session[Session]
) -> None:
    make.kpi("K1", {"2024-25": 9}, {"2023-24": 8, "2024-25": 10}, plan_id=plan.id)
    make.kpi("K2", {"2024-25": 9}, {"2023-24": 8, "2024-25": 7}, plan_id=plan.id)
    make.kpi("K3", {}, {"2024-25": 7}, plan_id=plan.id)
    make.kpi("K4", {"2024-25": 9}, {"2024-25": None}, plan_id=plan.id)
    make.kpi("ELSEWHERE", {"2024-25": 9}, {"2024-25": 1})
    make.kpi("RETIRED", {"2024-25": 9}, {"2023-24": 1}, plan_id=plan.id, retired_on=date(2024, 3, 31))
    session.commit()
    asked = _asked(runner, "2024-25")
    counted = {name: asked[name] for name in PRINTED if asked[name]}
    assert counted == {
        "improved": 1, "worse": 1, "not_available": 2, "total": 4, "directional": 2, "improved_or_same": 1,
        "percent": 50, "met": 1, "missed": 1, "no_target": 1, "no_data": 1,
    }  # fmt: skip
    assert "1 of 2 measures that can be compared" in runner.invoke(args=["scorecard", "2024-25"]).stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("2024-25",), "no plan is marked current"),
        (("2024-25", "--plan", "Nothing"), "no plan is called Nothing"),
        (("someday",), "someday"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    cast: Cast, runner: Program, args: tuple[str, ...], says: str
) -> None:
    answer = runner.invoke(args=["scorecard", *args, "--json"])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert says in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_year_of_which_nothing_is_known_is_refused(
    cast: Cast, plan: Plan, runner: Program, session: scoped_session[Session]
) -> None:
    session.commit()
    answer = runner.invoke(args=["scorecard", "2010-11"])
    assert answer.exit_code == 2
    assert "City Plan has neither a record nor figures for 2010-11" in answer.stderr
