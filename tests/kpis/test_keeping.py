"""Reviews of measures, targets that clash, and the stages of a cycle: the verbs."""

from __future__ import annotations

from datetime import date

import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import ReviewOutcome
from scrutiny_tracker.kpis.queries import get_clash, get_cycle, get_stage, list_clashes, list_reviews
from tests import factories as make
from tests.cast import TODAY, Cast, by


def test_a_review_that_retires_a_measure_retires_it(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = make.kpi("K1")
    for outcome in (ReviewOutcome.KEEP, ReviewOutcome.RETIRE):
        facts = actions.ReviewFacts("2025-26", outcome, "Nobody uses it.", date(2025, 12, 1), body=cast.sb1)
        actions.review(kpi, facts, by(cast.coordinator))
    assert [row.outcome for row in list_reviews(kpi.id)] == [ReviewOutcome.RETIRE, ReviewOutcome.KEEP]
    assert kpi.retired_on == date(2025, 12, 1)


@pytest.mark.parametrize(("reason", "on"), [(" ", TODAY), ("Why not.", date(2026, 1, 13))])
def test_a_review_needs_a_reason_and_a_day_that_came(
    cast: Cast, session: scoped_session[Session], reason: str, on: date
) -> None:
    facts = actions.ReviewFacts("2025-26", ReviewOutcome.KEEP, reason, on)
    with pytest.raises(Refused):
        actions.review(make.kpi("K1"), facts, by(cast.coordinator))


def test_a_pair_is_raised_once_and_decided(cast: Cast, session: scoped_session[Session]) -> None:
    homes, parks = make.kpi("HOMES"), make.kpi("PARKS")
    facts = actions.ClashFacts("Land for homes is land without grass.", "Councillor", date(2025, 9, 9))
    row = actions.raise_clash(homes, parks, facts, by(cast.coordinator))
    for first, second in ((parks, homes), (homes, homes)):
        with pytest.raises(Refused):
            actions.raise_clash(first, second, facts, by(cast.coordinator))
    with pytest.raises(Refused):
        actions.decide_clash(row, "Build up.", "Cabinet", date(2025, 9, 8), by(cast.coordinator))
    actions.decide_clash(row, "Build up.", "Cabinet", date(2025, 11, 4), by(cast.coordinator))
    assert get_clash(row.reference).decision == "Build up."
    assert list_clashes() == [row]


def test_a_cycle_runs_stage_by_stage(cast: Cast, session: scoped_session[Session]) -> None:
    actor = by(cast.performance)
    plan = actions.add_plan(actions.PlanFacts("Plan", date(2022, 4, 1), date(2030, 3, 31)), actor)
    asked = actions.StageFacts("Ask services", "Head of Performance", date(2025, 4, 7))
    seen = actions.StageFacts("Scrutiny", "Committee", date(2025, 8, 21))
    made = actions.start_cycle("Annual", plan, "2024-25", [asked, seen], actor)
    session.expire_all()
    cycle = get_cycle(made.reference)
    stage = get_stage(cycle, 1)
    with pytest.raises(Refused):
        actions.finish_stage(cycle, stage, date(2026, 1, 13), None, actor)
    actions.finish_stage(cycle, stage, date(2025, 4, 9), "Two days late.", actor)
    assert stage.done_on == date(2025, 4, 9)
    actions.reopen_stage(cycle, stage, actor)
    assert stage.done_on is None
    with pytest.raises(Refused, match="in order"):
        actions.start_cycle("Annual", plan, "2024-25", [seen, asked], actor)
