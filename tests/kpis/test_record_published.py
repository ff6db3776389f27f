"""Published tallies without their readings, with unknown counts, and what contradicts itself refused."""

from __future__ import annotations

from datetime import date

import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Plan
from scrutiny_tracker.kpis.queries import find_scorecard
from scrutiny_tracker.rules.performance import Tally
from tests.cast import Cast, by


@pytest.fixture
def plan(cast: Cast) -> Plan:
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    return actions.add_plan(facts, by(cast.performance))


def test_what_the_record_does_not_give_stays_unknown(
    cast: Cast, plan: Plan, session: scoped_session[Session]
) -> None:
    tally = Tally(recorded_improved_or_same=43, recorded_directional=57)
    actions.record_published(plan, "2016/17", tally, actions.Published("Report"), by(cast.performance))
    row = find_scorecard(plan.id, "2016-17")
    assert row is not None
    assert row.tally == tally
    assert (row.tally.percent, row.tally.total, row.tally.improved) == (75, None, None)


def test_a_correction_replaces_it_and_is_told(
    cast: Cast, plan: Plan, session: scoped_session[Session]
) -> None:
    for worse in (15, 14):
        actions.record_published(
            plan, "2022-23", Tally(36, 6, worse, 1, 15), actions.Published(), by(cast.performance)
        )
    row = find_scorecard(plan.id, "2022-23")
    assert row is not None
    assert row.tally.worse == 14


@pytest.mark.parametrize(
    "tally", [Tally(), Tally(36, 6, 15, 1, 15, recorded_total=75), Tally(36, 6, 15, recorded_percent=75)]
)
def test_what_does_not_add_up_is_refused(
    cast: Cast, plan: Plan, session: scoped_session[Session], tally: Tally
) -> None:
    with pytest.raises(Refused):
        actions.record_published(plan, "2022-23", tally, actions.Published(), by(cast.performance))
