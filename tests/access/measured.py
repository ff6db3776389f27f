"""What is kept around measures: a plan with a priority, a strategy, a pair that may clash, a cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import KpiStrategy, PriorityKind, ReviewOutcome
from scrutiny_tracker.kpis.queries import find_kpi, get_kpi
from scrutiny_tracker.rules.performance import Tally
from tests import factories as make


@dataclass(frozen=True)
class Measured:
    """References and row ids rather than rows."""

    plan_id: int
    group_id: int
    clash: str
    cycle: str


def measure(body_id: int, actor: By) -> Measured:
    """The measure K1 belongs to the plan, missed its target and was reviewed; K2 may clash with it."""
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, actor)
    priority = actions.add_priority(plan, "Homes", PriorityKind.DELIVERY, actor)
    strategy = actions.add_strategy("Housing strategy", "Director", "https://council.example/homes", actor)
    first = get_kpi("K1")
    first.plan_id, first.priority_id, first.body_id = plan.id, priority.id, body_id
    db.session.add(KpiStrategy(kpi_id=first.id, strategy_id=strategy.id))
    second = find_kpi("K2") or make.kpi("K2", readings={"2024-25": 3})
    tally = Tally(36, 6, 15, 1, 15)
    actions.record_published(plan, "2022-23", tally, actions.Published("Report"), actor)
    looked = actions.ReviewFacts("2024-25", ReviewOutcome.KEEP, "It is asked about.", date(2025, 3, 1))
    actions.review(first, looked, actor)
    raised = actions.ClashFacts("One needs the other's land.", "A member", date(2025, 9, 9))
    clash = actions.raise_clash(first, second, raised, actor)
    stage = actions.StageFacts("Figures returned", "All services", date(2025, 6, 6))
    cycle = actions.start_cycle("Annual report", plan, "2024-25", [stage], actor)
    group = actions.add_comparator_group("Neighbours", None, [("E1", "Northam")], actor)
    return Measured(plan.id, group.id, clash.reference, cycle.reference)
