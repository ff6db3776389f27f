"""Plans, one of them current, with priorities; strategies and comparator groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import ComparatorReading, PriorityKind
from scrutiny_tracker.kpis.queries import (
    find_current_plan,
    get_plan,
    list_strategies_of,
    series,
)
from tests import factories as make
from tests.cast import Cast, by

OLD = actions.PlanFacts("City Plan 2014", date(2014, 4, 1), date(2022, 3, 31), is_current=True)
NEW = actions.PlanFacts("City Plan 2022", date(2022, 4, 1), date(2030, 3, 31), is_current=True)


def test_one_plan_is_current(cast: Cast, session: scoped_session[Session]) -> None:
    actions.add_plan(OLD, by(cast.performance))
    plan = actions.add_plan(NEW, by(cast.performance))
    assert find_current_plan() is plan
    actions.change_plan(plan, replace(NEW, is_current=False), by(cast.performance))
    assert find_current_plan() is None


@pytest.mark.parametrize("change", [{"name": "City Plan 2014"}, {"ends_on": date(2022, 4, 1)}])
def test_a_plan_has_its_own_name_and_an_end(
    cast: Cast, session: scoped_session[Session], change: dict[str, object]
) -> None:
    actions.add_plan(OLD, by(cast.performance))
    with pytest.raises(Refused):
        actions.add_plan(replace(NEW, **change), by(cast.performance))  # type: ignore[arg-type]


def test_priorities_deliver_or_enable_and_belong_to_their_plan(
    cast: Cast, session: scoped_session[Session]
) -> None:
    actor = by(cast.performance)
    old, plan = actions.add_plan(OLD, actor), actions.add_plan(NEW, actor)
    actions.add_priority(plan, "Work and prosperity", PriorityKind.DELIVERY, actor)
    sound = actions.add_priority(plan, "A sound council", PriorityKind.ENABLING, actor)
    assert [one.position for one in get_plan(plan.id).priorities] == [1, 2]
    with pytest.raises(Refused):
        actions.add_priority(plan, "a sound council", PriorityKind.ENABLING, actor)
    kpi = make.kpi("K1")
    with pytest.raises(Refused, match="another plan"):
        actions.change(kpi, replace(actions.facts_of(kpi), plan_id=old.id, priority_id=sound.id), actor)


def test_a_measure_serves_strategies(cast: Cast, session: scoped_session[Session]) -> None:
    actor, kpi = by(cast.performance), make.kpi("K1")
    homes = actions.add_strategy("Homes", "Director of Place", None, actor)
    green = actions.add_strategy("Green spaces", None, None, actor)
    for ids, names in (((homes.id, green.id), ["Green spaces", "Homes"]), ((green.id,), ["Green spaces"])):
        actions.change(kpi, replace(actions.facts_of(kpi), strategy_ids=ids), actor)
        assert [one.name for one in list_strategies_of(kpi.id)] == names
    actions.change(kpi, actions.facts_of(kpi), actor)
    assert len(list_strategies_of(kpi.id)) == 1


def test_a_figure_stands_beside_the_median_of_its_comparators(
    cast: Cast, session: scoped_session[Session]
) -> None:
    actor = by(cast.performance)
    areas = [(f"E0{n}", f"Town {n}") for n in range(4)]
    group = actions.add_comparator_group("Nearest neighbours", None, areas[:3], actor)
    kpi = make.kpi("K1", readings={"2023-24": 5, "2024-25": 6}, comparator_group_id=group.id)
    at = datetime(2025, 6, 1, tzinfo=UTC)
    for (code, name), value in zip([*areas, areas[0]], (1, 2, 9, 100, 4), strict=True):
        kept = {"period": "2024-25", "starts_on": date(2024, 4, 1), "recorded_at": at}
        session.add(
            ComparatorReading(kpi_id=kpi.id, area_code=code, area_name=name, value=Decimal(value), **kept)
        )
        session.flush()
    figures = series([kpi.id])[kpi.id].figures
    assert [figure.comparator for figure in figures] == [None, Decimal(4)]
