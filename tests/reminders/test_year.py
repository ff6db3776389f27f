"""A year of six people: each is told what the rules say, once; no repetition, and lost days lose nothing."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.reminders.models import Notice
from tests.cast import Cast
from tests.reminders.played import Story, expected, morning, play, told
from tests.reminders.played_reports import FIRST, LAST, ReportsStory


def test_a_year_of_six_people(cast: Cast, session: scoped_session[Session]) -> None:
    for day in play(Story(cast)):
        before = db.session.query(Notice).count()
        morning(day)  # every day the worker runs twice
        assert db.session.query(Notice).count() == before
    assert sorted(told()) == sorted(expected())


def test_days_on_which_the_worker_was_down(cast: Cast, session: scoped_session[Session]) -> None:
    """A stage overtaken meanwhile is replaced by the next; everything else is told late."""
    down = frozenset(date(2025, 12, 29) + timedelta(days=n) for n in range(6))
    down |= frozenset(date(2026, 10, 2) + timedelta(days=n) for n in range(5))
    for _day in play(Story(cast), down):
        pass
    lost = set(expected()) - set(told())
    late = set(told()) - set(expected())
    assert {(row[3], row[4]) for row in lost} == {
        ("answer", "in-14-days"),
        ("answer", "in-7-days"),
        ("signed-off", "told"),
    }
    assert sorted(late) == [
        (date(2026, 1, 5), "Cora", "SEND", "answer", "in-7-days"),
        (date(2026, 10, 7), "Oren", "REC", "signed-off", "told"),
    ]


def test_seven_months_of_measures_questions_and_a_progress_report(
    cast: Cast, session: scoped_session[Session]
) -> None:
    for day in play(ReportsStory(cast), first=FIRST, last=LAST):
        before = db.session.query(Notice).count()
        morning(day)
        assert db.session.query(Notice).count() == before
    assert sorted(told()) == sorted(expected("year_of_reports.txt"))
