"""What holds of every judgement: mirrored measures, edges of tolerance, nought and below, units, decimals."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import (
    Direction,
    Figure,
    KpiTerms,
    Polarity,
    Rag,
    RagPolicy,
    RagRule,
    Target,
    TargetStatus,
    Tolerance,
    YearMadeBy,
    financial_year,
    forecast_year_end,
    improving_run,
    judge_direction,
    judge_target,
    rag,
    rag_words,
    worsening_run,
)
from scrutiny_tracker.rules.performance.periods import financial_quarter
from scrutiny_tracker.rules.performance.scorecard import percent

TODAY = date(2026, 1, 12)
NOW, BEFORE = financial_year(2024), financial_year(2023)
JUDGED = {TargetStatus.MET, TargetStatus.WITHIN_TOLERANCE, TargetStatus.MISSED}
OPPOSITE = {Polarity.HIGHER: Polarity.LOWER, Polarity.LOWER: Polarity.HIGHER}

figures = st.decimals(-10_000, 10_000, allow_nan=False, places=3)
widths = st.decimals(0, 500, allow_nan=False, places=2)
tolerances = st.builds(
    Tolerance,
    st.none() | st.decimals(0, 100, allow_nan=False, places=1),
    st.none() | st.decimals(0, 500, allow_nan=False, places=1),
)
policies = st.builds(RagPolicy, st.sampled_from(RagRule), tolerances)
places = st.integers(0, 3)


@given(figures, figures, widths, policies, places, st.none() | tolerances)
def test_a_mirrored_range_has_the_mirrored_result(
    value: Decimal, low: Decimal, width: Decimal, policy: RagPolicy, decimals: int, own: Tolerance | None
) -> None:
    terms = KpiTerms(Polarity.BAND, decimals, tolerance=own)
    one = judge_target(terms, policy, value, Target(low, low + width), TODAY)
    other = judge_target(terms, policy, -value, Target(-low - width, -low), TODAY)
    assert (one.status, one.short_by) == (other.status, other.short_by)


@given(figures, figures, figures, policies, places, st.sampled_from(sorted(OPPOSITE)))
def test_a_mirrored_measure_has_the_same_colour(
    value: Decimal, before: Decimal, target: Decimal, policy: RagPolicy, decimals: int, way: Polarity
) -> None:
    colours = set()
    for polarity, sign in ((way, 1), (OPPOSITE[way], -1)):
        terms = KpiTerms(polarity, decimals)
        moved = judge_direction(terms, Figure(NOW, sign * value), Figure(BEFORE, sign * before))
        against = judge_target(terms, policy, sign * value, Target(sign * target), TODAY)
        colours.add(rag(policy, against, moved).colour)
    assert len(colours) == 1


@given(st.lists(figures, min_size=2, max_size=8), places)
def test_what_is_worse_for_one_is_better_for_its_mirror(values: list[Decimal], decimals: int) -> None:
    up, down = KpiTerms(Polarity.HIGHER, decimals), KpiTerms(Polarity.LOWER, decimals)
    years = [financial_year(2010 + at) for at in range(len(values))]
    as_is = [Figure(year, value) for year, value in zip(years, values, strict=True)]
    mirrored = [Figure(year, -value) for year, value in zip(years, values, strict=True)]
    assert worsening_run(up, as_is).periods == improving_run(down, as_is).periods
    assert worsening_run(up, as_is).periods == worsening_run(down, mirrored).periods


@given(
    figures,
    st.decimals(0, 500, allow_nan=False, places=2),
    st.sampled_from([Polarity.HIGHER, Polarity.LOWER, Polarity.BAND]),
    st.sampled_from([RagRule.ABSOLUTE_TOLERANCE, RagRule.PER_INDICATOR_TOLERANCE]),
)
def test_an_absolute_tolerance_ends_at_its_edge_whatever_the_sign_of_the_target(
    target: Decimal, allowed: Decimal, polarity: Polarity, rule: RagRule
) -> None:
    """Nought and targets below it have the same width on the wrong side as any other."""
    terms = KpiTerms(polarity, 6, tolerance=Tolerance(absolute=allowed))
    policy = RagPolicy(rule)
    hair = Decimal("0.000001")
    sides = {Polarity.HIGHER: (-1,), Polarity.LOWER: (1,), Polarity.BAND: (-1, 1)}[polarity]
    for side in sides:
        edge = target + side * allowed
        inside = TargetStatus.WITHIN_TOLERANCE if allowed else TargetStatus.MET
        assert judge_target(terms, policy, edge, Target(target), TODAY).status is inside
        beyond = judge_target(terms, policy, edge + side * hair, Target(target), TODAY)
        assert (beyond.status, beyond.short_by) == (TargetStatus.MISSED, allowed + hair)


@given(
    st.decimals(-10_000, -1, allow_nan=False, places=2),
    st.decimals(0, 100, allow_nan=False, places=1),
    st.sampled_from(sorted(OPPOSITE)),
)
def test_per_cent_of_a_target_below_nought_is_counted_outward(
    target: Decimal, tolerance: Decimal, polarity: Polarity
) -> None:
    """10% of −50 is 5 on the wrong side: −55 where higher is better, −45 where lower is."""
    policy = RagPolicy(tolerance=Tolerance(percent=tolerance))
    side = -1 if polarity is Polarity.HIGHER else 1
    edge = target + side * abs(target) * tolerance / 100
    judged = judge_target(KpiTerms(polarity, 6), policy, edge, Target(target), TODAY)
    assert judged.status is (TargetStatus.WITHIN_TOLERANCE if tolerance else TargetStatus.MET)


@given(figures, st.decimals(1, 100, allow_nan=False, places=1), st.sampled_from(sorted(OPPOSITE)), places)
def test_per_cent_of_nought_is_nothing(
    value: Decimal, tolerance: Decimal, polarity: Polarity, decimals: int
) -> None:
    policy = RagPolicy(tolerance=Tolerance(percent=tolerance))
    terms = KpiTerms(polarity, decimals)
    judged = judge_target(terms, policy, value, Target(Decimal(0)), TODAY)
    shown = terms.rounded(value)
    met = shown >= 0 if polarity is Polarity.HIGHER else shown <= 0
    assert judged.status is (TargetStatus.MET if met else TargetStatus.MISSED)
    assert met or "set a tolerance in the measure's own unit" in judged.reason


@given(figures, figures, policies, places, st.sampled_from(["", "%", "£", "days", "per 1,000"]))
def test_a_unit_changes_words_and_never_the_judgement(
    value: Decimal, target: Decimal, policy: RagPolicy, decimals: int, unit: str
) -> None:
    plain = judge_target(KpiTerms(Polarity.HIGHER, decimals), policy, value, Target(target), TODAY)
    terms = KpiTerms(Polarity.HIGHER, decimals, unit)
    judged = judge_target(terms, policy, value, Target(target), TODAY)
    assert (judged.status, judged.short_by) == (plain.status, plain.short_by)
    assert terms.shown(value) in judged.reason


@given(figures, figures, figures, policies, places)
def test_figures_that_show_alike_are_judged_alike(
    value: Decimal, target: Decimal, before: Decimal, policy: RagPolicy, decimals: int
) -> None:
    """A page never says that 5.4 missed 5.4."""
    terms = KpiTerms(Polarity.HIGHER, decimals)
    shown = terms.rounded(value)
    assert shown == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    exact = judge_target(terms, policy, value, Target(target), TODAY)
    as_shown = judge_target(terms, policy, shown, Target(terms.rounded(target)), TODAY)
    assert (exact.status, exact.reason) == (as_shown.status, as_shown.reason)
    moved = judge_direction(terms, Figure(NOW, value), Figure(BEFORE, before))
    moved_as_shown = judge_direction(terms, Figure(NOW, shown), Figure(BEFORE, terms.rounded(before)))
    assert moved == moved_as_shown


@given(figures, figures, st.none() | st.decimals(0, 100, allow_nan=False, places=1), st.integers(1, 3))
def test_counting_in_thousands_changes_no_judgement(
    value: Decimal, target: Decimal, tolerance: Decimal | None, by: int
) -> None:
    """The same figures in a unit ten, a hundred, a thousand times as large, shown as exactly."""
    policy = RagPolicy(tolerance=Tolerance(percent=tolerance))
    one = judge_target(KpiTerms(Polarity.LOWER, 3), policy, value, Target(target), TODAY)
    large, aim = value.scaleb(-by), target.scaleb(-by)
    other = judge_target(KpiTerms(Polarity.LOWER, 3 + by), policy, large, Target(aim), TODAY)
    assert one.status is other.status


@given(figures, figures, figures, policies, places)
def test_a_colour_never_contradicts_its_status(
    value: Decimal, before: Decimal, target: Decimal, policy: RagPolicy, decimals: int
) -> None:
    terms = KpiTerms(Polarity.HIGHER, decimals)
    against = judge_target(terms, policy, value, Target(target), TODAY)
    moved = judge_direction(terms, Figure(NOW, value), Figure(BEFORE, before))
    judged = rag(policy, against, moved)
    assert against.status in JUDGED
    if against.status is TargetStatus.MET:
        assert judged.colour is Rag.GREEN
    if judged.colour is Rag.GREEN:
        assert against.status is not TargetStatus.MISSED
    if judged.colour is Rag.RED:
        assert against.status is TargetStatus.MISSED
    if against.status is TargetStatus.MISSED and moved.value is Direction.WORSE:
        assert judged.colour is Rag.RED
    for colour in ("Green", "red"):
        assert colour in rag_words(policy)


@given(
    st.lists(st.decimals(1, 10_000, allow_nan=False, places=2), min_size=2, max_size=4),
    figures,
    policies,
    st.sampled_from(YearMadeBy),
)
def test_a_mirrored_measure_is_forecast_to_the_mirrored_end(
    parts: list[Decimal], target: Decimal, policy: RagPolicy, made_by: YearMadeBy
) -> None:
    year = financial_year(2025)
    ends = []
    for polarity, sign in ((Polarity.HIGHER, 1), (Polarity.LOWER, -1)):
        known = {financial_quarter(2025, at): sign * part for at, part in enumerate(parts, 1)}
        terms = KpiTerms(polarity, 2)
        ends.append(forecast_year_end(terms, policy, year, known, made_by, Target(sign * target), TODAY))
    one, other = ends
    assert one.value is not None
    assert other.value is not None
    assert one.against_target is not None
    assert other.against_target is not None
    assert one.value == -other.value
    assert one.against_target.status is other.against_target.status


@given(st.integers(0, 100_000), st.integers(1, 100_000))
def test_a_percentage_is_of_counts_and_rounds_half_up(part: int, whole: int) -> None:
    assume(part <= whole)
    exact = Fraction(100 * part, whole)
    assert percent(part, whole) == int(exact + Fraction(1, 2))
