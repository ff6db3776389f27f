"""Periods: what they are, how they follow one another, and how people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance.period_words import (
    PeriodConventions,
    caution,
    find_period,
    parse_period,
)
from scrutiny_tracker.rules.performance.periods import (
    NotAPeriodError,
    Period,
    PeriodKind,
    PublicationLag,
    academic_year,
    add_months,
    calendar_quarter,
    calendar_year,
    data_due_on,
    financial_quarter,
    financial_year,
    half_year,
    month,
    months_together,
    point_date,
    years_together,
)

APRIL_2022_IN_A_SPREADSHEET = datetime(2022, 4, 1)  # noqa: DTZ001 - a spreadsheet knows no time zone
LABELS = {
    "2022-23": [
        "2022-23", "2022/23", "2022/2023", "22/23", "2022–23", "2022_23", "202223", "FY2022/23", "FY23",
        "Apr 2022 to Mar 2023", "April 2022 - March 2023", "1 April 2022 to 31 March 2023", "FYE 2023",
        "Year to 31 March 2023", "year ending March 2023", "2022/23 (provisional)", "2022 / 23",
    ],
    "2021-22": ["FY22", "FY2022"],
    "1999-00": ["1999-00", "1999/2000"],
    "2011-12": ["2011-12"],
    "2021": ["2021", "Calendar year 2021", "12 months to Dec 2021", "January 2021 to December 2021"],
    "academic year 2022-23": ["AY 2022/23", "Academic year 2022-23", "2022/23 academic year"],
    "Q1 2023-24": [
        "Q1 2023/24", "2023/24 Q1", "Qtr 1 2023-24", "Quarter 1 (Apr-Jun) 2023/24", "Apr-Jun 2023",
        "1st quarter 23/24", "April to June 2023",
    ],
    "Q4 2022-23": ["Q4 2022/23", "Jan - Mar 2023"],
    "Q3 2022-23": ["Oct 2022 to Dec 2022", "Third quarter 2022/23"],
    "H1 2023-24": ["H1 2023/24", "First half 2023/24", "Apr to Sep 2023"],
    "June 2023": ["June 2023", "Jun-23", "Jun 23", "2023-06", "202306", "June '23", "2023 June"],
    "September 2022": ["Sept 2022"],
    "January 2023": ["Jan 2022/23", "January 2023"],
    "year to June 2023": ["Year ending June 2023", "12 months to June 2023", "Jul 2022 to Jun 2023"],
    "year to September 2024": ["Oct 2023 - Sep 2024"],
    "2018-19 to 2022-23": [
        "2018/19 - 22/23", "2018/19 to 2022/23", "2018/19-2022/23", "2018-19 to 2022-23",
    ],
    "2018 to 2020": ["2018-20", "2018 - 20", "2018-2020", "2018 to 2020"],
    "30 June 2021": [
        "2021-06-30", "30/06/2021", "30 June 2021", "as at 30 June 2021", "30-Jun-21", "30th June 2021",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "label"), [(text, label) for label, texts in LABELS.items() for text in texts]
)
def test_real_spellings(text: str, label: str) -> None:
    assert parse_period(text).label == label


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Q2 2023", "Quarter 2 of 2023 could be of the calendar year or of 2023-24"),
        ("31/02/2023", "There is no day"),
        ("99/99/9999", "There is no day"),
        ("Apr 2022 to Aug 2022", "is no month, quarter"),
        ("hello", "not a period"),
        ("-", "not a period"),
        ("2022-19", "not a period"),
        ("Mar 2023 to Apr 2022", "not a period"),
        ("1 in 4", "not a period"),
        ("x" * 200, "not a period"),
        (True, "no period"),
        (12.5, "no period"),
        (None, "no period"),
    ],
)
def test_what_is_no_period_says_why(text: object, because: str) -> None:
    with pytest.raises(NotAPeriodError, match=because):
        parse_period(text)
    assert find_period(text) is None


def test_typed_cells() -> None:
    assert parse_period(2021) == parse_period(2021.0) == calendar_year(2021)
    assert parse_period(APRIL_2022_IN_A_SPREADSHEET) == month(2022, 4)
    assert parse_period(date(2022, 3, 31)) == point_date(date(2022, 3, 31))
    literal = PeriodConventions(first_of_month_is_month=False)
    assert parse_period(date(2022, 4, 1), literal) == point_date(date(2022, 4, 1))


def test_a_council_can_say_how_it_writes() -> None:
    schools = PeriodConventions(split_year=PeriodKind.ACADEMIC_YEAR)
    assert parse_period("2022/23", schools) == academic_year(2022)
    assert parse_period(
        "Q2 2023", PeriodConventions(quarter_year=PeriodKind.CALENDAR_YEAR)
    ) == calendar_quarter(2023, 2)
    assert parse_period(
        "Q2 2023", PeriodConventions(quarter_year=PeriodKind.FINANCIAL_YEAR)
    ) == financial_quarter(2023, 2)


def test_a_spelling_that_others_read_differently_comes_with_a_caution() -> None:
    assert caution("FY22") == "FY22 is read as the financial year that ends in that year."
    assert caution("FY2022/23") is None


def test_first_and_last_days() -> None:
    year = financial_year(2023)
    assert (year.starts_on, year.ends_on) == (date(2023, 4, 1), date(2024, 3, 31))
    assert (academic_year(2022).starts_on, academic_year(2022).ends_on) == (
        date(2022, 9, 1),
        date(2023, 8, 31),
    )
    assert financial_quarter(2023, 4).ends_on == date(2024, 3, 31)
    assert half_year(2023, 2) == Period(date(2024, 3, 31), date(2023, 10, 1), PeriodKind.HALF_YEAR)
    assert month(2024, 2).ends_on == date(2024, 2, 29)
    aggregate = years_together(financial_year(2018), financial_year(2022))
    assert (aggregate.starts_on, aggregate.ends_on, aggregate.years) == (
        date(2018, 4, 1),
        date(2023, 3, 31),
        5,
    )


@pytest.mark.parametrize(
    ("period", "every_years", "before"),
    [
        (month(2023, 1), 1, month(2022, 12)),
        (financial_quarter(2023, 1), 1, financial_quarter(2022, 4)),
        (half_year(2023, 1), 1, half_year(2022, 2)),
        (financial_year(2023), 1, financial_year(2022)),
        (financial_year(2023), 2, financial_year(2021)),
        (calendar_year(2021), 4, calendar_year(2017)),
        (years_together(calendar_year(2018), calendar_year(2020)), 1,
         years_together(calendar_year(2017), calendar_year(2019))),
        (years_together(calendar_year(2018), calendar_year(2020)), 3,
         years_together(calendar_year(2015), calendar_year(2017))),
        (point_date(date(2024, 2, 29)), 1, point_date(date(2023, 2, 28))),
    ],
)  # fmt: skip
def test_the_one_before_in_its_series(period: Period, every_years: int, before: Period) -> None:
    assert period.previous(every_years) == before
    assert before.months == period.months


def test_a_year_before_keeps_the_quarter() -> None:
    assert financial_quarter(2023, 2).a_year_before() == financial_quarter(2022, 2)
    assert month(2024, 2).a_year_before() == month(2023, 2)


def test_periods_sort_by_when_they_end() -> None:
    ordered = [financial_year(2021), financial_quarter(2022, 1), calendar_year(2022), financial_year(2022)]
    assert sorted({*ordered}) == ordered


def test_a_year_has_its_quarters_and_months() -> None:
    year = financial_year(2023)
    quarters = tuple(financial_quarter(2023, number) for number in (1, 2, 3, 4))
    assert year.parts(PeriodKind.QUARTER) == quarters
    assert len(year.parts(PeriodKind.MONTH)) == 12
    assert all(year.contains(part) for part in quarters)
    assert month(2023, 4).parts(PeriodKind.QUARTER) == ()
    assert year.parts(PeriodKind.CALENDAR_YEAR) == ()


@pytest.mark.parametrize(
    ("lag", "due"),
    [
        (PublicationLag(), date(2023, 3, 31)),
        (PublicationLag(days=30), date(2023, 4, 30)),
        (PublicationLag(months=6), date(2023, 9, 30)),
        (PublicationLag(months=11, days=10), date(2024, 3, 10)),
    ],
)
def test_when_a_figure_is_expected(lag: PublicationLag, due: date) -> None:
    assert data_due_on(financial_year(2022), lag) == due


@pytest.mark.parametrize("number", [0, 5])
def test_there_is_no_fifth_quarter(number: int) -> None:
    with pytest.raises(NotAPeriodError, match="four quarters"):
        financial_quarter(2023, number)


def test_years_of_two_kinds_are_no_span() -> None:
    with pytest.raises(NotAPeriodError, match="not years of one kind"):
        years_together(financial_year(2018), calendar_year(2020))
    with pytest.raises(NotAPeriodError, match="backwards"):
        years_together(financial_year(2020), financial_year(2018))


PERIODS = st.one_of(
    st.builds(month, st.integers(1990, 2100), st.integers(1, 12)),
    st.builds(financial_quarter, st.integers(1990, 2100), st.integers(1, 4)),
    st.builds(half_year, st.integers(1990, 2100), st.integers(1, 2)),
    st.builds(financial_year, st.integers(1990, 2100)),
    st.builds(calendar_year, st.integers(1990, 2100)),
    st.builds(academic_year, st.integers(1990, 2100)),
    st.builds(point_date, st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    st.builds(
        lambda year, length: years_together(financial_year(year), financial_year(year + length)),
        st.integers(1990, 2100),
        st.integers(1, 9),
    ),
    st.builds(
        lambda day: months_together(day, add_months(day, 11)), st.dates(date(1990, 1, 1), date(2100, 1, 1))
    ),
)


@given(PERIODS)
def test_a_label_reads_back_as_its_period(period: Period) -> None:
    assert parse_period(period.label) == period
    assert parse_period(str(period)) == period


@given(PERIODS.filter(lambda period: period.kind is not PeriodKind.POINT))
def test_the_next_of_the_one_before_is_itself(period: Period) -> None:
    assert period.previous().next() == period
    assert period.previous() < period < period.next()


@given(st.text(max_size=70) | st.dates() | st.datetimes() | st.integers() | st.floats() | st.none())
def test_any_cell_is_a_period_or_none(cell: object) -> None:
    period = find_period(cell)
    assert period is None or period.starts_on <= period.ends_on
