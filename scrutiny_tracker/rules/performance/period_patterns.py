"""The spellings of periods that `period_words` reads, as patterns."""

from __future__ import annotations

import calendar
import re

MONTH_NUMBERS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
MONTH = r"(?P<{0}>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
YEAR = r"'?(?P<{0}>(?:19|20|21)\d\d|\d\d)"
FULL_YEAR = r"(?P<{0}>(?:19|20|21)\d\d)"
SPLIT = YEAR.format("first") + r"\s?[-/_]\s?" + YEAR.format("second")


def spelling(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


FINANCIAL_WORDS = spelling(
    r"^(?:fy|f/y|financial year|fin\.? year|municipal year)(?:\s*ending)?\s*|\s*(?:fy|financial year)$"
)
ACADEMIC_WORDS = spelling(
    r"^(?:ay|a/y|academic year|school year)\s*|\s*(?:ay|academic year|academic|school year)$"
)
CALENDAR_WORDS = spelling(r"^(?:cy|calendar year|year)\s*(?=\d{4}$)|\s*(?:cy|calendar year)$")
YEAR_ENDING = spelling(
    r"^(?:(?:fy|f/y|financial year|year|12 months|twelve months)\s*(?:ending|ended|to|end)|(?:y/?e|fye))"
    r"\s*(?:in\s+)?(?=[a-z\d'])"
)
AS_AT = spelling(r"^(?:as at|as of|at|on|position at|snapshot)\s+(?:the\s+)?")
QUARTER = spelling(
    r"\b(?:q|qtr|quarter)\s?\.?\s*(?P<number>[1-4])\b"
    r"|\b(?P<ordinal>1st|2nd|3rd|4th|first|second|third|fourth)\s+(?:quarter|qtr)\b"
)
HALF = spelling(r"\b(?:h|half|half[- ]year)\s?(?P<number>[12])\b|\b(?P<ordinal>1st|2nd|first|second) half\b")
IN_BRACKETS = spelling(r"\s*\([^()]*\)\s*")
SPLIT_YEAR = spelling(SPLIT)
BARE_YEAR = spelling(FULL_YEAR.format("year"))
RUN_TOGETHER = spelling(r"(?P<first>(?:19|20)\d\d)(?P<second>\d\d)")
YEAR_MONTH = spelling(FULL_YEAR.format("year") + r"[-/](?P<month>0?[1-9]|1[0-2])")
ISO_DATE = spelling(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?")
UK_DATE = spelling(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)")
LONG_DATE = spelling(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+" + MONTH.format("month") + r"[\s,-]+" + YEAR.format("year")
)
MONTH_OF_YEAR = spelling(MONTH.format("month") + r"[\s,]+(?P<year>" + SPLIT + ")")
YEAR_THEN_MONTH = spelling(FULL_YEAR.format("year") + r"[\s/-]+" + MONTH.format("month"))
YEAR_MONTH_TOGETHER = spelling(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])")
MONTH_YEAR = spelling(MONTH.format("month") + r"[\s,/_-]*" + YEAR.format("year"))
MONTH_ONLY = spelling(MONTH.format("month"))
ORDINALS = {
    word: number
    for number, words in enumerate(("1st first", "2nd second", "3rd third", "4th fourth"), start=1)
    for word in words.split()
}
