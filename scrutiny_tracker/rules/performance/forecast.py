"""Where a year will end, from the part of it that has been reported: simple methods, each stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scrutiny_tracker.rules.performance.periods import YEAR_KINDS, Period, PeriodKind
from scrutiny_tracker.rules.performance.target_status import TargetJudgement, judge_target
from scrutiny_tracker.rules.performance.terms import NOUGHT, KpiTerms, RagPolicy, Target

FEWEST_PARTS = {PeriodKind.MONTH: 3, PeriodKind.QUARTER: 2, PeriodKind.HALF_YEAR: 1}


class YearMadeBy(StrEnum):
    """How a year's figure comes from those of its months or quarters."""

    SUM = "sum"
    YEAR_TO_DATE = "year-to-date"
    AVERAGE = "average"
    LATEST = "latest"


@dataclass(frozen=True)
class Forecast:
    """The year's expected figure (None where none can be given), by what method, and what it means for the
    target.

    `value` is not rounded. `against_target` judges it as if it were the year's result.
    """

    value: Decimal | None
    reason: str
    against_target: TargetJudgement | None = None


@dataclass(frozen=True)
class _PartYear:
    """The parts of the year that have figures, in order and without a gap."""

    kind: PeriodKind
    figures: tuple[Decimal, ...]
    of: int

    @property
    def words(self) -> str:
        noun = {PeriodKind.HALF_YEAR: "half-year"}.get(self.kind, str(self.kind))
        return f"{len(self.figures)} of {self.of} {noun}s"


def forecast_year_end(
    terms: KpiTerms,
    policy: RagPolicy,
    year: Period,
    readings: Mapping[Period, Decimal],
    made_by: YearMadeBy,
    target: Target | None,
    today: date,
    *,
    last_year: Mapping[Period, Decimal] | None = None,
) -> Forecast:
    """The year's figure at its end, forecast from the readings of its months, quarters or half-years.

    Sums and running totals are carried forward in proportion: by the share that the same part of `last_year`
    had in its whole where all of last year's parts are given, else evenly. Averages stay at the average so
    far, and a figure that the latest reading stands for stays there. No forecast is made from fewer than
    three months or two quarters, nor over a gap.
    """
    part_year = _part_year(year, readings)
    if isinstance(part_year, str):
        return Forecast(None, part_year)
    value, method = _carried_forward(part_year, made_by, _shares(year, part_year, last_year or {}, made_by))
    if value is None:
        return Forecast(None, method)
    complete = len(part_year.figures) == part_year.of
    against = judge_target(terms, policy, value, target, today)
    lead = "The year's figure" if complete else f"Forecast from {part_year.words}"
    return Forecast(value, f"{lead}: {terms.shown(value)} ({method}). {against.reason}", against)


def _part_year(year: Period, readings: Mapping[Period, Decimal]) -> _PartYear | str:
    """The part of the year that is reported, or why no forecast can be made from it."""
    if year.kind not in YEAR_KINDS:
        return f"{year} is not a year, so there is no year end to forecast."
    inside = {period: value for period, value in readings.items() if year.contains(period) and period != year}
    kinds = {period.kind for period in inside}
    if not inside:
        return f"No part of {year} has been reported yet."
    if len(kinds) > 1:
        return f"The figures for {year} mix {' and '.join(sorted(kinds))} periods and cannot be put together."
    kind = kinds.pop()
    parts = year.parts(kind)
    reported = [part for part in parts if part in inside]
    if reported != list(parts[: len(reported)]) or len(reported) != len(inside):
        missing = next((part for part in parts if part not in inside), None)
        return f"There is no figure for {missing}, so what follows cannot be carried forward."
    if len(reported) < FEWEST_PARTS[kind]:
        return f"{len(reported)} of {len(parts)} {kind}s is too little to forecast from."
    return _PartYear(kind, tuple(inside[part] for part in reported), len(parts))


def _shares(
    year: Period, part_year: _PartYear, last_year: Mapping[Period, Decimal], made_by: YearMadeBy
) -> Decimal | None:
    """The share of last year's whole that the same part of it had; None where last year is not complete."""
    figures = [last_year.get(part) for part in year.previous().parts(part_year.kind)]
    known = [figure for figure in figures if figure is not None and figure >= 0]
    if len(known) < part_year.of:
        return None
    reported = len(part_year.figures)
    if made_by is YearMadeBy.YEAR_TO_DATE:
        so_far, whole = known[reported - 1], known[-1]
    else:
        so_far, whole = sum(known[:reported], NOUGHT), sum(known, NOUGHT)
    return so_far / whole if 0 < so_far <= whole else None


def _carried_forward(
    part_year: _PartYear, made_by: YearMadeBy, share: Decimal | None
) -> tuple[Decimal | None, str]:
    """The year's figure and the method in words."""
    figures, count = part_year.figures, len(part_year.figures)
    if made_by is YearMadeBy.AVERAGE:
        return sum(figures, NOUGHT) / count, "the average so far"
    if made_by is YearMadeBy.LATEST:
        return figures[-1], "the latest figure stands for the year"
    so_far = figures[-1] if made_by is YearMadeBy.YEAR_TO_DATE else sum(figures, NOUGHT)
    if count == part_year.of:
        return so_far, "all of the year is reported"
    if share is not None:
        return so_far / share, "in the same proportion as last year"
    return so_far * part_year.of / count, "carried forward evenly"
