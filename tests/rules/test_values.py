"""Figures and targets as councils write them."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import (
    Missing,
    Polarity,
    ReadingStatus,
    Target,
    UnreadableValueError,
    parse_target,
    parse_value,
    round_half_up,
    show_figure,
)


@pytest.mark.parametrize(
    ("cell", "number", "unit", "decimals"),
    [
        ("5.4%", "5.4", "%", 1),
        ("5.40 per cent", "5.40", "%", 2),
        ("95 %", "95", "%", 0),
        ("£1.2m", "1200000", "£", 0),
        ("£3.4bn", "3400000000", "£", 0),
        ("-£450k", "-450000", "£", 0),
        ("£(3.2)m", "-3200000", "£", 0),
        ("(£3.2m)", "-3200000", "£", 0),
        ("£1,234.50", "1234.50", "£", 2),
        ("£12.50 per head", "12.50", "£ per head", 2),
        ("1 in 4", "25", "%", 0),
        ("6 in 10 adults", "60", "%", 0),
        ("1 in 3", "33.3333333333", "%", 0),
        ("1,234", "1234", "", 0),
        ("(3.2)", "-3.2", "", 1),
        ("−0.5", "-0.5", "", 1),
        ("+0.5", "0.5", "", 1),
        (".5", "0.5", "", 1),
        ("nil", "0", "", 0),
        ("1.2 million", "1200000", "", 0),
        ("12 days", "12", "days", 0),
        ("2 working days", "2", "working days", 0),
        ("3.4 per 1,000", "3.4", "per 1,000", 1),
        ("12km", "12", "km", 0),
        ("14.5 kt CO2e", "14.5", "kt CO2e", 1),
        ("22.6 µg/m3", "22.6", "µg/m3", 1),
        ("1158.2953382021724", "1158.2953382021724", "", 13),
        ("\xa07.0 ", "7.0", "", 1),
        (5.4, "5.4", "", 1),
        (0.1 + 0.2, "0.3", "", 1),
        (64.0, "64", "", 0),
        (-12, "-12", "", 0),
        (Decimal("5.40"), "5.40", "", 2),
    ],
)
def test_a_figure(cell: object, number: str, unit: str, decimals: int) -> None:
    value = parse_value(cell)
    assert (value.number, value.unit, value.decimals) == (Decimal(number), unit, decimals)
    assert value.missing is None


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        (None, Missing.NOT_AVAILABLE),
        ("  ", Missing.NOT_AVAILABLE),
        ("n/a", Missing.NOT_AVAILABLE),
        ("NA", Missing.NOT_AVAILABLE),
        ("#N/A", Missing.NOT_AVAILABLE),
        ("-", Missing.NOT_AVAILABLE),
        ("–", Missing.NOT_AVAILABLE),
        ("..", Missing.NOT_AVAILABLE),
        ("[x]", Missing.NOT_AVAILABLE),
        ("[z]", Missing.NOT_AVAILABLE),
        ("n/a - new measure", Missing.NOT_AVAILABLE),
        ("*", Missing.SUPPRESSED),
        ("[c]", Missing.SUPPRESSED),
        ("<5", Missing.SUPPRESSED),
        ("Awaiting data from the department", Missing.NOT_YET),
        ("Data due Sep 2024", Missing.NOT_YET),
        ("Not yet available", Missing.NOT_YET),
        ("TBC", Missing.TO_BE_CONFIRMED),
        ("TBC (September)", Missing.TO_BE_CONFIRMED),
    ],
)
def test_a_known_way_of_saying_that_there_is_no_figure(cell: object, missing: Missing) -> None:
    value = parse_value(cell)
    assert (value.number, value.missing) == (None, missing)


@pytest.mark.parametrize(
    ("cell", "number", "status", "mark"),
    [
        ("12.3p", "12.3", ReadingStatus.PROVISIONAL, ""),
        ("12.3% (provisional)", "12.3", ReadingStatus.PROVISIONAL, ""),
        ("12.3 [p]", "12.3", ReadingStatus.PROVISIONAL, ""),
        ("c. 40", "40", ReadingStatus.PROVISIONAL, ""),
        ("12.3r", "12.3", ReadingStatus.REVISED, ""),
        ("12.3 (revised)", "12.3", ReadingStatus.REVISED, ""),
        ("45.2%*", "45.2", ReadingStatus.FINAL, "*"),
        ("45.2 [note 2]", "45.2", ReadingStatus.FINAL, "[note 2]"),
        ("45.2p*", "45.2", ReadingStatus.PROVISIONAL, "*"),
    ],
)
def test_marks_beside_a_figure(cell: str, number: str, status: ReadingStatus, mark: str) -> None:
    value = parse_value(cell)
    assert (value.number, value.status, value.mark) == (Decimal(number), status, mark)


def test_a_percentage_can_bring_what_it_was_counted_from() -> None:
    value = parse_value("74% (42/57)")
    assert (value.number, value.numerator, value.denominator) == (Decimal(74), Decimal(42), Decimal(57))


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("5,4", "Is it 5.4?"),
        ("#REF!", "formula"),
        ("#DIV/0!", "formula"),
        ("None", "write 0 or n/a"),
        ("23 of 30", "not a figure"),
        ("23rd", "not a figure"),
        ("1,23,4", "not a figure"),
        ("(5", "not a figure"),
        ("see comments below", "not a figure"),
        ("1 in 0", "share"),
        ("5 in 4", "share"),
        ("£5 angry people", "not a figure"),
        ("9" * 19, "too large"),
        ("9" * 60, "too many digits"),
        (float("nan"), "too large"),
        (1e300, "too large"),
        (True, "tick box"),
        (date(2024, 4, 5), "5 April 2024"),
        (datetime(2024, 4, 5, 9, 30), "5 April 2024"),  # noqa: DTZ001 - a spreadsheet knows no time zone
        (time(9, 30), "a time"),
        ("word " * 80, "paragraph"),
    ],
)
def test_what_is_no_figure_says_why(cell: object, because: str) -> None:
    with pytest.raises(UnreadableValueError, match=because.replace("?", r"\?").replace("(", r"\(")):
        parse_value(cell)


@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans() | st.dates() | st.none())
def test_any_cell_is_a_value_or_a_sentence(cell: object) -> None:
    for read in (parse_value, parse_target):
        with contextlib.suppress(UnreadableValueError):
            assert read(cell) is not None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_shown_reads_back(number: Decimal) -> None:
    for unit in ("", "%", "£", "days"):
        value = parse_value(show_figure(number, 2, unit))
        assert (value.number, value.unit) == (number, unit)


@pytest.mark.parametrize(
    ("cell", "target", "polarity"),
    [
        ("95%", Target(Decimal(95)), None),
        (95, Target(Decimal(95)), None),
        ("≥ 95%", Target(Decimal(95)), Polarity.HIGHER),
        (">95", Target(Decimal(95)), Polarity.HIGHER),
        ("At least £1.2m", Target(Decimal(1200000)), Polarity.HIGHER),
        ("95% or more", Target(Decimal(95)), Polarity.HIGHER),
        ("95%+", Target(Decimal(95)), Polarity.HIGHER),
        ("<10", Target(Decimal(10)), Polarity.LOWER),
        ("No more than 10 days", Target(Decimal(10)), Polarity.LOWER),
        ("Below 4.5%", Target(Decimal("4.5")), Polarity.LOWER),
        ("10-15", Target(Decimal(10), Decimal(15)), Polarity.BAND),
        ("10% to 15%", Target(Decimal(10), Decimal(15)), Polarity.BAND),
        ("between 10 and 15 days", Target(Decimal(10), Decimal(15)), Polarity.BAND),
        ("No target set", None, None),
        ("Contextual", None, None),
        ("Baseline year", None, None),
        ("n/a", None, None),
        (None, None, None),
    ],
)
def test_a_target(cell: object, target: Target | None, polarity: Polarity | None) -> None:
    read = parse_target(cell)
    assert (read.target, read.polarity, read.missing) == (target, polarity, None)


def test_a_target_still_to_be_set_says_so() -> None:
    assert parse_target("TBC").missing is Missing.TO_BE_CONFIRMED


@pytest.mark.parametrize("cell", ["Improve on last year", "15 to 10", "top quartile"])
def test_what_is_no_target_says_why(cell: str) -> None:
    with pytest.raises(UnreadableValueError, match=r"not a (figure|range)"):
        parse_target(cell)


@pytest.mark.parametrize(
    ("number", "decimals", "unit", "shown"),
    [
        ("5.45", 1, "%", "5.5%"),
        ("-5.45", 1, "%", "-5.5%"),
        ("1200000", 0, "£", "£1,200,000"),
        ("-3.5", 0, "£", "-£4"),
        ("12.50", 2, "£ per head", "£12.50 per head"),
        ("12", 0, "days", "12 days"),
        ("1234.5", 1, "", "1,234.5"),
        ("-0.04", 1, "%", "0.0%"),
    ],
)
def test_a_figure_as_it_is_shown(number: str, decimals: int, unit: str, shown: str) -> None:
    assert show_figure(Decimal(number), decimals, unit) == shown


def test_halves_round_up_as_people_round() -> None:
    assert [round_half_up(Decimal(text), 0) for text in ("0.5", "1.5", "2.5", "-0.5")] == [1, 2, 3, -1]
