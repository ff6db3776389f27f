"""Periods that figures belong to: a month, quarter, half-year, year of some kind, several years, or one date.

The financial year runs from 1 April to 31 March; the academic year is taken from 1 September to 31 August.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTH_NAMES = tuple(calendar.month_name)
FIRST_YEAR, LAST_YEAR = 1900, 2199


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    FINANCIAL_YEAR = "financial-year"
    CALENDAR_YEAR = "calendar-year"
    ACADEMIC_YEAR = "academic-year"
    YEAR_ENDING = "year-ending"
    YEARS = "several-years"
    POINT = "point-date"


YEAR_KINDS = frozenset(
    {PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.YEAR_ENDING}
)
_MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6}
_YEAR_STARTS = {4: PeriodKind.FINANCIAL_YEAR, 1: PeriodKind.CALENDAR_YEAR, 9: PeriodKind.ACADEMIC_YEAR}


class NotAPeriodError(ValueError):
    """These dates, or these words, are no period that figures are kept for; the message says why."""


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A period by its last and first day, both included. Ordered by when it ends, then by when it begins."""

    ends_on: date
    starts_on: date
    kind: PeriodKind

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The one way this period is written: "2022-23", "Q1 2023-24", "June 2023", "2018-19 to 2022-23"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{MONTH_NAMES[self.starts_on.month]} {self.starts_on.year}"
            case PeriodKind.QUARTER | PeriodKind.HALF_YEAR:
                months = _MONTHS_IN[self.kind]
                number = (self.starts_on.month - 4) % 12 // months + 1
                letter = "Q" if self.kind is PeriodKind.QUARTER else "H"
                return f"{letter}{number} {_split_year(_financial_year_of(self.starts_on))}"
            case PeriodKind.POINT:
                return f"{self.ends_on.day} {MONTH_NAMES[self.ends_on.month]} {self.ends_on.year}"
            case PeriodKind.YEARS:
                last = add_months(self.starts_on, 12 * (self.years - 1))
                return f"{_year_words(self.starts_on)} to {_year_words(last)}"
        return _year_words(self.starts_on)

    @property
    def months(self) -> int:
        """How many months it covers; 0 for one date."""
        if self.kind is PeriodKind.POINT:
            return 0
        return (self.ends_on.year - self.starts_on.year) * 12 + self.ends_on.month - self.starts_on.month + 1

    @property
    def years(self) -> int:
        """How many whole years it covers."""
        return self.months // 12

    def previous(self, every_years: int = 1) -> Period:
        """The one before in its series.

        Months, quarters and half-years follow on. Years, several years together and dates step back by
        `every_years`: 1 for a figure published each year (several years together then overlap), 2 for one
        published every two years, the length of the span for spans that do not overlap.
        """
        return self._step(-1, every_years)

    def next(self, every_years: int = 1) -> Period:
        """The one after in its series; see `previous`."""
        return self._step(1, every_years)

    def a_year_before(self) -> Period:
        """The same month, quarter, half-year or date a year earlier; for years, the year before."""
        return self._moved(-12)

    def contains(self, other: Period) -> bool:
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Its months, quarters or half-years in order; none where it does not divide into them."""
        length = _MONTHS_IN.get(kind, 0)
        if not length or self.months % length or self.months <= length:
            return ()
        return tuple(
            Period(
                _last_day(add_months(self.starts_on, at + length - 1)), add_months(self.starts_on, at), kind
            )
            for at in range(0, self.months, length)
        )

    def _step(self, direction: int, every_years: int) -> Period:
        return self._moved(direction * (_MONTHS_IN.get(self.kind) or 12 * every_years))

    def _moved(self, months: int) -> Period:
        if self.kind is PeriodKind.POINT:
            on = add_months(self.ends_on, months)
            return Period(on, on, self.kind)
        return Period(
            _last_day(add_months(self.ends_on, months)), add_months(self.starts_on, months), self.kind
        )


@dataclass(frozen=True)
class PublicationLag:
    """How long after a period ends its figure is expected."""

    months: int = 0
    days: int = 0


def month(year: int, number: int) -> Period:
    return _of_months(year, number, 1, PeriodKind.MONTH)


def financial_quarter(starting_year: int, number: int) -> Period:
    """Quarter 1 of 2023 (that is, of 2023-24) is April to June 2023."""
    _check(1 <= number <= 4, f"A year has four quarters, not a quarter {number}.")
    return _of_months(starting_year, 4 + 3 * (number - 1), 3, PeriodKind.QUARTER)


def calendar_quarter(year: int, number: int) -> Period:
    """Quarter 1 of 2023 is January to March 2023."""
    _check(1 <= number <= 4, f"A year has four quarters, not a quarter {number}.")
    return _of_months(year, 1 + 3 * (number - 1), 3, PeriodKind.QUARTER)


def half_year(starting_year: int, number: int) -> Period:
    """Half 1 of 2023-24 is April to September 2023."""
    _check(number in (1, 2), f"A year has two halves, not a half {number}.")
    return _of_months(starting_year, 4 + 6 * (number - 1), 6, PeriodKind.HALF_YEAR)


def financial_year(starting_year: int) -> Period:
    return _of_months(starting_year, 4, 12, PeriodKind.FINANCIAL_YEAR)


def calendar_year(year: int) -> Period:
    return _of_months(year, 1, 12, PeriodKind.CALENDAR_YEAR)


def academic_year(starting_year: int) -> Period:
    return _of_months(starting_year, 9, 12, PeriodKind.ACADEMIC_YEAR)


def point_date(on: date) -> Period:
    _check(FIRST_YEAR <= on.year <= LAST_YEAR, f"{on.year} is not a year that figures are kept for.")
    return Period(on, on, PeriodKind.POINT)


def years_together(first: Period, last: Period) -> Period:
    """Several years as one period, from the first year's first day to the last year's last day."""
    _check(
        first.kind is last.kind and first.kind in YEAR_KINDS, f"{first} to {last} are not years of one kind."
    )
    _check(first < last, f"{first} to {last} runs backwards.")
    return Period(last.ends_on, first.starts_on, PeriodKind.YEARS)


def months_together(first: date, last: date) -> Period:
    """The period from the month of one date to the month of another, whichever kind that is.

    Raises NotAPeriodError for a run of months that no series uses (five months, or three that are no
    quarter).
    """
    _check(
        first.year >= FIRST_YEAR and last.year <= LAST_YEAR, "That is not a year that figures are kept for."
    )
    starts_on, ends_on = first.replace(day=1), _last_day(last)
    length = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
    kind = _kind_of(starts_on.month, length)
    if kind is None:
        words = (
            f"{MONTH_NAMES[starts_on.month]} {starts_on.year} to {MONTH_NAMES[ends_on.month]} {ends_on.year}"
        )
        raise NotAPeriodError(f"{words} is no month, quarter, half-year or run of whole years.")
    return Period(ends_on, starts_on, kind)


def data_due_on(period: Period, lag: PublicationLag) -> date:
    """The day by which a period's figure is expected: its last day plus the lag's months, then its days."""
    return add_months(period.ends_on, lag.months) + timedelta(days=lag.days)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or that month's last day where it has no such day."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month_index + 1, min(day.day, calendar.monthrange(year, month_index + 1)[1]))


def _kind_of(first_month: int, length: int) -> PeriodKind | None:
    if length == 1:
        return PeriodKind.MONTH
    if length == 3 and first_month % 3 == 1:
        return PeriodKind.QUARTER
    if length == 6 and first_month in (4, 10):
        return PeriodKind.HALF_YEAR
    if length == 12:
        return _YEAR_STARTS.get(first_month, PeriodKind.YEAR_ENDING)
    return PeriodKind.YEARS if length > 12 and length % 12 == 0 else None


def _of_months(year: int, first_month: int, length: int, kind: PeriodKind) -> Period:
    _check(FIRST_YEAR <= year <= LAST_YEAR, f"{year} is not a year that figures are kept for.")
    _check(first_month >= 1, "There is no such month.")
    starts_on = add_months(date(year, 1, 1), first_month - 1)
    return Period(_last_day(add_months(starts_on, length - 1)), starts_on, kind)


def _last_day(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _financial_year_of(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _split_year(starting_year: int) -> str:
    return f"{starting_year}-{(starting_year + 1) % 100:02d}"


def _year_words(starts_on: date) -> str:
    match starts_on.month:
        case 4:
            return _split_year(starts_on.year)
        case 1:
            return str(starts_on.year)
        case 9:
            return f"academic year {_split_year(starts_on.year)}"
    ends_on = add_months(starts_on, 11)
    return f"year to {MONTH_NAMES[ends_on.month]} {ends_on.year}"


def _check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotAPeriodError(otherwise)
