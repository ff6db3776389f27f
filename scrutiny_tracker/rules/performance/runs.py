"""What repeats: targets missed again, and results that have been getting worse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scrutiny_tracker.rules.performance.direction import Direction, Figure, judge_direction
from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.performance.target_status import NO_DATA, TargetStatus
from scrutiny_tracker.rules.performance.terms import KpiTerms, Target


@dataclass(frozen=True)
class Run:
    """How many periods in a row up to the latest, which ones (oldest first), and that in words."""

    length: int
    periods: tuple[Period, ...]
    reason: str


def missed_in_a_row(statuses: Iterable[tuple[Period, TargetStatus]]) -> Run:
    """How many targets in a row were missed, up to the latest period that has a result.

    A period without a figure neither counts nor ends the run; one that met its target, came within tolerance
    or had no target ends it.
    """
    missed: list[Period] = []
    skipped: list[Period] = []
    between: list[Period] = []
    for period, status in sorted(statuses, reverse=True):
        if status is TargetStatus.MISSED:
            missed.append(period)
            between.extend(skipped)
            skipped.clear()
        elif status in NO_DATA:
            if missed:
                skipped.append(period)
        else:
            break
    missed.reverse()
    between.reverse()
    return Run(len(missed), tuple(missed), _missed_words(missed, between))


def worsening_run(terms: KpiTerms, figures: Iterable[Figure], band: Target | None = None) -> Run:
    """How many times in a row, up to the latest figure, the result was worse than the one before it.

    A result that held, a period without a figure and a changed definition each end the run.
    """
    return _run(terms, figures, band, Direction.WORSE, "Worse")


def improving_run(terms: KpiTerms, figures: Iterable[Figure], band: Target | None = None) -> Run:
    """As `worsening_run`, for results that improved."""
    return _run(terms, figures, band, Direction.IMPROVED, "Better")


def _run(
    terms: KpiTerms, figures: Iterable[Figure], band: Target | None, wanted: Direction, word: str
) -> Run:
    newest_first = sorted(figures, key=lambda figure: figure.period, reverse=True)
    periods: list[Period] = []
    for current, earlier in pairwise(newest_first):
        if judge_direction(terms, current, earlier, band).value is not wanted:
            break
        periods.append(current.period)
    periods.reverse()
    if not periods:
        return Run(0, (), f"Not {word.lower()} than the period before.")
    times = {1: "than the period before", 2: "two periods running", 3: "three periods running"}
    count = times.get(len(periods), f"{len(periods)} periods running")
    return Run(len(periods), tuple(periods), f"{word} {count} ({_listed(periods)}).")


def _missed_words(missed: Sequence[Period], between: Sequence[Period]) -> str:
    if not missed:
        return "The latest result did not miss its target."
    times = {1: "Missed target", 2: "Missed target twice in a row", 3: "Missed target three times in a row"}
    words = times.get(len(missed), f"Missed target {len(missed)} times in a row")
    gap = f"; no figure for {_listed(between)} in between" if between else ""
    return f"{words} ({_listed(missed)}{gap})."


def _listed(periods: Sequence[Period]) -> str:
    labels = [period.label for period in periods]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"
