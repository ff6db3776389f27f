"""Figures as people read them: a measure's period with its result, its target and both judgements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from ..rules import performance
from ..rules.performance import (
    Direction,
    KpiTerms,
    Missing,
    Period,
    PeriodKind,
    Polarity,
    PublicationLag,
    Rag,
    RagPolicy,
    ReadingStatus,
    Target,
    TargetStatus,
    Tolerance,
    YearMadeBy,
    data_due_on,
    judge_direction,
    judge_target,
    rag,
)
from ..rules.performance.periods import YEAR_KINDS
from ..rules.performance.target_status import NO_DATA

UNDECIDED = {TargetStatus.MISSED, *NO_DATA}
PARTS = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR})
NOTHING_ENTERED = "No figure has been entered yet."


@dataclass(frozen=True)
class Returned:
    """What was returned for a period; no value means that none could be given, and `comment` says why."""

    value: Decimal | None
    status: ReadingStatus
    comment: str | None
    recorded_at: datetime
    missing: Missing | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comparator: Decimal | None = None
    is_illustrative: bool | None = None


@dataclass
class Kept:
    """One measure with the readings and targets that count: the newest of each period.

    `breaks` are the first days from which another definition holds, oldest first; `comparators` the figures
    of those it is compared with; `every_years`, `lag_months` and `next_expected_on` say when figures come.
    """

    kpi_id: int
    code: str
    name: str
    terms: KpiTerms
    is_illustrative: bool
    policy: RagPolicy = field(default_factory=RagPolicy)
    every_years: int = 1
    lag_months: int | None = None
    next_expected_on: date | None = None
    year_made_by: YearMadeBy | None = None
    breaks: list[date] = field(default_factory=list)
    readings: dict[Period, Returned] = field(default_factory=dict)
    targets: dict[Period, Target | None] = field(default_factory=dict)
    comparators: dict[Period, Decimal] = field(default_factory=dict)


def terms_from(
    polarity: Polarity,
    decimals: int,
    unit: str,
    no_material_change: Decimal | None,
    tolerance_percent: Decimal | None,
    tolerance_absolute: Decimal | None,
) -> KpiTerms:
    """What a measure is judged by, from its columns."""
    own = None
    if tolerance_percent is not None or tolerance_absolute is not None:
        own = Tolerance(tolerance_percent, tolerance_absolute)
    return KpiTerms(polarity, decimals, unit, no_material_change or Decimal(0), own)


@dataclass(frozen=True)
class Figure:
    """One period of one measure as it stands on a day.

    `period` is its label ("2024-25"), None where nothing was ever entered. `target` is the figure to reach,
    or the lower end of a range that ends at `target_upper`. `reason` and `direction_reason` are sentences.
    `change` is the result less the one a year before, rounded as shown; None where nothing was compared.
    `is_redefined`: another definition holds from this period on. `colour` is by the council's rule.
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
    comparator: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_redefined: bool = False
    colour: Rag = Rag.NONE

    @property
    def comparator_shown(self) -> str:
        """The figure of those it is compared with as a page prints it, empty where there is none."""
        return "" if self.comparator is None else self.terms.shown(self.comparator)

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


def latest_figure(kept: Kept, today: date) -> Figure:
    """The figure of the newest period that counts, judged as on `today`; one without a period where nothing
    ever was returned."""
    newest = newest_period(kept)
    return _nothing_entered(kept) if newest is None else judged(kept, newest, today)


def newest_period(kept: Kept) -> Period | None:
    """The newest period for which something was returned. A part of a year that has no target of its own does
    not stand before the newest whole year: nothing would be judged."""
    newest = max(kept.readings, default=None)
    if newest is None or newest.kind not in PARTS or kept.targets.get(newest) is not None:
        return newest
    years = [one for one in kept.readings if one.kind in YEAR_KINDS]
    return max(years, default=newest)


