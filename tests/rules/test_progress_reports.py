"""When a progress report begins, and its one next step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.progress_reports import Stage, Standing, report_dates, stage_of


def test_the_days_are_counted_back_from_the_papers() -> None:
    """Papers on 11 November 2026, eight weeks and four weeks before."""
    days = report_dates(date(2026, 11, 11), 8, 4)
    assert (days.opens_on, days.parts_due_on, days.papers_on) == (
        date(2026, 9, 16),
        date(2026, 10, 14),
        date(2026, 11, 11),
    )


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 52), st.integers(1, 52))
def test_work_begins_before_parts_are_due_and_parts_before_papers(
    papers: date, opens: int, parts: int
) -> None:
    days = report_dates(papers, opens, parts)
    assert days.opens_on <= days.parts_due_on < days.papers_on
    assert papers - days.opens_on == timedelta(weeks=opens)


OPEN = {"is_open": True, "still_open": 2}
FROZEN = {**OPEN, "is_sent_for_clearing": True, "is_frozen": True}


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        ({}, Stage.NOT_OPEN),
        ({**OPEN, "to_ask": 1}, Stage.ASK),
        (OPEN, Stage.DRAFT),
        ({**OPEN, "is_sent_for_clearing": True}, Stage.CLEAR),
        (FROZEN, Stage.WAIT),
        ({**FROZEN, "is_held": True, "to_decide": 2}, Stage.DECIDE),
        ({**FROZEN, "is_held": True}, Stage.LOOK_AGAIN),
        ({**FROZEN, "is_reported": True}, Stage.LOOK_AGAIN),
        ({**FROZEN, "is_reported": True, "still_open": 0}, Stage.DONE),
        ({"is_reported": True}, Stage.DONE),
    ],
)
def test_the_next_step(now: dict[str, int], stage: Stage) -> None:
    assert stage_of(Standing(**now)) is stage  # type: ignore[arg-type]
