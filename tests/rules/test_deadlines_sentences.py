"""How a due date was reached, in words: the same on page, report, e-mail and in the API."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.rules.deadlines import Deadline, Period, Regime, Unit, answer_due, long_date
from tests.rules.worked import printed_holidays

SENT, NOTICE, RECEIVED = date(2025, 10, 27), date(2025, 10, 31), date(2025, 10, 31)
EIGHT_WEEKS = Period(8, Unit.WEEKS)
ENGLAND = printed_holidays("england")


@pytest.mark.parametrize("regime", [Regime.EXECUTIVE, Regime.COUNCIL])
def test_notice_received_gives_the_legal_last_day(regime: Regime) -> None:
    assert answer_due(regime, SENT, NOTICE, RECEIVED, EIGHT_WEEKS) == Deadline(
        date(2025, 12, 30),
        "executive-response",
        True,
        "Legal last day Tuesday 30 December 2025 (two months beginning with receipt of the notice)",
        None,
    )


def test_a_saturday_keeps_its_date_and_names_the_working_day_before() -> None:
    due = answer_due(
        Regime.EXECUTIVE, SENT, date(2025, 11, 3), date(2025, 11, 4), None, bank_holidays=ENGLAND
    )
    assert (due.due_on, due.working_day_before) == (date(2026, 1, 3), date(2026, 1, 2))


def test_a_notice_later_than_the_report_starts_the_clock() -> None:
    due = answer_due(Regime.EXECUTIVE, SENT, date(2025, 11, 4), date(2025, 10, 28), None)
    assert due.due_on == date(2026, 1, 3)


@pytest.mark.parametrize(
    ("months", "words"), [(1, "one month"), (3, "three months"), (9, "nine months"), (12, "12 months")]
)
def test_another_number_of_months_is_said(months: int, words: str) -> None:
    sentence = answer_due(Regime.EXECUTIVE, SENT, NOTICE, RECEIVED, None, months=months).sentence
    assert sentence.endswith(f"({words} beginning with receipt of the notice)")


def test_without_notice_our_own_deadline_runs_from_sending() -> None:
    assert answer_due(Regime.EXECUTIVE, SENT, None, RECEIVED, EIGHT_WEEKS) == Deadline(
        date(2025, 12, 22),
        "local",
        False,
        "No notice given: our own deadline, 8 weeks from sending, Monday 22 December 2025",
        None,
    )


def test_our_own_deadline_on_christmas_day_names_the_working_day_before() -> None:
    due = answer_due(Regime.OWN_PROTOCOL, date(2025, 10, 30), None, None, EIGHT_WEEKS, bank_holidays=ENGLAND)
    assert (due.due_on, due.working_day_before) == (date(2025, 12, 25), date(2025, 12, 24))
    assert due.sentence == "Our own deadline, 8 weeks from sending, Thursday 25 December 2025"


def test_closed_days_touch_our_own_working_days() -> None:
    ten = Period(10, Unit.WORKING_DAYS)
    shut = {date(2025, 12, 24), date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31)}
    due = answer_due(
        Regime.OWN_PROTOCOL, date(2025, 12, 18), None, None, ten, bank_holidays=ENGLAND, closed=shut
    )
    assert due.sentence == "Our own deadline, 10 working days from sending, Monday 12 January 2026"


def test_health_counts_the_day_of_the_request() -> None:
    due = answer_due(Regime.HEALTH, date(2025, 11, 4), None, None, EIGHT_WEEKS)
    assert (due.due_on, due.rule, due.legal) == (date(2025, 12, 1), "health-response", True)
    assert due.sentence == "Legal last day Monday 1 December 2025 (28 days beginning with the request)"


def test_health_runs_from_a_request_made_after_the_report() -> None:
    due = answer_due(Regime.HEALTH, date(2025, 11, 4), date(2025, 11, 6), None, None)
    assert due.due_on == date(2025, 12, 3)


def test_crime_and_disorder_does_not_count_the_date_of_the_report() -> None:
    due = answer_due(Regime.CRIME_AND_DISORDER, date(2025, 11, 4), None, None, None)
    assert (due.due_on, due.rule, due.legal) == (date(2025, 12, 2), "crime-and-disorder-response", True)
    assert due.sentence == "Legal last day Tuesday 2 December 2025 (28 days from the date of the report)"


def test_the_periods_of_health_and_crime_are_settings() -> None:
    health = answer_due(Regime.HEALTH, date(2026, 5, 1), None, None, None, health_days=20)
    crime = answer_due(
        Regime.CRIME_AND_DISORDER, date(2026, 5, 1), None, None, None, crime_and_disorder_days=20
    )
    assert (health.due_on, crime.due_on) == (date(2026, 5, 20), date(2026, 5, 21))


@pytest.mark.parametrize(
    ("regime", "sent_on", "notice_on", "own_period", "sentence"),
    [
        (Regime.EXECUTIVE, SENT, None, None, "No notice has been given, so no legal deadline is running"),
        (Regime.COUNCIL, None, None, None, "No notice has been given, so no legal deadline is running"),
        (Regime.EXECUTIVE, None, None, EIGHT_WEEKS, "Not sent yet, so no deadline is running"),
        (Regime.EXECUTIVE, SENT, NOTICE, None,
         "Notice given Friday 31 October 2025, receipt not recorded, so the legal last day is not known"),
        (Regime.HEALTH, None, None, EIGHT_WEEKS, "Not sent yet, so no deadline is running"),
        (Regime.CRIME_AND_DISORDER, None, NOTICE, None, "Not sent yet, so no deadline is running"),
        (Regime.OWN_PROTOCOL, SENT, NOTICE, None, "No deadline set"),
        (Regime.OWN_PROTOCOL, None, None, EIGHT_WEEKS, "Not sent yet, so no deadline is running"),
        (Regime.NONE, SENT, NOTICE, EIGHT_WEEKS, "No deadline set"),
    ],
)  # fmt: skip
def test_where_no_clock_runs_the_sentence_says_so(
    regime: Regime, sent_on: date | None, notice_on: date | None, own_period: Period | None, sentence: str
) -> None:
    due = answer_due(regime, sent_on, notice_on, None, own_period)
    assert due == Deadline(None, "none", False, sentence, None)


def test_a_notice_without_receipt_leaves_our_own_deadline() -> None:
    due = answer_due(Regime.EXECUTIVE, SENT, NOTICE, None, EIGHT_WEEKS)
    assert (due.due_on, due.legal) == (date(2025, 12, 22), False)
    assert due.sentence == (
        "Notice given Friday 31 October 2025, receipt not recorded: "
        "our own deadline, 8 weeks from sending, Monday 22 December 2025"
    )


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(1, Unit.WEEKS), "1 week"),
        (Period(2, Unit.MONTHS), "2 months"),
        (Period(1, Unit.WORKING_DAYS), "1 working day"),
        (Period(10, Unit.WORKING_DAYS), "10 working days"),
    ],
)
def test_periods_read_as_a_council_writes_them(period: Period, words: str) -> None:
    assert str(period) == words


def test_dates_read_in_full() -> None:
    assert long_date(date(2025, 10, 30)) == "Thursday 30 October 2025"
    assert long_date(date.min) == "Monday 1 January 1"
