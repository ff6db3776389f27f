"""A result against its target, and the RAG colour that the council's rule gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scrutiny_tracker.rules.performance.direction import Direction, DirectionJudgement
from scrutiny_tracker.rules.performance.periods import MONTH_NAMES
from scrutiny_tracker.rules.performance.terms import (
    NOUGHT,
    KpiTerms,
    Polarity,
    RagPolicy,
    RagRule,
    Target,
    Tolerance,
)
from scrutiny_tracker.rules.performance.values import Missing


class TargetStatus(StrEnum):
    MET = "met"
    WITHIN_TOLERANCE = "within-tolerance"
    MISSED = "missed"
    NO_TARGET = "no-target"
    NOT_YET_DUE = "not-yet-due"
    LATE = "late"
    NOT_AVAILABLE = "not-available"


NO_DATA = frozenset({TargetStatus.NOT_YET_DUE, TargetStatus.LATE, TargetStatus.NOT_AVAILABLE})


class Rag(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"


@dataclass(frozen=True)
class TargetJudgement:
    """How a result stands against its target, and why in words.

    `short_by` is how far the result, as shown, is on the wrong side of the target; None where nothing was
    compared.
    """

    status: TargetStatus
    reason: str
    short_by: Decimal | None = None


@dataclass(frozen=True)
class RagJudgement:
    colour: Rag
    reason: str


def judge_target(
    terms: KpiTerms,
    policy: RagPolicy,
    value: Decimal | None,
    target: Target | None,
    today: date,
    *,
    due_on: date | None = None,
    missing: Missing | None = None,
) -> TargetJudgement:
    """A period's result against its target, both rounded as they are shown.

    `value` None: `missing` says what the return gave instead of a figure, `due_on` is the day by which the
    figure is expected. A result in tolerance exactly at its edge is within tolerance.
    """
    if value is None:
        return _without_figure(due_on, missing, today)
    if terms.polarity is Polarity.NONE:
        return TargetJudgement(TargetStatus.NO_TARGET, _unjudged(terms, target))
    if target is None:
        return TargetJudgement(
            TargetStatus.NO_TARGET, f"The result is {terms.shown(value)}; no target was set for this period."
        )
    return _against(terms, policy, value, target)


def rag(
    policy: RagPolicy, against: TargetJudgement, direction: DirectionJudgement | None = None
) -> RagJudgement:
    """The colour by the council's rule. `direction` is against the same period a year earlier; only the
    direction-dependent rule asks it."""
    match against.status:
        case TargetStatus.MET:
            return RagJudgement(Rag.GREEN, against.reason)
        case TargetStatus.WITHIN_TOLERANCE:
            dependent = policy.rule is RagRule.DIRECTION_DEPENDENT
            return RagJudgement(Rag.GREEN if dependent else Rag.AMBER, against.reason)
        case TargetStatus.MISSED if policy.rule is RagRule.DIRECTION_DEPENDENT:
            return _by_direction(against, direction)
        case TargetStatus.MISSED:
            return RagJudgement(Rag.RED, against.reason)
    return RagJudgement(Rag.NONE, against.reason)


def rag_words(policy: RagPolicy) -> str:
    """The council's rule for the three colours, in a sentence."""
    percent = policy.tolerance.percent
    near = f"within {percent.normalize():f}% of it" if percent else "within the measure's own tolerance"
    match policy.rule:
        case RagRule.DIRECTION_DEPENDENT:
            green = f"on target or {near}" if percent else "on target"
            return f"Green {green}; further off, amber where the result improved or held, red otherwise."
        case RagRule.PERCENTAGE_TOLERANCE if not percent:
            return "Green on target, red off target: no tolerance is set."
        case RagRule.PERCENTAGE_TOLERANCE:
            return f"Green on target, amber {near}, red further off."
    return "Green on target, amber within the measure's own tolerance, red further off."


def _by_direction(against: TargetJudgement, direction: DirectionJudgement | None) -> RagJudgement:
    if direction is None:
        return RagJudgement(Rag.RED, f"{against.reason} There is no earlier result to set against it.")
    held = direction.value in (Direction.IMPROVED, Direction.SAME)
    return RagJudgement(Rag.AMBER if held else Rag.RED, f"{against.reason} {direction.reason}")


