"""How days, months and working days are counted. All dates are civil dates in London, from year 1 to year
9999."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

Days = Container[date]
NO_DAYS: frozenset[date] = frozenset()

SATURDAY = 5
OUTSIDE = f"outside the calendar (years 1 to {MAXYEAR})"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


class Nation(StrEnum):
    """Whose bank holidays count."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working-days"


@dataclass(frozen=True)
class Period:
    """A length of time as a council writes it: 8 weeks, 2 months, 10 working days. Raises ValueError below
    1."""

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"A period is at least 1 {_unit_words(1, self.unit)}, not {self.number}")

    def __str__(self) -> str:
        return f"{self.number} {_unit_words(self.number, self.unit)}"


def _unit_words(number: int, unit: Unit) -> str:
    words = unit.value.replace("-", " ")
    return words.removesuffix("s") if number == 1 else words


def long_date(day: date) -> str:
    """A date as people read it, whatever the machine's language: "Thursday 30 October 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def days_after(day: date, number: int) -> date:
    """The date `number` days after `day` (before it where negative). Raises ValueError outside years 1 to
    9999."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        direction = "after" if number >= 0 else "before"
        raise ValueError(f"{abs(number)} days {direction} {long_date(day)} is {OUTSIDE}") from None


def months_after(day: date, months: int) -> date:
    """The date `months` (1 or more) after `day`: the day of the same number, or the month's last day if it
    has none. Raises ValueError outside years 1 to 9999.

    Source: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027; "month" is a calendar month,
    Interpretation Act 1978, Schedule 1.
    """
    Period(months, Unit.MONTHS)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        raise ValueError(f"{months} months after {long_date(day)} is {OUTSIDE}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_beginning_with(day: date, months: int) -> date:
    """The last day of a period of `months` whose first day is `day`: the day before the day of the same
    number, or the month's last day where it has no day of that number (31 December, two months: 28 or 29
    February).

    Source: "beginning with" counts the first day, Trow v Ind Coope [1967] 2 QB 899; else as `months_after`.
    """
    if day.day == 1:  # the period is whole months; no look at the month after, which year 9999 may not have
        Period(months, Unit.MONTHS)
        last = day if months == 1 else months_after(day, months - 1)
        return last.replace(day=monthrange(last.year, last.month)[1])
    same_number = months_after(day, months)
    return same_number if same_number.day < day.day else days_after(same_number, -1)


def is_working_day(day: date, bank_holidays: Days = NO_DAYS, closed: Days = NO_DAYS) -> bool:
    """Whether `day` is neither at a weekend, nor a bank holiday, nor one of the council's own closed days."""
    return day.weekday() < SATURDAY and day not in bank_holidays and day not in closed


def working_day_before(day: date, bank_holidays: Days = NO_DAYS, closed: Days = NO_DAYS) -> date:
    """The last working day earlier than `day`. Raises ValueError before year 1."""
    earlier = days_after(day, -1)
    while not is_working_day(earlier, bank_holidays, closed):
        earlier = days_after(earlier, -1)
    return earlier


def working_day_after(day: date, bank_holidays: Days = NO_DAYS, closed: Days = NO_DAYS) -> date:
    """The first working day later than `day`. Raises ValueError after year 9999."""
    later = days_after(day, 1)
    while not is_working_day(later, bank_holidays, closed):
        later = days_after(later, 1)
    return later


def working_days_after(
    day: date,
    number: int,
    *,
    beginning_with: bool = False,
    bank_holidays: Days = NO_DAYS,
    closed: Days = NO_DAYS,
) -> date:
    """The last of `number` (1 or more) working days after `day`; with `beginning_with`, `day` is the first of
    them if it is a working day. Raises ValueError outside years 1 to 9999."""
    Period(number, Unit.WORKING_DAYS)
    counts_today = beginning_with and is_working_day(day, bank_holidays, closed)
    last = day
    for _ in range(number - counts_today):
        last = working_day_after(last, bank_holidays, closed)
    return last


def clear_days_between(published_on: date, meeting_on: date, bank_holidays: Days = NO_DAYS) -> int:
    """How many clear days papers published on one date gave before a meeting on another: neither end counts,
    weekends and bank holidays are left out (0 where the dates meet or cross)."""
    between = range(published_on.toordinal() + 1, meeting_on.toordinal())
    return sum(is_working_day(date.fromordinal(number), bank_holidays) for number in between)


def days_late(due_on: date, today: date) -> int:
    """How many days `today` is past `due_on`; 0 on the day itself and before."""
    return max(0, (today - due_on).days)