def figure_in(kept: Kept, period: Period, today: date) -> Figure:
    """A measure in the period of a scorecard: its figure for that very period, or else the newest that ended
    within it (a calendar or academic year, a quarter), judged as on `today`."""
    if period in kept.readings or period in kept.targets:
        return judged(kept, period, today)
    inside = [
        one for one in {*kept.readings, *kept.targets} if period.starts_on <= one.ends_on <= period.ends_on
    ]
    if not inside:
        return judged(kept, period, today)
    return judged(kept, max(inside, key=lambda one: (one in kept.readings, one)), today)


def _alike_to(label: str | None, known: Collection[Period]) -> list[Period]:
    """The periods of the same kind and length as the one of that label, up to and with it."""
    if label is None:
        return []
    last = performance.parse_period(label)
    shape = (last.kind, last.months)
    return sorted(one for one in known if one <= last and (one.kind, one.months) == shape)


def statuses_to(kept: Kept, label: str | None, today: date) -> list[tuple[Period, TargetStatus]]:
    """How every period like this one stood against its target, up to and with it; from the newest back only
    as far as targets were missed."""
    found: list[tuple[Period, TargetStatus]] = []
    for one in reversed(_alike_to(label, {*kept.readings, *kept.targets})):
        status = _against(kept, one, today).status
        found.append((one, status))
        if status not in UNDECIDED:
            break
    return found


def figures_to(kept: Kept, label: str | None) -> list[performance.Figure]:
    """The figures of the periods like this one, up to and with it, oldest first."""
    return [_measured(kept, one, kept.readings[one].value) for one in _alike_to(label, kept.readings)]


def _against(kept: Kept, period: Period, today: date) -> performance.TargetJudgement:
    reading = kept.readings.get(period)
    missing = None
    if reading is not None and reading.value is None:
        missing = reading.missing or Missing.NOT_AVAILABLE
    return judge_target(
        kept.terms,
        kept.policy,
        None if reading is None else reading.value,
        kept.targets.get(period),
        today,
        due_on=_due_on(kept, period, today),
        missing=missing,
    )


def _due_on(kept: Kept, period: Period, today: date) -> date | None:
    """By when the figure of a period is expected; None where nothing says so."""
    newest = max(kept.readings, default=None)
    if newest is not None and period > newest:
        following = newest.next(kept.every_years)
        if kept.next_expected_on is not None and period <= following:
            return kept.next_expected_on
        if kept.every_years > 1 and period < following:
            period = following
    if kept.lag_months is not None:
        return data_due_on(period, PublicationLag(months=kept.lag_months))
    return period.ends_on if period.ends_on >= today else None


def judged(kept: Kept, period: Period, today: date) -> Figure:
    """A period of a measure, judged as on `today`."""
    reading, target = kept.readings.get(period), kept.targets.get(period)
    value = reading.value if reading is not None else None
    against = _against(kept, period, today)
    moved = judge_direction(kept.terms, _measured(kept, period, value), _a_year_before(kept, period), target)
    own = reading.is_illustrative if reading is not None else None
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
        is_illustrative=kept.is_illustrative if own is None else own,
        terms=kept.terms,
        comparator=_comparator(kept, period),
        numerator=None if reading is None else reading.numerator,
        denominator=None if reading is None else reading.denominator,
        is_redefined=period.starts_on in kept.breaks,
        colour=rag(kept.policy, against, moved).colour,
    )


def _comparator(kept: Kept, period: Period) -> Decimal | None:
    reading = kept.readings.get(period)
    came = None if reading is None else reading.comparator
    return kept.comparators.get(period) if came is None else came


def _measured(kept: Kept, period: Period, value: Decimal | None) -> performance.Figure:
    """A period's result with the definition that it was measured by."""
    since = [first for first in kept.breaks if first <= period.starts_on]
    return performance.Figure(
        period, value, definition=len(since) + 1, defined_from=since[-1].year if since else None
    )


def _a_year_before(kept: Kept, period: Period) -> performance.Figure | None:
    """The figure to compare with, for a measure that comes every other year the one before; None only where
    there is nothing earlier at all."""
    before = period.a_year_before() if kept.every_years == 1 else period.previous(kept.every_years)
    if before in kept.readings:
        return _measured(kept, before, kept.readings[before].value)
    return _measured(kept, before, None) if any(other < period for other in kept.readings) else None


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
