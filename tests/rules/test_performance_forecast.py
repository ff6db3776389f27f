"""Where a year will end, from the part of it that has been reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import (
    Forecast,
    KpiTerms,
    Period,
    Polarity,
    RagPolicy,
    Target,
    TargetStatus,
    YearMadeBy,
    financial_year,
    forecast_year_end,
)
from scrutiny_tracker.rules.performance.periods import financial_quarter, month

TODAY = date(2026, 1, 12)
YEAR = financial_year(2025)
HOMES = KpiTerms(Polarity.HIGHER, unit="homes")


def quarters(*figures: str, of: int = 2025) -> dict[Period, Decimal]:
    return {financial_quarter(of, at): Decimal(figure) for at, figure in enumerate(figures, start=1)}


def forecast(
    readings: Mapping[Period, Decimal],
    made_by: YearMadeBy,
    target: str | None = "400",
    last_year: Mapping[Period, Decimal] | None = None,
    terms: KpiTerms = HOMES,
) -> Forecast:
    aim = Target(Decimal(target)) if target else None
    return forecast_year_end(terms, RagPolicy(), YEAR, readings, made_by, aim, TODAY, last_year=last_year)


@pytest.mark.parametrize(
    ("made_by", "figures", "expected", "method"),
    [
        (YearMadeBy.SUM, ["90", "110"], "400", "carried forward evenly"),
        (YearMadeBy.YEAR_TO_DATE, ["90", "200"], "400", "carried forward evenly"),
        (YearMadeBy.AVERAGE, ["90", "110", "100"], "100", "the average so far"),
        (YearMadeBy.LATEST, ["90", "110", "105"], "105", "the latest figure stands for the year"),
        (YearMadeBy.SUM, ["90", "110", "100", "120"], "420", "all of the year is reported"),
    ],
)
def test_each_method(made_by: YearMadeBy, figures: list[str], expected: str, method: str) -> None:
    result = forecast(quarters(*figures), made_by)
    assert result.value == Decimal(expected)
    assert f"({method})" in result.reason


def test_it_is_judged_against_the_target_and_says_how_it_came_about() -> None:
    result = forecast(quarters("80", "100"), YearMadeBy.SUM)
    assert result.against_target is not None
    assert result.against_target.status is TargetStatus.MISSED
    assert result.reason == (
        "Forecast from 2 of 4 quarters: 360 homes (carried forward evenly). "
        "360 homes against a target of 400 homes or more: off target by 40 homes."
    )


def test_last_years_shape_is_used_where_all_of_it_is_known() -> None:
    last_year = quarters("50", "50", "50", "250", of=2024)
    result = forecast(quarters("60", "50"), YearMadeBy.SUM, last_year=last_year)
    assert result.value == Decimal(440)
    assert "in the same proportion as last year" in result.reason
    running = quarters("50", "100", "150", "400", of=2024)
    assert forecast(quarters("60", "110"), YearMadeBy.YEAR_TO_DATE, last_year=running).value == Decimal(440)
    incomplete = quarters("50", "50", "50", of=2024)
    assert forecast(quarters("60", "50"), YearMadeBy.SUM, last_year=incomplete).value == Decimal(220)


def test_last_year_of_nothing_is_no_shape() -> None:
    nothing = quarters("0", "0", "0", "0", of=2024)
    assert forecast(quarters("60", "50"), YearMadeBy.SUM, last_year=nothing).value == Decimal(220)


@pytest.mark.parametrize(
    ("readings", "reason"),
    [
        ({}, "No part of 2025-26 has been reported yet."),
        (quarters("90"), "1 of 4 quarters is too little to forecast from."),
        (
            {financial_quarter(2025, 1): Decimal(9), financial_quarter(2025, 3): Decimal(9)},
            "There is no figure for Q2 2025-26, so what follows cannot be carried forward.",
        ),
        (
            {financial_quarter(2025, 1): Decimal(9), month(2025, 7): Decimal(9)},
            "The figures for 2025-26 mix month and quarter periods and cannot be put together.",
        ),
        (quarters("90", "100", of=2024), "No part of 2025-26 has been reported yet."),
    ],
)
def test_it_says_when_it_cannot(readings: dict[Period, Decimal], reason: str) -> None:
    result = forecast(readings, YearMadeBy.SUM)
    assert (result.value, result.reason, result.against_target) == (None, reason, None)


def test_a_quarter_has_no_year_end() -> None:
    quarter = financial_quarter(2025, 1)
    result = forecast_year_end(HOMES, RagPolicy(), quarter, {}, YearMadeBy.SUM, None, TODAY)
    assert result.reason == "Q1 2025-26 is not a year, so there is no year end to forecast."


def test_without_a_target_the_forecast_stands_alone() -> None:
    result = forecast(quarters("90", "110"), YearMadeBy.SUM, target=None)
    assert result.value == Decimal(400)
    assert result.against_target is not None
    assert result.against_target.status is TargetStatus.NO_TARGET


@given(
    st.lists(st.integers(0, 10**6), min_size=4, max_size=4),
    st.integers(2, 4),
    st.sampled_from(YearMadeBy),
)
def test_a_year_like_the_last_ends_like_the_last(figures: list[int], known: int, made_by: YearMadeBy) -> None:
    running = made_by in (YearMadeBy.YEAR_TO_DATE, YearMadeBy.LATEST)
    shape = [sum(figures[: at + 1]) for at in range(4)] if running else figures
    last_year = quarters(*map(str, shape), of=2024)
    result = forecast(quarters(*map(str, shape[:known])), made_by, last_year=last_year)
    assert result.value is not None
    so_far = shape[known - 1] if running else sum(shape[:known])
    if made_by in (YearMadeBy.SUM, YearMadeBy.YEAR_TO_DATE) and so_far:
        whole = shape[-1] if running else sum(shape)
        assert abs(result.value - whole) < Decimal("0.001")
