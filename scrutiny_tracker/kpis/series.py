"""A measure's periods in a row, as its page, its chart and papers show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..rules.performance import KpiTerms, Period, PeriodKind
from .figures import PARTS, Figure, Kept, judged

MOST_PERIODS = 400


@dataclass(frozen=True)
class Series:
    """Every period of a measure that has a result or a target, oldest first, with those left out between.

    `within` are the months, quarters or half-years of a measure whose figures are for whole years too: they
    are no step of the same line.
    """

    kpi_id: int
    name: str
    terms: KpiTerms
    figures: tuple[Figure, ...]
    is_illustrative: bool
    within: tuple[Figure, ...] = ()

    @property
    def every(self) -> tuple[Figure, ...]:
        """Whole years, then their parts."""
        return (*self.figures, *self.within)


def whole_series(kept: Kept, today: date) -> Series:
    """All periods of a measure, judged as on `today`."""
    periods = _without_gaps({*kept.readings, *kept.targets})
    has_years = any(period.kind not in PARTS for period in kept.readings)
    parts = [period for period in periods if has_years and period.kind in PARTS]
    figures = tuple(judged(kept, period, today) for period in periods if period not in parts)
    within = tuple(judged(kept, period, today) for period in parts)
    return Series(kept.kpi_id, kept.name, kept.terms, figures, kept.is_illustrative, within)


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
