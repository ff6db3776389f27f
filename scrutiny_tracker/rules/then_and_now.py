"""A measure when something was recommended and now, in words that claim no cause."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .performance import Direction, Figure, KpiTerms, Period, Target, judge_direction


class Moved(StrEnum):
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    TOO_EARLY = "too-early"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True)
class Point:
    """A measure's newest period on a day and its figure; nothing where there was none."""

    period: Period | None
    value: Decimal | None
    definition: int = 1


@dataclass(frozen=True)
class Verdict:
    """Which way a measure went, and the sentence that says so or why nobody can."""

    moved: Moved
    reason: str


_BY_DIRECTION = {
    Direction.IMPROVED: Moved.BETTER,
    Direction.SAME: Moved.SAME,
    Direction.WORSE: Moved.WORSE,
}
NO_CAUSE = "The figure has moved; this does not show why."


def then_and_now(terms: KpiTerms, then: Point, now: Point, band: Target | None = None) -> Verdict:
    """Compares the figure of then with the newest one. Cannot tell where one is missing or they cannot be
    compared; too early while there is no figure for a later period."""
    if then.period is None or then.value is None:
        return Verdict(Moved.CANNOT_TELL, "Cannot tell: there was no figure then.")
    if now.period is None or now.value is None:
        return Verdict(Moved.CANNOT_TELL, "Cannot tell: there is no figure now.")
    if now.period <= then.period:
        return Verdict(Moved.TOO_EARLY, f"Too early to say: no figure is later than {then.period.label}.")
    judged = judge_direction(
        terms,
        Figure(now.period, now.value, definition=now.definition),
        Figure(then.period, then.value, definition=then.definition),
        band,
    )
    moved = _BY_DIRECTION.get(judged.value, Moved.CANNOT_TELL)
    if moved is Moved.CANNOT_TELL:
        return Verdict(moved, f"Cannot tell. {judged.reason}")
    return Verdict(moved, judged.reason)


def in_total(verdicts: list[Verdict]) -> str:
    """So many better, the same, worse, too early, cannot tell: one sentence over several measures."""
    words = {
        Moved.BETTER: "better",
        Moved.SAME: "the same",
        Moved.WORSE: "worse",
        Moved.TOO_EARLY: "too early to say",
        Moved.CANNOT_TELL: "cannot tell",
    }
    parts = [
        f"{number} {name}"
        for moved, name in words.items()
        if (number := sum(verdict.moved is moved for verdict in verdicts))
    ]
    return ", ".join(parts) + "." if parts else "No measure is linked yet."
