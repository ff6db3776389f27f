"""Some 75 measures of the Hallowmere Plan 2022 to 2030. The values are made up, and every measure says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from ....kpis.actions import KpiFacts, add, enter_reading, set_target
from ....kpis.models import Kpi, Plan, Polarity, ReadingStatus
from ....kpis.queries import find_current_plan, get_kpi
from ..town import Story, Town
from .about import TOLERANCES, facts_about
from .climate import CLIMATE
from .council import COUNCIL
from .measure import NO_FIGURE, YEARS, Measure
from .people import PEOPLE
from .prosperity import PROSPERITY
from .record import (
    Kept,
    define_anew,
    keep_plan,
    look_after_the_set,
    publish_years,
    refer_the_rest,
    run_the_cycle,
)
from .returns import bring_returns

MEASURES: tuple[Measure, ...] = (*PROSPERITY, *PEOPLE, *CLIMATE, *COUNCIL)
PLANNED = date(2022, 3, 22)
RETURNED = (date(2022, 7, 12), date(2023, 7, 11), date(2024, 7, 9), date(2025, 7, 8))
POLARITIES = {"more": Polarity.HIGHER, "less": Polarity.LOWER, "band": Polarity.BAND, "none": Polarity.NONE}
NOT_RETURNED = "There is no figure for this year."


def keep_measures(town: Town) -> Story:
    """The measures come with the plan; each July the year's figures are returned, and the targets set."""
    yield PLANNED
    plan = keep_plan(town)
    kept: dict[str, Kpi] = {
        one.code: add(one.code, _facts(town, one, plan), town.by("performance")) for one in MEASURES
    }
    for place, returned_on in enumerate(RETURNED):
        yield returned_on
        for one in MEASURES:
            if place == 0:
                _return(town, kept[one.code], one, 0)
            _return(town, kept[one.code], one, place + 1)
            _aim(town, kept[one.code], one, place + 1)


def _facts(town: Town, one: Measure, kept: Kept) -> KpiFacts:
    number = int(one.code.removeprefix("HP-"))
    tolerance = TOLERANCES.get(number)
    return KpiFacts(
        name=one.name,
        definition=one.definition,
        unit=one.unit,
        decimals=one.decimals,
        polarity=POLARITIES[one.better],
        body_id=town.body(one.body).id,
        portfolio_id=town.portfolio(one.portfolio).id,
        directorate_id=town.directorate(one.directorate).id,
        is_illustrative=True,
        plan_id=kept.plan.id,
        priority_id=kept.priorities[number].id,
        tolerance_absolute=None if tolerance is None else Decimal(tolerance),
        strategy_ids=tuple(strategy.id for strategy in kept.strategies.get(number, [])),
        **facts_about(number),
    )


def _return(town: Town, kpi: Kpi, one: Measure, place: int) -> None:
    figure = one.figures[place]
    if figure == NO_FIGURE:
        enter_reading(kpi, YEARS[place], "", ReadingStatus.FINAL, NOT_RETURNED, town.by("performance"))
    else:
        enter_reading(kpi, YEARS[place], figure, ReadingStatus.FINAL, "", town.by("performance"))


def _aim(town: Town, kpi: Kpi, one: Measure, place: int) -> None:
    """In the July after a year closes the next year's target is set; the first July sets the closed one
    too."""
    if not one.targets:
        return
    for ahead in (place, place + 1) if place == 1 else (place + 1,):
        target = one.targets[min(max(ahead - 1, 0), len(one.targets) - 1)]
        set_target(kpi, YEARS[ahead], target, "", town.by("performance"))


def put_right(town: Town) -> Story:
    """A published figure is revised; a year's figure comes in as provisional; a target is lowered, with
    why."""
    yield date(2025, 9, 3)
    enter_reading(
        get_kpi("HP-42"),
        "2024-25",
        "33.9",
        ReadingStatus.REVISED,
        "The weighbridge's figures for March had been counted twice.",
        town.by("performance"),
    )
    yield date(2025, 10, 14)
    comment = "April to September; the year is not over."
    enter_reading(
        get_kpi("HP-02"), "2025-26", "5.8", ReadingStatus.PROVISIONAL, comment, town.by("performance")
    )
    yield date(2025, 11, 11)
    set_target(
        get_kpi("HP-57"),
        "2025-26",
        "1050",
        "Two large sites wait for decisions on open space.",
        town.by("performance"),
    )


def _of_the_plan(story: Callable[[Town, Plan], Story]) -> Callable[[Town], Story]:
    """A story that begins once there is a plan."""

    def told(town: Town) -> Story:
        yield PLANNED
        plan = find_current_plan()
        assert plan is not None
        yield from story(town, plan)

    return told


STORIES = (
    keep_measures,
    define_anew,
    put_right,
    bring_returns,
    _of_the_plan(publish_years),
    _of_the_plan(refer_the_rest),
    look_after_the_set,
    _of_the_plan(run_the_cycle),
)
