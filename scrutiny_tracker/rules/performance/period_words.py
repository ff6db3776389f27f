"""Reading a period from what people write: "2022-23", "FY22", "Q1 2023/24", "Apr 2022 to Mar 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from scrutiny_tracker.rules.performance.period_patterns import (
    ACADEMIC_WORDS,
    AS_AT,
    BARE_YEAR,
    CALENDAR_WORDS,
    FINANCIAL_WORDS,
    HALF,
    IN_BRACKETS,
    ISO_DATE,
    LONG_DATE,
    MONTH_NUMBERS,
    MONTH_OF_YEAR,
    MONTH_ONLY,
    MONTH_YEAR,
    ORDINALS,
    QUARTER,
    RUN_TOGETHER,
    SPLIT_YEAR,
    UK_DATE,
    YEAR_ENDING,
    YEAR_MONTH,
    YEAR_MONTH_TOGETHER,
    YEAR_THEN_MONTH,
    spelling,
)
from scrutiny_tracker.rules.performance.periods import (
    NotAPeriodError,
    Period,
    PeriodKind,
    academic_year,
    calendar_quarter,
    calendar_year,
    financial_quarter,
    financial_year,
    half_year,
    month,
    months_together,
    point_date,
    years_together,
)

MOST_CHARACTERS = 60


@dataclass(frozen=True)
class PeriodConventions:
    """How a council reads what its spreadsheets leave open.

    `split_year`: what 2022/23 means (financial or academic year). `quarter_year`: what the year in "Q2 2023"
    means: a calendar year, the financial year that starts then, or None to ask. `first_of_month_is_month`: a
    typed date 1 April 2022 stands for the month, as spreadsheets store "Apr-22".
    """

    split_year: PeriodKind = PeriodKind.FINANCIAL_YEAR
    quarter_year: PeriodKind | None = None
    first_of_month_is_month: bool = True


USUAL = PeriodConventions()


def parse_period(cell: object, conventions: PeriodConventions = USUAL) -> Period:
    """The period that a cell or a typed text names.

    Takes text, a year as a number, or a date. FY22 is the year that ends in 2022. Raises NotAPeriodError in a
    sentence.
    """
    if isinstance(cell, str):
        return _parse_text(cell[: MOST_CHARACTERS + 1], conventions)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        if cell.day == 1 and conventions.first_of_month_is_month:
            return month(cell.year, cell.month)
        return point_date(cell)
    if (
        isinstance(cell, int | float)
        and not isinstance(cell, bool)
        and 1900 <= cell < 2200
        and cell == int(cell)
    ):
        return calendar_year(int(cell))
    raise NotAPeriodError("This cell names no period.")


def find_period(cell: object, conventions: PeriodConventions = USUAL) -> Period | None:
    """As `parse_period`, with None where the cell names no period."""
    try:
        return parse_period(cell, conventions)
    except NotAPeriodError:
        return None


def caution(text: str) -> str | None:
    """What to say beside a spelling that other councils read differently, or None."""
    if spelling(r"fy\s?'?(\d\d|\d{4})").fullmatch(" ".join(text.split())):
        return f"{text} is read as the financial year that ends in that year."
    return None


@lru_cache(maxsize=4096)
def _parse_text(text: str, conventions: PeriodConventions) -> Period:
    period = None if len(text) > MOST_CHARACTERS else _read(_tidy(text), conventions)
    if period is None:
        raise NotAPeriodError(
            f"‘{text[:40].strip()}’ is not a period we can read: write 2022-23, Q1 2023-24 or June 2023."
        )
    return period


def _tidy(text: str) -> str:
    plain = text.replace("–", "-").replace("—", "-").replace("−", "-").replace("’", "'")
    return " ".join(plain.split()).strip(" :;,.")


def _read(text: str, conventions: PeriodConventions) -> Period | None:
    for reader in (
        _as_date,
        _as_part_of_year,
        _as_named_year,
        _as_year_ending,
        _as_year,
        _as_month,
        _as_range,
    ):
        if period := reader(text, conventions):
            return period
    without = IN_BRACKETS.sub(" ", text).strip()
    return _read(without, conventions) if without and without != text else None


def _as_date(text: str, conventions: PeriodConventions) -> Period | None:
    text = AS_AT.sub("", text)
    if found := ISO_DATE.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := UK_DATE.fullmatch(text):
        return _date(_full_year(found[3]), int(found[2]), int(found[1]))
    if found := LONG_DATE.fullmatch(text):
        return _date(_full_year(found["year"]), _month_number(found["month"]), int(found["day"]))
    return None


def _date(year: int, month_number: int, day: int) -> Period:
    try:
        return point_date(date(year, month_number, day))
    except ValueError as error:
        raise NotAPeriodError(f"There is no day {day}/{month_number}/{year}.") from error


def _as_part_of_year(text: str, conventions: PeriodConventions) -> Period | None:
    for pattern, is_quarter in ((QUARTER, True), (HALF, False)):
        if found := pattern.search(text):
            number = int(found["number"] or ORDINALS[found["ordinal"].casefold()])
            rest = IN_BRACKETS.sub(" ", text[: found.start()] + " " + text[found.end() :])
            rest = re.sub(r"^\s*(?:of|in|-|,|/)?\s*|\s*(?:of|in|-|,|/)?\s*$", "", rest)
            return _part(number, FINANCIAL_WORDS.sub("", rest), is_quarter, conventions)
    return None


def _part(number: int, year_text: str, is_quarter: bool, conventions: PeriodConventions) -> Period | None:
    if found := SPLIT_YEAR.fullmatch(year_text):
        year = _starting_year(found)
        if year is None:
            return None
        return financial_quarter(year, number) if is_quarter else half_year(year, number)
    if found := BARE_YEAR.fullmatch(year_text):
        return _part_of_bare_year(number, int(found["year"]), is_quarter, conventions)
    return None


def _part_of_bare_year(number: int, year: int, is_quarter: bool, conventions: PeriodConventions) -> Period:
    if conventions.quarter_year is PeriodKind.FINANCIAL_YEAR:
        return financial_quarter(year, number) if is_quarter else half_year(year, number)
    if conventions.quarter_year is PeriodKind.CALENDAR_YEAR and is_quarter:
        return calendar_quarter(year, number)
    part = f"{'quarter' if is_quarter else 'half'} {number}"
    raise NotAPeriodError(
        f"{part.capitalize()} of {year} could be of the calendar year or of {financial_year(year)}: "
        f"write {'Q' if is_quarter else 'H'}{number} {financial_year(year)}, or the months."
    )


def _as_named_year(text: str, conventions: PeriodConventions) -> Period | None:
    if YEAR_ENDING.search(text):
        return None
    if rest := _without(ACADEMIC_WORDS, text):
        found = SPLIT_YEAR.fullmatch(rest)
        year = _starting_year(found) if found else None
        return academic_year(year) if year else None
    if rest := _without(FINANCIAL_WORDS, text):
        found = SPLIT_YEAR.fullmatch(rest)
        if found:
            year = _starting_year(found)
            return financial_year(year) if year else None
        return (
            financial_year(_full_year(rest) - 1) if re.fullmatch(r"'?(?:\d\d|(?:19|20)\d\d)", rest) else None
        )
    if rest := _without(CALENDAR_WORDS, text):
        return calendar_year(int(rest)) if BARE_YEAR.fullmatch(rest) else None
    return None


def _as_year_ending(text: str, conventions: PeriodConventions) -> Period | None:
    rest = _without(YEAR_ENDING, text)
    if rest is None:
        return None
    if re.fullmatch(r"'?(?:\d\d|(?:19|20)\d\d)", rest):
        return financial_year(_full_year(rest) - 1)
    ending = _as_date(rest, conventions) or _as_month(rest, conventions)
    if ending is None:
        return None
    last = ending.ends_on
    first = date(last.year - 1, last.month + 1, 1) if last.month < 12 else date(last.year, 1, 1)
    return months_together(first, last)


def _as_year(text: str, conventions: PeriodConventions) -> Period | None:
    if found := BARE_YEAR.fullmatch(text):
        return calendar_year(int(found["year"]))
    found = SPLIT_YEAR.fullmatch(text) or RUN_TOGETHER.fullmatch(text)
    if found is None:
        return None
    if year := _starting_year(found):
        return (
            academic_year(year)
            if conventions.split_year is PeriodKind.ACADEMIC_YEAR
            else financial_year(year)
        )
    return _calendar_years(found) if len(found["first"]) == 4 and found.re is SPLIT_YEAR else None


def _calendar_years(found: re.Match[str]) -> Period | None:
    """2018-20 is the calendar years 2018 to 2020 together, as public health figures are published."""
    first, last = int(found["first"]), _full_year(found["second"])
    return (
        years_together(calendar_year(first), calendar_year(last)) if first + 1 < last <= first + 10 else None
    )


def _as_month(text: str, conventions: PeriodConventions) -> Period | None:
    if found := MONTH_YEAR.fullmatch(text):
        return month(_full_year(found["year"]), _month_number(found["month"]))
    if found := YEAR_MONTH.fullmatch(text) or YEAR_MONTH_TOGETHER.fullmatch(text):
        return month(int(found["year"]), int(found["month"]))
    if found := MONTH_OF_YEAR.fullmatch(text):
        return _month_of(found)
    if found := YEAR_THEN_MONTH.fullmatch(text):
        return month(int(found["year"]), _month_number(found["month"]))
    return None


def _month_of(found: re.Match[str]) -> Period | None:
    """January 2023 for "Jan 2022/23": the month inside that financial year."""
    year, number = _starting_year(found), _month_number(found["month"])
    return month(year + (number < 4), number) if year else None


def _as_range(text: str, conventions: PeriodConventions) -> Period | None:
    for found in _ranges(text):
        last = _end(found["last"], conventions)
        first = _end(found["first"], conventions) or (last and _month_before(found["first"], last))
        if first is None or last is None or first.ends_on > last.ends_on:
            continue
        if first.kind is last.kind and first.months == 12:
            return first if first == last else years_together(first, last)
        if {first.kind, last.kind} <= {PeriodKind.MONTH, PeriodKind.POINT}:
            return _between(first, last)
    return None


def _ranges(text: str) -> list[re.Match[str]]:
    """Each way of cutting the text in two at "to" or a dash, spaced dashes first."""
    spaced = spelling(r"(?P<first>.+?)\s+(?:to|until|-)\s+(?P<last>.+)").fullmatch(text)
    close = [
        match
        for at in range(1, len(text) - 1)
        if text[at] == "-" and (match := spelling(rf"(?P<first>.{{{at}}})-(?P<last>.+)").fullmatch(text))
    ]
    return ([spaced] if spaced else []) + close[:6]


def _end(text: str, conventions: PeriodConventions) -> Period | None:
    text = text.strip()
    for reader in (_as_date, _as_named_year, _as_year, _as_month):
        if period := reader(text, conventions):
            return period
    return None


def _month_before(text: str, last: Period) -> Period | None:
    """The "Apr" of "Apr to Jun 2023": in the year of the last month, or the year before it."""
    found = MONTH_ONLY.fullmatch(text.strip())
    if found is None or last.kind is not PeriodKind.MONTH:
        return None
    number = _month_number(found["month"])
    return month(last.starts_on.year - (number > last.starts_on.month), number)


def _between(first: Period, last: Period) -> Period:
    if first.kind is PeriodKind.POINT and first.starts_on.day != 1:
        raise NotAPeriodError(f"{first} to {last} does not begin on the first of a month.")
    return months_together(first.starts_on, last.ends_on)


def _starting_year(found: re.Match[str]) -> int | None:
    """2022 for 2022-23, 2022/2023, 22/23 and 1999-00; None where the second year is not the next."""
    first = _full_year(found["first"])
    second = int(found["second"])
    return first if second in (first + 1, (first + 1) % 100) else None


def _without(pattern: re.Pattern[str], text: str) -> str | None:
    """The text without the words of the pattern, or None where they are not in it."""
    rest = pattern.sub("", text).strip(" :-")
    return rest if rest and rest != text else None


def _full_year(text: str) -> int:
    year = int(text.lstrip("'"))
    return year + (1900 if year >= 70 else 2000) if year < 100 else year


def _month_number(name: str) -> int:
    return MONTH_NUMBERS[name.casefold()]
