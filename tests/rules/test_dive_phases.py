"""The phases of a deep dive and the dates of its draft report."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.rules.deadlines import KeyDate, draft_dates
from scrutiny_tracker.rules.dive_phases import Counts, PhaseState, phases

NO, HALF, DONE = PhaseState.NOT_STARTED, PhaseState.IN_PROGRESS, PhaseState.DONE


@pytest.mark.parametrize(
    ("counts", "states"),
    [
        (Counts(), (NO, NO, NO, NO, NO, NO)),
        (Counts(measures=3, placed=1, sessions=2), (HALF, HALF, NO, NO, NO, NO)),
        (
            Counts(measures=3, placed=3, sessions=2, finished=2, heard=2, drafts=4, settled_drafts=1),
            (DONE, DONE, HALF, HALF, NO, NO),
        ),
        (
            Counts(measures=3, placed=3, heard=3, drafts=1, settled_drafts=1, clearances=4, sent_out=3),
            (DONE, NO, DONE, DONE, HALF, NO),
        ),
        (Counts(measures=3, clearances=4, sent_out=3, is_carried=True), (DONE, DONE, DONE, DONE, DONE, HALF)),
        (Counts(is_carried=True, is_sent=True), (DONE, DONE, DONE, DONE, DONE, DONE)),
    ],
)
def test_phases_stand_as_the_record_says(counts: Counts, states: tuple[PhaseState, ...]) -> None:
    assert tuple(phase.state for phase in phases(counts)) == states


def test_the_draft_s_dates_are_counted_back_in_working_days() -> None:
    due = draft_dates(date(2025, 10, 22), comments=10, settling=5, bank_holidays={date(2025, 10, 14)})
    assert due.comments_back_on == date(2025, 10, 15)
    assert due.to_approvers_on == date(2025, 9, 30)


@pytest.mark.parametrize(
    ("done_on", "today", "words", "late"),
    [
        (date(2025, 10, 15), date(2026, 1, 1), "on time", False),
        (date(2025, 10, 17), date(2026, 1, 1), "2 days late", True),
        (None, date(2025, 10, 16), "1 day late", True),
        (None, date(2025, 10, 15), "today", False),
        (None, date(2025, 10, 14), "in 1 day", False),
    ],
)
def test_a_key_date_says_how_it_stands(done_on: date | None, today: date, words: str, late: bool) -> None:
    one = KeyDate("Comments back", date(2025, 10, 15), done_on)
    assert (one.in_words(today), one.is_late(today)) == (words, late)


def test_what_was_not_done_when_the_papers_went_out_counts_no_more_days() -> None:
    one = KeyDate("Comments back", date(2025, 10, 15), over_on=date(2025, 10, 22))
    assert one.in_words(date(2026, 1, 12)) == "not all, when the papers went out"
    assert one.is_late(date(2025, 10, 16))
