"""A result against its target, and the RAG colour that each council's rule gives it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import (
    Direction,
    DirectionJudgement,
    KpiTerms,
    Missing,
    Polarity,
    Rag,
    RagPolicy,
    RagRule,
    Target,
    TargetStatus,
    Tolerance,
    judge_target,
    rag,
)

TODAY = date(2026, 1, 12)
HIGHER = KpiTerms(Polarity.HIGHER, decimals=1, unit="%")
LOWER = KpiTerms(Polarity.LOWER, decimals=1, unit="%")
TEN_PER_CENT = RagPolicy(RagRule.PERCENTAGE_TOLERANCE, Tolerance(percent=Decimal(10)))
NO_TOLERANCE = RagPolicy()


def status(
    terms: KpiTerms, value: str, target: str, policy: RagPolicy = TEN_PER_CENT, upper: str | None = None
) -> TargetStatus:
    aim = Target(Decimal(target), Decimal(upper) if upper else None)
    return judge_target(terms, policy, Decimal(value), aim, TODAY).status


@pytest.mark.parametrize(
    ("terms", "value", "target", "expected"),
    [
        (HIGHER, "95", "95", TargetStatus.MET),
        (HIGHER, "95.1", "95", TargetStatus.MET),
        (HIGHER, "85.5", "95", TargetStatus.WITHIN_TOLERANCE),
        (HIGHER, "85.4", "95", TargetStatus.MISSED),
        (LOWER, "10", "10", TargetStatus.MET),
        (LOWER, "11", "10", TargetStatus.WITHIN_TOLERANCE),
        (LOWER, "11.1", "10", TargetStatus.MISSED),
        (HIGHER, "94.95", "95", TargetStatus.MET),
        (HIGHER, "94.94", "95", TargetStatus.WITHIN_TOLERANCE),
        (HIGHER, "-5", "-5", TargetStatus.MET),
        (HIGHER, "-5.5", "-5", TargetStatus.WITHIN_TOLERANCE),
        (HIGHER, "-5.6", "-5", TargetStatus.MISSED),
        (LOWER, "-4.5", "-5", TargetStatus.WITHIN_TOLERANCE),
        (LOWER, "-4.4", "-5", TargetStatus.MISSED),
        (HIGHER, "0", "0", TargetStatus.MET),
        (HIGHER, "-0.1", "0", TargetStatus.MISSED),
        (LOWER, "0.04", "0", TargetStatus.MET),
    ],
)
def test_a_tolerance_of_ten_per_cent(
    terms: KpiTerms, value: str, target: str, expected: TargetStatus
) -> None:
    assert status(terms, value, target) is expected


def test_the_reason_reads_as_a_performance_officer_would_say_it() -> None:
    within = judge_target(HIGHER, TEN_PER_CENT, Decimal("93.2"), Target(Decimal(95)), TODAY)
    assert within.reason == (
        "93.2% against a target of 95.0% or more: off target by 1.8 percentage points, "
        "within the tolerance of 10%."
    )
    days = KpiTerms(Polarity.LOWER, unit="days")
    missed = judge_target(days, NO_TOLERANCE, Decimal(12), Target(Decimal(10)), TODAY)
    assert missed.reason == "12 days against a target of 10 days or less: off target by 2 days."
    met = judge_target(days, NO_TOLERANCE, Decimal(9), Target(Decimal(10)), TODAY)
    assert met.reason == "9 days against a target of 10 days or less: on target."


def test_a_percentage_of_a_target_of_nought_asks_for_an_absolute_tolerance() -> None:
    missed = judge_target(LOWER, TEN_PER_CENT, Decimal(2), Target(Decimal(0)), TODAY)
    assert missed.status is TargetStatus.MISSED
    assert "set a tolerance in the measure's own unit" in missed.reason
    own = KpiTerms(Polarity.LOWER, 1, "%", tolerance=Tolerance(absolute=Decimal(2)))
    assert status(own, "2", "0") is TargetStatus.WITHIN_TOLERANCE
    assert status(own, "2.1", "0") is TargetStatus.MISSED
    both = RagPolicy(RagRule.PERCENTAGE_TOLERANCE, Tolerance(Decimal(10), Decimal(2)))
    assert status(LOWER, "2", "0", both) is TargetStatus.WITHIN_TOLERANCE
    assert status(LOWER, "12", "10", both) is TargetStatus.MISSED


def test_an_absolute_tolerance_is_in_the_measures_own_unit() -> None:
    policy = RagPolicy(RagRule.ABSOLUTE_TOLERANCE, Tolerance(percent=Decimal(50), absolute=Decimal("1.5")))
    within = judge_target(HIGHER, policy, Decimal("93.5"), Target(Decimal(95)), TODAY)
    assert within.status is TargetStatus.WITHIN_TOLERANCE
    assert within.reason.endswith("within the tolerance of 1.5 percentage points.")
    assert status(HIGHER, "93.4", "95", policy) is TargetStatus.MISSED


def test_a_tolerance_for_each_measure() -> None:
    policy = RagPolicy(RagRule.PER_INDICATOR_TOLERANCE, Tolerance(percent=Decimal(50)))
    without = judge_target(HIGHER, policy, Decimal(94), Target(Decimal(95)), TODAY)
    assert without.status is TargetStatus.MISSED
    assert without.reason.endswith("No tolerance is set for this measure.")
    own = KpiTerms(Polarity.HIGHER, 1, "%", tolerance=Tolerance(percent=Decimal(2)))
    assert status(own, "93.1", "95", policy) is TargetStatus.WITHIN_TOLERANCE
    assert status(own, "93.0", "95", policy) is TargetStatus.MISSED


BAND = KpiTerms(Polarity.BAND, unit="days")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10", TargetStatus.MET),
        ("20", TargetStatus.MET),
        ("9", TargetStatus.WITHIN_TOLERANCE),
        ("8", TargetStatus.MISSED),
        ("22", TargetStatus.WITHIN_TOLERANCE),
        ("23", TargetStatus.MISSED),
    ],
)
def test_a_band_has_a_tolerance_at_each_edge(value: str, expected: TargetStatus) -> None:
    assert status(BAND, value, "10", upper="20") is expected


def test_a_band_of_one_figure_is_a_figure_to_be_near() -> None:
    assert [status(BAND, value, "10") for value in ("10", "11", "9", "12")] == [
        TargetStatus.MET,
        TargetStatus.WITHIN_TOLERANCE,
        TargetStatus.WITHIN_TOLERANCE,
        TargetStatus.MISSED,
    ]


def test_without_a_better_direction_nothing_is_judged() -> None:
    context = KpiTerms(Polarity.NONE)
    alone = judge_target(context, NO_TOLERANCE, Decimal(5), None, TODAY)
    assert (alone.status, alone.reason) == (
        TargetStatus.NO_TARGET,
        "This measure gives context and has no target.",
    )
    recorded = judge_target(context, NO_TOLERANCE, Decimal(5), Target(Decimal(4)), TODAY)
    assert recorded.status is TargetStatus.NO_TARGET
    assert "neither a higher nor a lower figure is better" in recorded.reason


def test_without_a_target() -> None:
    judgement = judge_target(HIGHER, NO_TOLERANCE, Decimal("5.4"), None, TODAY)
    assert judgement.status is TargetStatus.NO_TARGET
    assert judgement.reason == "The result is 5.4%; no target was set for this period."


@pytest.mark.parametrize(
    ("due_on", "missing", "expected", "reason"),
    [
        (date(2026, 1, 13), None, TargetStatus.NOT_YET_DUE, "The figure is not due until January 2026."),
        (TODAY, None, TargetStatus.NOT_YET_DUE, "The figure is not due until January 2026."),
        (date(2025, 9, 30), None, TargetStatus.LATE, "Due September 2025, not received."),
        (date(2025, 9, 30), Missing.TO_BE_CONFIRMED, TargetStatus.LATE, "Due September 2025, not received."),
        (
            date(2026, 9, 1),
            Missing.NOT_YET,
            TargetStatus.NOT_YET_DUE,
            "The figure is not due until September 2026.",
        ),
        (
            None,
            None,
            TargetStatus.NOT_AVAILABLE,
            "No figure has been received, and no date is set for when it is due.",
        ),
        (
            date(2025, 9, 30),
            Missing.NOT_AVAILABLE,
            TargetStatus.NOT_AVAILABLE,
            "There is no figure for this period.",
        ),
        (
            None,
            Missing.SUPPRESSED,
            TargetStatus.NOT_AVAILABLE,
            "The figure is withheld because it is small or unreliable.",
        ),
    ],
)
def test_without_a_figure(
    due_on: date | None, missing: Missing | None, expected: TargetStatus, reason: str
) -> None:
    judgement = judge_target(
        HIGHER, NO_TOLERANCE, None, Target(Decimal(95)), TODAY, due_on=due_on, missing=missing
    )
    assert (judgement.status, judgement.reason, judgement.short_by) == (expected, reason, None)


@pytest.mark.parametrize(
    ("rule", "value", "direction", "colour"),
    [
        (RagRule.PERCENTAGE_TOLERANCE, "95", Direction.WORSE, Rag.GREEN),
        (RagRule.PERCENTAGE_TOLERANCE, "90", Direction.IMPROVED, Rag.AMBER),
        (RagRule.PERCENTAGE_TOLERANCE, "80", Direction.IMPROVED, Rag.RED),
        (RagRule.DIRECTION_DEPENDENT, "95", Direction.WORSE, Rag.GREEN),
        (RagRule.DIRECTION_DEPENDENT, "90", Direction.WORSE, Rag.GREEN),
        (RagRule.DIRECTION_DEPENDENT, "80", Direction.IMPROVED, Rag.AMBER),
        (RagRule.DIRECTION_DEPENDENT, "80", Direction.SAME, Rag.AMBER),
        (RagRule.DIRECTION_DEPENDENT, "80", Direction.WORSE, Rag.RED),
        (RagRule.DIRECTION_DEPENDENT, "80", Direction.CANNOT_SAY, Rag.RED),
        (RagRule.DIRECTION_DEPENDENT, "80", None, Rag.RED),
    ],
)
def test_the_colour_by_each_rule(rule: RagRule, value: str, direction: Direction | None, colour: Rag) -> None:
    policy = RagPolicy(rule, Tolerance(percent=Decimal(10)))
    against = judge_target(HIGHER, policy, Decimal(value), Target(Decimal(95)), TODAY)
    travel = DirectionJudgement(direction, "As it was.") if direction else None
    assert rag(policy, against, travel).colour is colour


def test_no_figure_and_no_target_have_no_colour() -> None:
    for value, target in ((None, Target(Decimal(95))), (Decimal(95), None)):
        against = judge_target(HIGHER, TEN_PER_CENT, value, target, TODAY)
        assert rag(TEN_PER_CENT, against).colour is Rag.NONE


@pytest.mark.parametrize("part", [{"percent": Decimal(-1)}, {"absolute": Decimal(-1)}])
def test_a_tolerance_is_not_negative(part: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        Tolerance(**part)


FIGURES = st.decimals(-10000, 10000, allow_nan=False, places=3)
TOLERANCES = st.builds(
    Tolerance,
    st.none() | st.decimals(0, 100, allow_nan=False, places=1),
    st.none() | st.decimals(0, 500, allow_nan=False, places=1),
)
POLICIES = st.builds(RagPolicy, st.sampled_from(RagRule), TOLERANCES)


@given(FIGURES, FIGURES, POLICIES, st.integers(0, 3), st.none() | TOLERANCES)
def test_a_mirrored_measure_has_the_mirrored_result(
    value: Decimal, target: Decimal, policy: RagPolicy, decimals: int, own: Tolerance | None
) -> None:
    up = KpiTerms(Polarity.HIGHER, decimals, tolerance=own)
    down = KpiTerms(Polarity.LOWER, decimals, tolerance=own)
    one = judge_target(up, policy, value, Target(target), TODAY)
    other = judge_target(down, policy, -value, Target(-target), TODAY)
    assert (one.status, one.short_by) == (other.status, other.short_by)


@given(FIGURES, FIGURES, POLICIES)
def test_a_better_figure_never_has_a_worse_status(first: Decimal, target: Decimal, policy: RagPolicy) -> None:
    order = [TargetStatus.MISSED, TargetStatus.WITHIN_TOLERANCE, TargetStatus.MET]
    terms = KpiTerms(Polarity.HIGHER, 1)
    worse, better = (
        judge_target(terms, policy, value, Target(target), TODAY).status for value in (first, first + 1)
    )
    assert order.index(worse) <= order.index(better)


@given(FIGURES.filter(lambda target: target != 0), st.decimals(0, 100, allow_nan=False, places=1))
def test_the_edge_of_the_tolerance_is_inside_and_a_hair_beyond_it_is_not(
    target: Decimal, tolerance: Decimal
) -> None:
    policy = RagPolicy(RagRule.PERCENTAGE_TOLERANCE, Tolerance(percent=tolerance))
    terms = KpiTerms(Polarity.HIGHER, 6)
    edge = target - abs(target) * tolerance / 100
    at_edge = judge_target(terms, policy, edge, Target(target), TODAY).status
    beyond = judge_target(terms, policy, edge - Decimal("0.000001"), Target(target), TODAY).status
    assert at_edge is (TargetStatus.MET if tolerance == 0 else TargetStatus.WITHIN_TOLERANCE)
    assert beyond is TargetStatus.MISSED
