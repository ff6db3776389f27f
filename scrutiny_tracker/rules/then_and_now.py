"""A measure when something was recommended and now, in words that claim no cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .performance import Direction, Figure, KpiTerms, Target, judge_direction


class Moved(StrEnum):
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    TOO_EARLY = "too-early"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True)
class Verdict:
    """Which way a measure went, and the sentence that says so or why nobody can."""

    moved: Moved
    reason: str


WORDS = {
    Moved.BETTER: "better",
    Moved.SAME: "the same",
    Moved.WORSE: "worse",
    Moved.TOO_EARLY: "too early to say",
    Moved.CANNOT_TELL: "cannot tell",
}
_BY_DIRECTION = {
    Direction.IMPROVED: Moved.BETTER,
    Direction.SAME: Moved.SAME,
    Direction.WORSE: Moved.WORSE,
}


def then_and_now(
    terms: KpiTerms, then: Figure | None, now: Figure | None, band: Target | None = None
) -> Verdict:
    """Compares the figure of then with the newest one. Cannot tell where one is missing or they cannot be
    compared; too early while there is no figure for a later period."""
    if then is None or then.value is None:
        return Verdict(Moved.CANNOT_TELL, "There was no figure then.")
    if now is None or now.value is None:
        return Verdict(Moved.CANNOT_TELL, "There is no figure now.")
    if now.period <= then.period:
        return Verdict(Moved.TOO_EARLY, f"No figure is later than {then.period}.")
    judged = judge_direction(terms, now, then, band)
    return Verdict(_BY_DIRECTION.get(judged.value, Moved.CANNOT_TELL), judged.reason)


def in_total(verdicts: Sequence[Verdict]) -> str:
    """So many better, the same, worse, too early, cannot tell: one sentence over several measures."""
    counts = {moved: sum(verdict.moved is moved for verdict in verdicts) for moved in Moved}
    parts = [f"{number} {WORDS[moved]}" for moved, number in counts.items() if number]
    return ", ".join(parts) + "." if parts else "No measure is linked yet."
