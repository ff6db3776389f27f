"""Dates, times and periods as papers print them. Civil dates, London time; nothing is completed by
guessing."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ ]?(?:st|nd|rd|th)?[ ]?(?:of[ ])?,?[ ]?({MONTH})\b\.?,?[ ](\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(rf"\b({MONTH})[ ](\d{{1,2}})(?:st|nd|rd|th)?,?[ ](\d{{4}})(?!\d)", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH_YEAR = re.compile(rf"\b({MONTH})\b\.?,?[ ](\d{{4}})(?!\d)", re.IGNORECASE)
_IMPOSSIBLE_YEAR = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?[ ]{MONTH},?[ ]\d{{5,}}", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d.:/])(?:(\d{1,2})(?:[.:](\d{2}))?[ ]?([ap])\.?[ ]?m\b\.?|([01]?\d|2[0-3])[:.]([0-5]\d)"
    r"(?![\d/.:])(?:[ ]?hours)?"
    r"|(12)?[ ]?\b(noon|midday)\b)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d{2})[ ]?[-–/][ ]?((?:20)?\d{2})(?![\d/])")
_WORD_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "twenty-four": 24}
NUMBER_WORDS = r"(?:\d{1,3}|" + "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True)) + r")"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the day, or the last day of the month, or None where the words name neither."""

    date: date | None
    precision: Precision


def _day(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 2000
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in(text: str) -> list[tuple[int, int, date]]:
    """Every whole date in the words: (start, end, date) in order of place."""
    found: list[tuple[int, int, date]] = []
    for pattern, order in (
        (_DAY_MONTH_YEAR, "dmy"),
        (_MONTH_DAY_YEAR, "mdy"),
        (_SLASHED, "dmy"),
        (_ISO, "ymd"),
    ):
        for match in pattern.finditer(text):
            part = dict(zip(order, match.groups(), strict=True))
            month = _MONTHS.get(part["m"].lower()) or (int(part["m"]) if part["m"].isdigit() else 0)
            day = _day(int(part["y"]), month, int(part["d"]))
            if day is not None:
                found.append((match.start(), match.end(), day))
    return sorted(found)


def find_date(text: str) -> date | None:
    """The first whole date in the words, or None."""
    found = dates_in(text)
    return found[0][2] if found else None


def has_impossible_year(text: str) -> bool:
    """A year of five digits, as `5 June 20913`."""
    return _IMPOSSIBLE_YEAR.search(text) is not None


def find_time(text: str) -> time | None:
    """The first clock time in the words (`5.30 pm`, `14:00`, `noon`), or None."""
    for match in _TIME.finditer(text):
        hour, minute, half, hour24, minute24, _, noon = match.groups()
        if noon:
            return time(12)
        if hour24 is not None:
            return time(int(hour24), int(minute24))
        value = int(hour) % 12 + (12 if half.lower() == "p" else 0)
        if 1 <= int(hour) <= 12 and int(minute or 0) < 60:
            return time(value, int(minute or 0))
    return None


def read_due(when: str) -> Due:
    """`30 June 2024` → that day; `September, 2023` → 30 September 2023, by month; anything else is vague."""
    day = find_date(when)
    if day is not None:
        return Due(day, Precision.DAY)
    match = _MONTH_YEAR.search(when)
    if match is None:
        return Due(None, Precision.VAGUE)
    year, month = int(match[2]), _MONTHS[match[1].lower()]
    if not 1900 <= year <= 2200:
        return Due(None, Precision.VAGUE)
    return Due(date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)


def find_period(text: str) -> str | None:
    """The first financial or municipal year: `2018/19`, `2018-2019` → `2018-19`; spans of several years are
    none."""
    for match in _PERIOD.finditer(text):
        first, second = int(match[1]), int(match[2][-2:])
        if (first + 1) % 100 == second:
            return f"{first}-{second:02d}"
    return None


def to_number(word: str) -> int | None:
    """`12` or `twelve` → 12."""
    return int(word) if word.isdigit() else _WORD_NUMBERS.get(word.lower())
