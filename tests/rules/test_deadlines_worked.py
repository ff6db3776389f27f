"""Each date counted by hand, against the rules alone: the calendar is the printed one."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.rules.deadlines import (
    PAPERS_CLEAR_DAYS_IN_WALES,
    Period,
    Rule,
    Unit,
    call_in,
    clear_days_between,
    crime_and_disorder_response,
    days_late,
    earliest_key_decision,
    earliest_meeting,
    executive_response,
    health_response,
    in_force_on,
    key_decision_notice,
    local,
    papers_published,
    progress_report,
    progress_report_opens,
    working_day_for,
)
from tests.rules.worked import Worked, printed_holidays, worked_dates

WORKED = worked_dates()
ENGLAND = printed_holidays("england")


def _last_day(worked: Worked) -> date:
    from_on = date.fromisoformat(worked.find("--from") or "")
    holidays = printed_holidays(worked.find("--nation") or "england")
    closed = frozenset(map(date.fromisoformat, worked.all_of("--closed")))
    periods = [Period(int(number), unit) for unit in Unit for number in worked.all_of(f"--{unit}")]
    number = [period.number for period in periods]
    match worked.rule:
        case "executive-response":
            notice = worked.find("--notice")
            return executive_response(from_on, date.fromisoformat(notice) if notice else None, *number)
        case "crime-and-disorder-response":
            return crime_and_disorder_response(from_on, *number)
        case "health-response":
            return health_response(from_on, *number)
        case "local":
            [period] = periods
            return local(
                from_on, period, beginning_with=worked.beginning_with, bank_holidays=holidays, closed=closed
            )
        case "papers-published":
            return papers_published(from_on, *number, bank_holidays=holidays)
        case "key-decision-notice":
            return key_decision_notice(from_on, *number)
        case "call-in":
            return call_in(from_on, *number, bank_holidays=holidays, closed=closed)
        case "progress-report":
            return progress_report(from_on, *number)
        case other:
            raise AssertionError(f"no such rule: {other}")


def test_the_table_is_large_and_says_why() -> None:
    assert len(WORKED) >= 120
    assert len({worked.arguments for worked in WORKED}) == len(WORKED)
    assert {worked.rule for worked in WORKED} == {rule.value for rule in Rule}
    assert all(len(worked.counting) >= 5 for worked in WORKED)


@pytest.mark.parametrize("worked", WORKED, ids=str)
def test_worked_date(worked: Worked) -> None:
    assert _last_day(worked) == worked.expected, worked.counting


def test_wales_has_three_clear_days() -> None:
    days = PAPERS_CLEAR_DAYS_IN_WALES
    assert papers_published(date(2025, 10, 30), days, bank_holidays=ENGLAND) == date(2025, 10, 24)


def test_the_earliest_meeting_on_papers_out_on_christmas_eve() -> None:
    assert earliest_meeting(date(2025, 12, 24), bank_holidays=ENGLAND) == date(2026, 1, 6)


def test_the_earliest_decision_on_a_notice() -> None:
    assert earliest_key_decision(date(2025, 10, 6)) == date(2025, 11, 4)


def test_a_decision_is_in_force_the_day_after_the_call_in_period() -> None:
    assert in_force_on(date(2025, 11, 6), bank_holidays=ENGLAND) == date(2025, 11, 14)
    assert in_force_on(date(2025, 11, 6), closed={date(2025, 11, 10)}) == date(2025, 11, 15)


def test_a_progress_report_opens_eight_weeks_before_its_agenda() -> None:
    assert progress_report_opens(date(2026, 11, 11)) == date(2026, 9, 16)  # Wednesday to Wednesday


def test_a_saturday_gives_the_friday_before_too() -> None:
    assert working_day_for(date(2026, 1, 3), ENGLAND) == date(2026, 1, 2)
    assert working_day_for(date(2025, 12, 26), ENGLAND) == date(2025, 12, 24)
    assert working_day_for(date(2025, 12, 30), ENGLAND) is None


def test_clear_days_of_papers_published_early_late_and_on_the_day() -> None:
    meeting = date(2026, 1, 6)
    counted = [
        clear_days_between(date(2025, 12, 23), meeting, ENGLAND),
        clear_days_between(date(2025, 12, 24), meeting, ENGLAND),
        clear_days_between(date(2025, 12, 29), meeting, ENGLAND),
        clear_days_between(date(2026, 1, 5), meeting, ENGLAND),
        clear_days_between(meeting, meeting, ENGLAND),
        clear_days_between(date(2026, 1, 9), meeting, ENGLAND),
    ]
    assert counted == [6, 5, 4, 0, 0, 0]


def test_nothing_is_late_on_its_day() -> None:
    assert days_late(date(2026, 1, 3), date(2026, 1, 2)) == 0
    assert days_late(date(2026, 1, 3), date(2026, 1, 3)) == 0
    assert days_late(date(2026, 1, 3), date(2026, 1, 12)) == 9
    assert days_late(date(9999, 12, 31), date(2026, 1, 12)) == 0