def _without_figure(due_on: date | None, missing: Missing | None, today: date) -> TargetJudgement:
    if missing is Missing.SUPPRESSED:
        return TargetJudgement(
            TargetStatus.NOT_AVAILABLE, "The figure is withheld because it is small or unreliable."
        )
    if missing is Missing.NOT_AVAILABLE:
        return TargetJudgement(TargetStatus.NOT_AVAILABLE, "There is no figure for this period.")
    if due_on is None:
        return TargetJudgement(
            TargetStatus.NOT_AVAILABLE, "No figure has been received, and no date is set for when it is due."
        )
    due = f"{MONTH_NAMES[due_on.month]} {due_on.year}"
    if today > due_on:
        return TargetJudgement(TargetStatus.LATE, f"Due {due}, not received.")
    return TargetJudgement(TargetStatus.NOT_YET_DUE, f"The figure is not due until {due}.")


def _unjudged(terms: KpiTerms, target: Target | None) -> str:
    if target is None:
        return "This measure gives context and has no target."
    return (
        f"A target of {target.shown(terms)} is recorded, but neither a higher nor a lower figure is better "
        "for this measure, so the result is not judged against it."
    )


def _against(terms: KpiTerms, policy: RagPolicy, value: Decimal, target: Target) -> TargetJudgement:
    short_by, edge = _shortfall(terms, value, target)
    compared = f"{terms.shown(value)} against a target of {_target_words(terms, target)}"
    if short_by <= 0:
        return TargetJudgement(TargetStatus.MET, f"{compared}: on target.", NOUGHT)
    allowed, note = _allowance(terms, policy, edge)
    missed_by = f"off target by {show_tolerance(terms, short_by)}"
    if short_by <= allowed:
        within = f"{compared}: {missed_by}, within {_tolerance_words(terms, policy, edge)}."
        return TargetJudgement(TargetStatus.WITHIN_TOLERANCE, within, short_by)
    return TargetJudgement(TargetStatus.MISSED, f"{compared}: {missed_by}.{note}", short_by)


def _shortfall(terms: KpiTerms, value: Decimal, target: Target) -> tuple[Decimal, Decimal]:
    """How far it is on the wrong side of the target (nought or less: on it), and the target's edge."""
    shown, low, high = terms.rounded(value), terms.rounded(target.value), terms.rounded(target.highest)
    below, above = (low - shown, low), (shown - high, high)
    match terms.polarity:
        case Polarity.HIGHER:
            return below
        case Polarity.LOWER:
            return above
    return max(below, above, key=lambda side: side[0])


def _target_words(terms: KpiTerms, target: Target) -> str:
    words = target.shown(terms)
    if target.upper is not None or terms.polarity is Polarity.BAND:
        return words
    return f"{words} or {'more' if terms.polarity is Polarity.HIGHER else 'less'}"


def _tolerance(terms: KpiTerms, policy: RagPolicy) -> Tolerance:
    return (
        terms.tolerance or Tolerance() if policy.rule is RagRule.PER_INDICATOR_TOLERANCE else policy.tolerance
    )


def _allowance(terms: KpiTerms, policy: RagPolicy, edge: Decimal) -> tuple[Decimal, str]:
    """How far off target is still within tolerance, and what to say where that could not be worked out."""
    tolerance = _tolerance(terms, policy)
    percent = None if policy.rule is RagRule.ABSOLUTE_TOLERANCE else tolerance.percent
    absolute = _absolute(terms, tolerance)
    if percent is not None and edge != 0:
        return abs(edge) * percent / 100, ""
    if absolute is not None:
        return absolute, ""
    if percent is not None:
        return NOUGHT, (
            " A percentage of a target of nought is nothing, so no tolerance applies: "
            "set a tolerance in the measure's own unit."
        )
    if policy.rule is RagRule.PER_INDICATOR_TOLERANCE:
        return NOUGHT, " No tolerance is set for this measure."
    return NOUGHT, ""


def _absolute(terms: KpiTerms, tolerance: Tolerance) -> Decimal | None:
    if tolerance.absolute is not None:
        return tolerance.absolute
    return terms.tolerance.absolute if terms.tolerance else None


def _tolerance_words(terms: KpiTerms, policy: RagPolicy, edge: Decimal) -> str:
    percent = None if policy.rule is RagRule.ABSOLUTE_TOLERANCE else _tolerance(terms, policy).percent
    if percent is not None and edge != 0:
        return f"the tolerance of {percent.normalize():f}%"
    allowed = _allowance(terms, policy, edge)[0]
    return f"the tolerance of {show_tolerance(terms, allowed)}"


def show_tolerance(terms: KpiTerms, allowed: Decimal) -> str:
    """A tolerance in the measure's unit, with as many decimals as it was set with."""
    exponent = allowed.as_tuple().exponent
    decimals = max(terms.decimals, -exponent) if isinstance(exponent, int) else terms.decimals
    words = KpiTerms(terms.polarity, decimals, terms.unit).shown(allowed)
    return words.replace("%", " percentage points") if terms.unit == "%" else words
