"""Updates asked for before each meeting: the rule, the page, reminders, and a calendar that changes."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import text

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.clause_models import DatePrecision
from scrutiny_tracker.meetings.models import Meeting, MeetingState
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.recommendations.actions.updates import send
from scrutiny_tracker.recommendations.jobs import follow_the_calendar
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.rules.clocks import UpdateRhythm
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.counting import queries
from tests.factories_papers import on_day
from tests.factories_updates import agreed, fresh, on_track
from tests.reminders.told import message_to, run, told

MARCH, APRIL, JUNE = date(2026, 3, 5), date(2026, 4, 16), date(2026, 6, 11)


def test_the_rule_counts_back_from_each_meeting() -> None:
    rhythm = UpdateRhythm(3, (JUNE, MARCH, APRIL), 14)
    answered = date(2026, 2, 1)
    assert rhythm.asked_by(answered, is_word=False) == date(2026, 2, 19)
    assert rhythm.asked_by(date(2026, 2, 20), is_word=False) == date(2026, 4, 2)  # too late for March
    assert rhythm.asked_by(date(2026, 2, 10), is_word=True) == date(2026, 4, 2)  # said for March
    assert rhythm.asked_by(date(2026, 3, 5), is_word=True) == date(2026, 4, 2)
    assert rhythm.asked_by(date(2026, 3, 6), is_word=True) == date(2026, 5, 28)
    assert rhythm.asked_by(date(2026, 6, 1), is_word=True) == date(2026, 9, 1)  # no later meeting: months
    assert UpdateRhythm(1).asked_by(date(2026, 1, 31), is_word=True) == date(2026, 2, 28)


def before_each_meeting(cast: Cast) -> Recommendation:
    for on in (MARCH, APRIL):
        make.meeting(cast.scruco, on)
    made = agreed(cast, "Plant forty trees")
    made.actions[0].due_on = made.actions[0].first_due_on = None
    made.actions[0].due_text, made.actions[0].due_precision = "in time", DatePrecision.VAGUE
    made.update_before_meetings = True
    db.session.flush()
    settle(fresh(made))
    db.session.commit()
    return fresh(made)


def test_an_officer_is_asked_before_each_meeting(cast: Cast) -> None:
    made = before_each_meeting(cast)
    assert made.update_due_on == date(2026, 2, 19)
    run(date(2026, 2, 5))
    run(date(2026, 2, 19))
    asked = [row for row in told("update") if row[0] == cast.officer.email]
    assert asked == [(cast.officer.email, "due"), (cast.officer.email, "in-14-days")]
    assert "Give an update on “Plant forty trees” (today)" in message_to(cast.officer.email).body
    one = fresh(made)
    send(one, one.actions[0], on_track(), on_day(date(2026, 2, 24), by(cast.officer)))
    db.session.commit()
    assert fresh(made).update_due_on == date(2026, 4, 2)


def test_the_clock_follows_a_calendar_that_changes(cast: Cast) -> None:
    made = before_each_meeting(cast)
    assert follow_the_calendar() == 0
    march = db.session.query(Meeting).filter(Meeting.on == MARCH).one()
    march.state, march.state_reason = MeetingState.CANCELLED, "Snow"
    db.session.commit()
    run(date(2026, 2, 19))
    assert fresh(made).update_due_on == date(2026, 4, 2)
    assert told("update") == []
    make.meeting(cast.scruco, date(2026, 3, 12))
    db.session.commit()
    assert follow_the_calendar() == 1
    assert fresh(made).update_due_on == date(2026, 2, 26)
    with queries() as asked:
        assert follow_the_calendar() == 0
    assert len(asked) <= 5


def test_what_follows_no_calendar_costs_nothing(cast: Cast) -> None:
    """It is found by an index of its own, however many recommendations there are."""
    agreed(cast)
    with queries() as asked:
        assert follow_the_calendar() == 0
    (statement,) = asked
    if db.engine.dialect.name == "sqlite":
        plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
        assert "ix_recommendation_before_meetings" in plan[0][-1]


def test_the_rhythm_is_chosen_on_the_page(cast: Cast, client: FlaskClient) -> None:
    for on in (MARCH, APRIL):
        make.meeting(cast.scruco, on)
    made = agreed(cast, "Plant forty trees")
    assert made.update_due_on == date(2026, 2, 4)
    sign_in(client, "coordinator")
    page = client.get(f"/recommendations/{made.reference}/edit").text
    assert "Ask before each meeting of the committee instead" in page
    answer = client.post(
        f"/recommendations/{made.reference}/edit",
        data={
            "short_name": "Plant forty trees",
            "directorate": str(cast.place.id),
            "update_before_meetings": "y",
            "version": str(made.version),
        },
    )
    assert answer.status_code == 302, answer.text
    assert fresh(made).update_due_on == date(2026, 2, 19)
