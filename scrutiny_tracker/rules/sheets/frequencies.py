"""How often a measure is published, as metadata files say it: "Annual", "2 Yearly", "3 Year Aggregates"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrutiny_tracker.rules.performance.periods import PeriodKind

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = r"(?P<number>\d|two|three|four|five)"
_WORDS: dict[str, tuple[PeriodKind, int]] = {
    "monthly": (PeriodKind.MONTH, 1),
    "month": (PeriodKind.MONTH, 1),
    "quarterly": (PeriodKind.QUARTER, 1),
    "quarter": (PeriodKind.QUARTER, 1),
    "termly": (PeriodKind.ACADEMIC_YEAR, 1),
    "half-yearly": (PeriodKind.HALF_YEAR, 1),
    "half yearly": (PeriodKind.HALF_YEAR, 1),
    "six monthly": (PeriodKind.HALF_YEAR, 1),
    "6 monthly": (PeriodKind.HALF_YEAR, 1),
    "biannual": (PeriodKind.HALF_YEAR, 1),
    "twice a year": (PeriodKind.HALF_YEAR, 1),
    "annual": (PeriodKind.FINANCIAL_YEAR, 1),
    "annually": (PeriodKind.FINANCIAL_YEAR, 1),
    "yearly": (PeriodKind.FINANCIAL_YEAR, 1),
    "year": (PeriodKind.FINANCIAL_YEAR, 1),
    "biennial": (PeriodKind.FINANCIAL_YEAR, 2),
    "biennially": (PeriodKind.FINANCIAL_YEAR, 2),
    "triennial": (PeriodKind.FINANCIAL_YEAR, 3),
    "academic year": (PeriodKind.ACADEMIC_YEAR, 1),
    "calendar year": (PeriodKind.CALENDAR_YEAR, 1),
    "financial year": (PeriodKind.FINANCIAL_YEAR, 1),
}
_EVERY = re.compile(rf"(?:every\s+)?{_NUMBER}[\s-]*year(?:s|ly)?", re.IGNORECASE)
_AGGREGATE = re.compile(
    rf"{_NUMBER}[\s-]*year\s+(?:aggregates?|rolling|average)(?P<yearly>\s*\(annual\))?", re.I
)


@dataclass(frozen=True)
class Frequency:
    """How often figures come, and of what.

    `kind` is the period of one figure (several-years for aggregates of `years_together`), `every_years` how
    many years lie between one figure and the next where that is a year or more.
    """

    kind: PeriodKind
    every_years: int = 1
    years_together: int = 1


def find_frequency(text: str) -> Frequency | None:
    """The frequency that a text names. "3 Year Aggregates" come every three years unless "(annual)"."""
    words = " ".join(text.casefold().split()).strip(" .")
    if known := _WORDS.get(words):
        return Frequency(*known)
    if found := _AGGREGATE.fullmatch(words):
        years = _number(found["number"])
        return Frequency(PeriodKind.YEARS, 1 if found["yearly"] else years, years)
    if found := _EVERY.fullmatch(words):
        return Frequency(PeriodKind.FINANCIAL_YEAR, _number(found["number"]))
    return None


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)
