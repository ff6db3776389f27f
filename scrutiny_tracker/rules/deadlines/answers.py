"""When a sending's answer is due, by which rule, and how that date was reached, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .counting import NO_DAYS, Days, Period, Unit, long_date
from .last_days import (
    CRIME_AND_DISORDER_DAYS,
    EXECUTIVE_MONTHS,
    HEALTH_DAYS,
    crime_and_disorder_response,
    executive_response,
    health_response,
    local,
    working_day_for,
)

NO_NOTICE = "No notice has been given, so no legal deadline is running"
NOT_SENT = "Not sent yet, so no deadline is running"
NO_DEADLINE = "No deadline set"
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Regime(StrEnum):
    """Which duty to answer a sending falls under."""

    EXECUTIVE = "executive"
    COUNCIL = "council"
    HEALTH = "health"
    CRIME_AND_DISORDER = "crime-and-disorder"
    OWN_PROTOCOL = "own-protocol"
    NONE = "none"


class Rule(StrEnum):
    """The rules by name, as the `deadline` command takes them."""

    EXECUTIVE_RESPONSE = "executive-response"
    CRIME_AND_DISORDER_RESPONSE = "crime-and-disorder-response"
    HEALTH_RESPONSE = "health-response"
    LOCAL = "local"
    PAPERS_PUBLISHED = "papers-published"
    KEY_DECISION_NOTICE = "key-decision-notice"
    CALL_IN = "call-in"
    PROGRESS_REPORT = "progress-report"


@dataclass(frozen=True)
class Deadline:
    """A due date (None where no clock runs), the rule behind it ("none" without one), whether the law sets
    it, how it was reached in words without a full stop, and the working day before where it falls on none."""

    due_on: date | None
    rule: str
    legal: bool
    sentence: str
    working_day_before: date | None


def answer_due(
    regime: Regime,
    sent_on: date | None,
    notice_on: date | None,
    received_on: date | None,
    own_period: Period | None,
    *,
    months: int = EXECUTIVE_MONTHS,
    crime_and_disorder_days: int = CRIME_AND_DISORDER_DAYS,
    health_days: int = HEALTH_DAYS,
    bank_holidays: Days = NO_DAYS,
    closed: Days = NO_DAYS,
) -> Deadline:
    """When the answer to a sending is due.

    `sent_on` is the date of the report (for health the request, unless the notice asks for the answer later);
    `notice_on` the date of the written notice; `received_on` the day on which the executive or council
    received the report or notice; `own_period` the council's own, counted from sending where no legal clock
    runs. Raises ValueError for a period below 1 or a date outside years 1 to 9999.

    Source: the functions in `last_days`. The executive's and the council's clock runs from a written notice
    only.
    """
    match regime:
        case Regime.EXECUTIVE | Regime.COUNCIL if notice_on and received_on:
            due_on = executive_response(received_on, notice_on, months)
            counted = f"{_months_words(months)} beginning with receipt of the notice"
            return _legal(due_on, Rule.EXECUTIVE_RESPONSE, counted, bank_holidays)
        case Regime.EXECUTIVE | Regime.COUNCIL if notice_on:
            given = f"Notice given {long_date(notice_on)}, receipt not recorded"
            without = f"{given}, so the legal last day is not known"
            return _own(f"{given}: our", without, sent_on, own_period, bank_holidays, closed)
        case Regime.EXECUTIVE | Regime.COUNCIL:
            return _own(
                "No notice given: our", NO_NOTICE, sent_on or received_on, own_period, bank_holidays, closed
            )
        case Regime.CRIME_AND_DISORDER if sent_on:
            due_on = crime_and_disorder_response(sent_on, crime_and_disorder_days)
            counted = f"{Period(crime_and_disorder_days, Unit.DAYS)} from the date of the report"
            return _legal(due_on, Rule.CRIME_AND_DISORDER_RESPONSE, counted, bank_holidays)
        case Regime.HEALTH if sent_on:
            due_on = health_response(max(sent_on, notice_on or sent_on), health_days)
            counted = f"{Period(health_days, Unit.DAYS)} beginning with the request"
            return _legal(due_on, Rule.HEALTH_RESPONSE, counted, bank_holidays)
        case Regime.CRIME_AND_DISORDER | Regime.HEALTH:
            return _none(NOT_SENT)
        case Regime.OWN_PROTOCOL:
            return _own("Our", NO_DEADLINE, sent_on or received_on, own_period, bank_holidays, closed)
        case Regime.NONE:
            return _none(NO_DEADLINE)


def _legal(due_on: date, rule: Rule, counted: str, bank_holidays: Days) -> Deadline:
    sentence = f"Legal last day {long_date(due_on)} ({counted})"
    return Deadline(due_on, rule, True, sentence, working_day_for(due_on, bank_holidays))


def _own(
    opening: str, without: str, start: date | None, period: Period | None, bank_holidays: Days, closed: Days
) -> Deadline:
    if period is None:
        return _none(without)
    if start is None:
        return _none(NOT_SENT)
    due_on = local(start, period, bank_holidays=bank_holidays, closed=closed)
    sentence = f"{opening} own deadline, {period} from sending, {long_date(due_on)}"
    return Deadline(due_on, Rule.LOCAL, False, sentence, working_day_for(due_on, bank_holidays))


def _none(sentence: str) -> Deadline:
    return Deadline(None, "none", False, sentence, None)


def _months_words(months: int) -> str:
    number = NUMBER_WORDS[months - 1] if months <= len(NUMBER_WORDS) else str(months)
    return f"{number} month" if months == 1 else f"{number} months"
