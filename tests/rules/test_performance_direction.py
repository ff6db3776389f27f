"""Direction of travel, and what repeats over several periods."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import (
    Direction,
    Figure,
    KpiTerms,
    Polarity,
    Target,
    TargetStatus,
    financial_year,
    improving_run,
    judge_direction,
    missed_in_a_row,
    worsening_run,
)
from scrutiny_tracker.rules.performance.periods import financial_quarter

HIGHER = KpiTerms(Polarity.HIGHER, decimals=1, unit="%")
LOWER = KpiTerms(Polarity.LOWER, decimals=1, unit="%")
BAND = KpiTerms(Polarity.BAND, unit="days")
TEN_TO_TWENTY = Target(Decimal(10), Decimal(20))


def figure(year: int, value: str | None, definition: int = 1, not_comparable: str = "") -> Figure:
    number = None if value is None else Decimal(value)
    return Figure(financial_year(year), number, definition, 2022, not_comparable=not_comparable)


@pytest.mark.parametrize(
    ("terms", "now", "before", "expected", "reason"),
    [
        (HIGHER, "66.4", "65.9", Direction.IMPROVED, "Up from 65.9% in 2021-22 to 66.4%; higher is better."),
        (HIGHER, "65.9", "66.4", Direction.WORSE, "Down from 66.4% in 2021-22 to 65.9%; higher is better."),
        (LOWER, "5.4", "5.6", Direction.IMPROVED, "Down from 5.6% in 2021-22 to 5.4%; lower is better."),
        (LOWER, "5.6", "5.4", Direction.WORSE, "Up from 5.4% in 2021-22 to 5.6%; lower is better."),
        (HIGHER, "5.44", "5.36", Direction.SAME, "5.4%, the same as in 2021-22."),
        (HIGHER, "5.45", "5.44", Direction.IMPROVED, "Up from 5.4% in 2021-22 to 5.5%; higher is better."),
    ],
)
def test_a_year_against_the_year_before(
    terms: KpiTerms, now: str, before: str, expected: Direction, reason: str
) -> None:
    judgement = judge_direction(terms, figure(2022, now), figure(2021, before))
    assert (judgement.value, judgement.reason) == (expected, reason)
    assert judgement.compared_with == financial_year(2021)


def test_a_change_of_no_matter_is_the_same() -> None:
    terms = KpiTerms(Polarity.HIGHER, 1, "%", no_material_change=Decimal("0.5"))
    same = judge_direction(terms, figure(2022, "66.4"), figure(2021, "65.9"))
    assert same.value is Direction.SAME
    assert same.change == Decimal("0.5")
    assert same.reason.endswith("a change of up to 0.5 counts as the same.")
    assert judge_direction(terms, figure(2022, "66.5"), figure(2021, "65.9")).value is Direction.IMPROVED


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ("12", "18", Direction.SAME),
        ("9", "15", Direction.WORSE),
        ("21", "25", Direction.IMPROVED),
        ("8", "22", Direction.SAME),
        ("8", "23", Direction.IMPROVED),
        ("15", "9", Direction.IMPROVED),
    ],
)
def test_nearer_to_the_band_is_better(now: str, before: str, expected: Direction) -> None:
    judgement = judge_direction(BAND, figure(2022, now), figure(2021, before), TEN_TO_TWENTY)
    assert judgement.value is expected


def test_a_band_is_named_in_the_reason() -> None:
    judgement = judge_direction(BAND, figure(2022, "21"), figure(2021, "25"), TEN_TO_TWENTY)
    assert judgement.reason == (
        "Down from 25 days in 2021-22 to 21 days; it should lie between 10 and 20 days."
    )
    point = judge_direction(BAND, figure(2022, "21"), figure(2021, "25"), Target(Decimal(10)))
    assert point.reason.endswith("it should lie at 10 days.")


@pytest.mark.parametrize(
    ("terms", "now", "before", "reason"),
    [
        (
            HIGHER,
            figure(2022, "5", definition=2),
            figure(2021, "4"),
            "Not comparable: definition changed 2022.",
        ),
        (
            KpiTerms(Polarity.NONE),
            figure(2022, "5"),
            figure(2021, "4"),
            "Not comparable: neither a higher nor a lower figure is better for this measure.",
        ),
        (
            BAND,
            figure(2022, "5"),
            figure(2021, "4"),
            "Not comparable: no band is set that the figure should lie in.",
        ),
        (
            HIGHER,
            figure(2022, "5", not_comparable="the sample was too small"),
            figure(2021, "4"),
            "Not comparable: the sample was too small.",
        ),
        (
            HIGHER,
            Figure(financial_quarter(2022, 1), Decimal(5)),
            figure(2021, "4"),
            "Not comparable: Q1 2022-23 and 2021-22 are periods of different kinds.",
        ),
    ],
)
def test_cannot_say(terms: KpiTerms, now: Figure, before: Figure, reason: str) -> None:
    judgement = judge_direction(terms, now, before)
    assert (judgement.value, judgement.reason) == (Direction.CANNOT_SAY, reason)


@pytest.mark.parametrize(
    ("now", "before", "reason"),
    [
        (figure(2022, None), figure(2021, "4"), "There is no figure for 2022-23."),
        (figure(2022, "5"), figure(2021, None), "There is no figure for 2021-22 to compare with."),
        (figure(2022, "5"), None, "2022-23 is the first figure: there is nothing earlier to compare."),
    ],
)
def test_not_available(now: Figure, before: Figure | None, reason: str) -> None:
    judgement = judge_direction(HIGHER, now, before)
    assert (judgement.value, judgement.reason) == (Direction.NOT_AVAILABLE, reason)


FIGURES = st.decimals(-10000, 10000, allow_nan=False, places=3)


@given(FIGURES, FIGURES, st.integers(0, 3), st.decimals(0, 50, allow_nan=False, places=1))
def test_a_mirrored_measure_goes_the_mirrored_way(
    now: Decimal, before: Decimal, decimals: int, threshold: Decimal
) -> None:
    up = KpiTerms(Polarity.HIGHER, decimals, no_material_change=threshold)
    down = KpiTerms(Polarity.LOWER, decimals, no_material_change=threshold)
    years = financial_year(2022), financial_year(2021)
    one = judge_direction(up, Figure(years[0], now), Figure(years[1], before))
    mirrored = judge_direction(down, Figure(years[0], -now), Figure(years[1], -before))
    back = judge_direction(up, Figure(years[0], before), Figure(years[1], now))
    turned = {Direction.IMPROVED: Direction.WORSE, Direction.WORSE: Direction.IMPROVED}
    assert one.value is mirrored.value
    assert back.value is turned.get(one.value, one.value)


MISSED, MET, LATE = TargetStatus.MISSED, TargetStatus.MET, TargetStatus.LATE


@pytest.mark.parametrize(
    ("statuses", "length", "reason"),
    [
        ([MET, MISSED, MISSED], 2, "Missed target twice in a row (2021-22 and 2022-23)."),
        ([MISSED, MET, MISSED], 1, "Missed target (2022-23)."),
        ([MISSED, MISSED, MET], 0, "The latest result did not miss its target."),
        ([MISSED, MISSED, LATE], 2, "Missed target twice in a row (2020-21 and 2021-22)."),
        (
            [MISSED, LATE, MISSED],
            2,
            "Missed target twice in a row (2020-21 and 2022-23; no figure for 2021-22 in between).",
        ),
        ([MISSED, TargetStatus.NO_TARGET, MISSED], 1, "Missed target (2022-23)."),
        ([MET, LATE, MISSED], 1, "Missed target (2022-23)."),
        ([], 0, "The latest result did not miss its target."),
    ],
)
def test_targets_missed_again(statuses: list[TargetStatus], length: int, reason: str) -> None:
    run = missed_in_a_row((financial_year(2020 + at), status) for at, status in enumerate(statuses))
    assert (run.length, run.reason) == (length, reason)


def test_worsening_run() -> None:
    series = [figure(2018 + at, value) for at, value in enumerate(["70", "71", "69", "68", "66.5"])]
    run = worsening_run(HIGHER, series)
    assert (run.length, run.reason) == (3, "Worse three periods running (2020-21, 2021-22 and 2022-23).")
    assert worsening_run(LOWER, series).length == 0
    assert improving_run(LOWER, reversed(series)).length == 3


@pytest.mark.parametrize(
    "breaks",
    [figure(2021, "68.04"), figure(2021, None), figure(2021, "67", definition=2)],
    ids=["held", "no figure", "definition changed"],
)
def test_what_ends_a_worsening_run(breaks: Figure) -> None:
    series = [figure(2019, "70"), figure(2020, "68"), breaks, figure(2022, "66")]
    assert worsening_run(HIGHER, series).length <= 1
