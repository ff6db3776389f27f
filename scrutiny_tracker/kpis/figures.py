"""Figures as people read them: a measure's period with its result, its target and both judgements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from ..rules import performance
from ..rules.performance import (
    Direction,
    KpiTerms,
    Missing,
    Period,
    PeriodKind,
    RagPolicy,
    ReadingStatus,
    Target,
    TargetStatus,
    judge_direction,
    judge_target,
)

POLICY = RagPolicy()
MOST_PERIODS = 400
NOTHING_ENTERED = "No figure has been entered yet."


@dataclass(frozen=True)
class Returned:
    """What was returned for a period; no value means that none could be given, and `comment` says why."""

    value: Decimal | None
    status: ReadingStatus
    comment: str | None
    recorded_at: datetime


@dataclass
class Kept:
    """One measure with the readings and targets that count: the newest of each period."""

    kpi_id: int
    code: str
    name: str
    terms: KpiTerms
    is_illustrative: bool
    readings: dict[Period, Returned] = field(default_factory=dict)
    targets: dict[Period, Target | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One period of one measure as it stands on a day.

    `period` is its label ("2024-25"), None where nothing was ever entered. `target` is the figure to reach,
    or the lower end of a range that ends at `target_upper`. `reason` and `direction_reason` are sentences.
    `change` is the result less the one a year before, rounded as shown; None where nothing was compared.
    """

    kpi_id: int
    code: str
    name: str
    period: str | None
    value: Decimal | None
    target: Decimal | None
    target_upper: Decimal | None
    status: TargetStatus
    reason: str
    direction: Direction
    direction_reason: str
    change: Decimal | None
    reading_status: ReadingStatus | None
    comment: str | None
    is_illustrative: bool
    terms: KpiTerms

    @property
    def shown(self) -> str:
        """The result as a page prints it, empty where there is none."""
        return "" if self.value is None else self.terms.shown(self.value)

    @property
    def target_shown(self) -> str:
        """The target as a page prints it, empty where there is none."""
        return "" if self.target is None else Target(self.target, self.target_upper).shown(self.terms)

    @property
    def arrow(self) -> str:
        """Which way the figure itself went since a year before, empty where nothing was compared."""
        if self.change is None:
            return ""
        return "↑" if self.change > 0 else "↓" if self.change < 0 else "→"


@dataclass(frozen=True)
class Series:
    """Every period of a measure that has a result or a target, oldest first, with those left out between."""

    kpi_id: int
    name: str
    terms: KpiTerms
    figures: tuple[Figure, ...]
    is_illustrative: bool


def latest_figure(kept: Kept, today: date) -> Figure:
    """The newest period for which something was returned, judged as on `today`; one without a period where
    nothing ever was."""
    return _judged(kept, max(kept.readings), today) if kept.readings else _nothing_entered(kept)


def whole_series(kept: Kept, today: date) -> Series:
    """All periods of a measure, judged as on `today`."""
    periods = _without_gaps({*kept.readings, *kept.targets})
    figures = tuple(_judged(kept, period, today) for period in periods)
    return Series(kept.kpi_id, kept.name, kept.terms, figures, kept.is_illustrative)


def _without_gaps(known: Collection[Period]) -> list[Period]:
    """The periods in order, with those that a regular series leaves out: a year without figure shows as such.

    How often a series comes is its shortest step; dates are as irregular as they are.
    """
    every = set(known)
    for shape in {(period.kind, period.months) for period in known if period.kind is not PeriodKind.POINT}:
        alike = sorted(period for period in known if (period.kind, period.months) == shape)
        steps = [_months_between(one, other) for one, other in pairwise(alike)]
        years = max(1, min(steps, default=12) // 12)
        for one, other in pairwise(alike):
            step = one.next(years)
            while step < other and len(every) < MOST_PERIODS:
                every.add(step)
                step = step.next(years)
    return sorted(every)


def _months_between(one: Period, other: Period) -> int:
    return (other.starts_on.year - one.starts_on.year) * 12 + other.starts_on.month - one.starts_on.month


def _judged(kept: Kept, period: Period, today: date) -> Figure:
    reading, target = kept.readings.get(period), kept.targets.get(period)
    value = reading.value if reading is not None else None
    against = judge_target(
        kept.terms,
        POLICY,
        value,
        target,
        today,
        due_on=period.ends_on if period.ends_on >= today else None,
        missing=Missing.NOT_AVAILABLE if reading is not None else None,
    )
    moved = judge_direction(
        kept.terms, performance.Figure(period, value), _a_year_before(kept.readings, period), target
    )
    return Figure(
        kpi_id=kept.kpi_id,
        code=kept.code,
        name=kept.name,
        period=period.label,
        value=value,
        target=None if target is None else target.value,
        target_upper=None if target is None else target.upper,
        status=against.status,
        reason=against.reason,
        direction=moved.value,
        direction_reason=moved.reason,
        change=moved.change,
        reading_status=None if reading is None else reading.status,
        comment=None if reading is None else reading.comment,
        is_illustrative=kept.is_illustrative,
        terms=kept.terms,
    )


def _a_year_before(readings: Mapping[Period, Returned], period: Period) -> performance.Figure | None:
    """The figure to compare with; None only where there is nothing earlier at all."""
    before = period.a_year_before()
    if before in readings:
        return performance.Figure(before, readings[before].value)
    return performance.Figure(before, None) if any(other < period for other in readings) else None


def _nothing_entered(kept: Kept) -> Figure:
    return Figure(
        kpi_id=kept.kpi_id,
        code=kept.code,
        name=kept.name,
        period=None,
        value=None,
        target=None,
        target_upper=None,
        status=TargetStatus.NOT_AVAILABLE,
        reason=NOTHING_ENTERED,
        direction=Direction.NOT_AVAILABLE,
        direction_reason=NOTHING_ENTERED,
        change=None,
        reading_status=None,
        comment=None,
        is_illustrative=kept.is_illustrative,
        terms=kept.terms,
    )
