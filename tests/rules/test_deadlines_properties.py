"""What holds for every date: order, inverses, closed days, the ends of the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.deadlines import (
    Days,
    Period,
    Unit,
    call_in,
    clear_days_between,
    crime_and_disorder_response,
    days_after,
    earliest_key_decision,
    earliest_meeting,
    executive_response,
    health_response,
    in_force_on,
    is_working_day,
    key_decision_notice,
    local,
    months_after,
    months_beginning_with,
    papers_published,
    progress_report,
    progress_report_opens,
    working_day_after,
    working_day_before,
    working_days_after,
)
from tests.rules.worked import printed_holidays

LastDay = Callable[[date, int, Days], date]

NATIONS = ("england", "scotland", "northern-ireland")
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
printed_days = st.dates(date(2022, 3, 1), date(2028, 10, 1))
bank_holidays = st.sampled_from([printed_holidays(nation) for nation in NATIONS])
numbers = st.integers(1, 40)
closed_days = st.frozensets(st.dates(date(2025, 11, 1), date(2026, 2, 1)), max_size=12)
winter = st.dates(date(2025, 10, 20), date(2026, 2, 10))

RULES: dict[str, LastDay] = {
    "executive": lambda day, number, _: executive_response(day, months=number),
    "crime": lambda day, number, _: crime_and_disorder_response(day, number),
    "health": lambda day, number, _: health_response(day, number),
    "weeks": lambda day, number, _: local(day, Period(number, Unit.WEEKS)),
    "months": lambda day, number, _: local(day, Period(number, Unit.MONTHS)),
    "working days": lambda day, number, off: local(day, Period(number, Unit.WORKING_DAYS), bank_holidays=off),
    "papers": lambda day, number, off: papers_published(day, number, bank_holidays=off),
    "earliest meeting": lambda day, number, off: earliest_meeting(day, number, bank_holidays=off),
    "key decision": lambda day, number, _: key_decision_notice(day, number),
    "earliest decision": lambda day, number, _: earliest_key_decision(day, number),
    "call-in": lambda day, number, off: call_in(day, number, bank_holidays=off),
    "in force": lambda day, number, off: in_force_on(day, number, bank_holidays=off),
    "progress report": lambda day, number, _: progress_report(day, number),
    "opens": lambda day, number, _: progress_report_opens(day, number),
}
BACKWARDS = {"papers", "key decision", "opens"}


@pytest.mark.parametrize("name", RULES)
@given(one=printed_days, other=printed_days, number=numbers, off=bank_holidays)
def test_a_later_start_is_never_due_earlier(
    name: str, one: date, other: date, number: int, off: frozenset[date]
) -> None:
    early, late = sorted((one, other))
    assert RULES[name](early, number, off) <= RULES[name](late, number, off)


@pytest.mark.parametrize("name", RULES)
@given(day=printed_days, number=numbers, off=bank_holidays)
def test_a_longer_period_reaches_further(name: str, day: date, number: int, off: frozenset[date]) -> None:
    shorter, longer = RULES[name](day, number, off), RULES[name](day, number + 1, off)
    assert longer < shorter if name in BACKWARDS else shorter < longer


@given(received=days, notice=days)
def test_the_later_of_notice_and_receipt_starts_the_clock(received: date, notice: date) -> None:
    assert executive_response(received, notice) == executive_response(max(received, notice))


@given(day=days, months=numbers)
def test_beginning_with_ends_a_day_sooner_or_on_the_same_month_end(day: date, months: int) -> None:
    after, beginning = months_after(day, months), months_beginning_with(day, months)
    month_end = (after + timedelta(days=1)).day == 1
    assert after - beginning == timedelta(days=1) or (
        after == beginning and month_end and after.day < day.day
    )


@given(day=days, number=numbers)
def test_beginning_with_takes_one_day_off_days_and_weeks(day: date, number: int) -> None:
    for unit in (Unit.DAYS, Unit.WEEKS):
        period = Period(number, unit)
        assert local(day, period) - local(day, period, beginning_with=True) == timedelta(days=1)


@given(decision=days, number=numbers)
def test_notice_and_earliest_decision_are_inverse(decision: date, number: int) -> None:
    assert earliest_key_decision(key_decision_notice(decision, number), number) == decision
    assert (decision - key_decision_notice(decision, number)).days - 1 == number


@given(meeting=printed_days, number=numbers, off=bank_holidays)
def test_papers_give_their_clear_days_and_a_day_later_they_would_not(
    meeting: date, number: int, off: frozenset[date]
) -> None:
    published = papers_published(meeting, number, bank_holidays=off)
    assert is_working_day(published, off)
    assert clear_days_between(published, meeting, off) == number
    assert clear_days_between(working_day_after(published, off), meeting, off) == number - 1


@given(published=printed_days, meeting=printed_days, number=numbers, off=bank_holidays)
def test_a_meeting_is_early_enough_exactly_when_its_papers_are_in_time(
    published: date, meeting: date, number: int, off: frozenset[date]
) -> None:
    published = working_day_before(published, off)
    in_time = published <= papers_published(meeting, number, bank_holidays=off)
    assert in_time == (meeting >= earliest_meeting(published, number, bank_holidays=off))


@given(day=winter, number=numbers, off=bank_holidays, closed=closed_days, beginning_with=st.booleans())
def test_working_days_end_on_an_open_day_and_count_each_open_day_once(
    day: date, number: int, off: frozenset[date], closed: frozenset[date], beginning_with: bool
) -> None:
    last = working_days_after(day, number, beginning_with=beginning_with, bank_holidays=off, closed=closed)
    assert is_working_day(last, off, closed)
    first = day.toordinal() + (not beginning_with)
    walked = [date.fromordinal(each) for each in range(first, last.toordinal() + 1)]
    assert sum(is_working_day(each, off, closed) for each in walked) == number


@given(day=winter, off=bank_holidays, closed=closed_days)
def test_the_working_days_before_and_after_are_inverse(
    day: date, off: frozenset[date], closed: frozenset[date]
) -> None:
    before, after = working_day_before(day, off, closed), working_day_after(day, off, closed)
    assert before < day < after
    if is_working_day(day, off, closed):
        assert working_day_after(before, off, closed) == day == working_day_before(after, off, closed)


@pytest.mark.parametrize("name", RULES)
@given(day=st.dates(), number=st.integers(1, 5000))
def test_the_ends_of_the_calendar_get_a_sentence(name: str, day: date, number: int) -> None:
    refusal = _refusal(name, day, number)
    assert refusal is None or refusal.endswith("is outside the calendar (years 1 to 9999)")


def _refusal(name: str, day: date, number: int) -> str | None:
    try:
        RULES[name](day, number, frozenset())
    except ValueError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", RULES)
def test_a_rule_that_runs_off_the_calendar_is_refused(name: str) -> None:
    edge = date.min if name in BACKWARDS else date.max
    with pytest.raises(ValueError, match="is outside the calendar"):
        RULES[name](edge, 2, frozenset())


@pytest.mark.parametrize("number", [0, -1])
@pytest.mark.parametrize("name", RULES)
def test_a_period_is_at_least_one(name: str, number: int) -> None:
    with pytest.raises(ValueError, match=f"A period is at least 1 .*, not {number}"):
        RULES[name](date(2026, 1, 12), number, frozenset())


def test_the_calendar_s_own_last_day_can_be_reached() -> None:
    assert executive_response(date(9999, 11, 1)) == date.max
    assert key_decision_notice(date(1, 1, 30)) == date.min
    assert months_beginning_with(date(9999, 12, 1), 1) == date.max


@pytest.mark.parametrize("number", [10**12, -(10**12)])
def test_absurd_numbers_get_a_sentence(number: int) -> None:
    with pytest.raises(
        ValueError, match=r"1000000000000 days (after|before) Monday 12 January 2026 is outside"
    ):
        days_after(date(2026, 1, 12), number)
