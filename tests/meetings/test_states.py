"""Meeting, agenda and minutes: three states kept apart, each with its verbs and reasons."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting, SensitivePeriod
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import agenda, programme, states
from scrutiny_tracker.meetings.models import AgendaState, Meeting, MeetingState, MinutesState
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in

S = MeetingState


@pytest.mark.parametrize("state", list(MeetingState), ids=str)
@pytest.mark.parametrize("verb", states.MOVES)
def test_every_state_and_every_move_is_allowed_or_refused_with_a_sentence(
    cast: Cast, state: MeetingState, verb: str
) -> None:
    meeting = make.meeting(cast.scruco, state=state, state_reason="Snow")
    offered = verb in states.possible_moves(meeting, TODAY)
    if state in states.MOVES[verb].of:
        states.move_state(meeting, verb, "A reason", by(cast.coordinator))
        assert offered
        assert meeting.state is states.MOVES[verb].to
        assert list_history("meeting", meeting.reference)[0].why == "A reason"
    else:
        with pytest.raises(Refused, match="cannot be done"):
            states.move_state(meeting, verb, "A reason", by(cast.coordinator))
        assert not offered


@pytest.mark.parametrize("verb", ["hold", "adjourn", "inquorate"])
def test_what_happens_at_a_meeting_waits_for_its_day(cast: Cast, coming: Meeting, verb: str) -> None:
    assert verb not in states.possible_moves(coming, TODAY)
    with pytest.raises(Refused, match="has not come"):
        states.move_state(coming, verb, "A reason", by(cast.coordinator))


@pytest.mark.parametrize("verb", ["adjourn", "inquorate", "cancel"])
def test_a_reason_is_needed(cast: Cast, past: Meeting, verb: str, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    page = client.post(f"/meetings/{past.reference}/{verb}", data={"reason": ""}).text
    assert "Give the reason." in page
    answer = client.post(f"/meetings/{past.reference}/{verb}", data={"reason": "Too few members"})
    assert answer.status_code == 302
    assert "Too few members" in client.get(f"/meetings/{past.reference}").text


def test_a_cancelled_meeting_lets_go_of_its_topics(cast: Cast, coming: Meeting) -> None:
    topic = programme.place(by(cast.coordinator), cast.scruco, "Budget", meeting=coming)
    states.move_state(coming, "cancel", "Snow", by(cast.coordinator))
    assert topic.meeting_id is None
    assert list_history("work-programme", topic.reference)[0].why == "SCRUCO-2026-01-29 was cancelled"


def test_an_adjourned_meeting_continues_on_another_day(
    cast: Cast, past: Meeting, client: FlaskClient
) -> None:
    states.move_state(past, "adjourn", "Fire alarm", by(cast.coordinator))
    db.session.commit()
    sign_in(client, "governance")
    answer = client.post(
        f"/meetings/{past.reference}/continue", data={"on": ["6", "11", "2025"], "at": "2pm"}
    )
    assert answer.location == "/meetings/SCRUCO-2025-11-06"
    db.session.expire_all()
    again = queries.get_meeting(past.reference)
    with pytest.raises(Refused, match="Cancel that one first"):
        states.move_state(again, "plan-again", "A mistake", by(cast.coordinator))
    with pytest.raises(Refused, match="in the calendar already"):
        states.continue_on(again, date(2025, 11, 7), None, None, by(cast.coordinator))


def test_three_tags_stand_on_the_page(cast: Cast, client: FlaskClient, past: Meeting) -> None:
    past.state, past.minutes_state = S.HELD, MinutesState.DRAFT
    db.session.commit()
    sign_in(client, "member")
    page = client.get(f"/meetings/{past.reference}").text
    for words in (">Held<", ">Agenda: draft<", ">Minutes: draft<"):
        assert words in page


def test_publishing_in_time_needs_no_reason(cast: Cast, client: FlaskClient, coming: Meeting) -> None:
    sign_in(client, "coordinator")
    page = client.get(f"/meetings/{coming.reference}/publish").text
    assert "The last day for papers is Wednesday 21 January 2026." in page
    assert "section 100B" not in page
    answer = client.post(f"/meetings/{coming.reference}/publish", data={"on": ["12", "1", "2026"]})
    assert answer.status_code == 302
    db.session.expire_all()
    meeting = queries.get_meeting(coming.reference)
    assert (meeting.agenda_state, meeting.agenda_published_on) == (AgendaState.PUBLISHED, TODAY)


def test_publishing_late_warns_and_asks_why(cast: Cast, client: FlaskClient) -> None:
    soon = make.meeting(cast.scruco, date(2026, 1, 15))
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {"on": ["12", "1", "2026"]}
    page = client.post(f"/meetings/{soon.reference}/publish", data=typed).text
    assert "The last day for papers was Wednesday 7 January 2026." in page
    assert "Say why it is published all the same." in page
    client.post(f"/meetings/{soon.reference}/publish", data={**typed, "reason": "Called at short notice"})
    db.session.expire_all()
    assert queries.get_meeting(soon.reference).agenda_state is AgendaState.PUBLISHED
    assert list_history("meeting", soon.reference)[0].why == "Called at short notice"


def test_the_days_for_papers_are_the_council_s(cast: Cast) -> None:
    day = date(2026, 1, 29)
    assert queries.last_day_for_papers(day) == date(2026, 1, 21)
    db.session.add(CouncilSetting(name="papers_clear_days", value=3))
    db.session.flush()
    forget_settings()
    assert queries.last_day_for_papers(day) == date(2026, 1, 23)
    forget_settings()


def test_a_sensitive_period_warns(cast: Cast, coming: Meeting) -> None:
    db.session.add(
        SensitivePeriod(from_on=date(2026, 1, 5), to_on=date(2026, 2, 6), reason="By-election in Fenside")
    )
    db.session.flush()
    with pytest.raises(Refused, match="By-election in Fenside"):
        agenda.publish_agenda(coming, TODAY, None, by(cast.coordinator))
    agenda.publish_agenda(coming, TODAY, "The law asks for it", by(cast.coordinator))
    assert coming.agenda_published_on == TODAY


def test_an_agenda_is_not_published_twice_nor_tomorrow_and_can_be_corrected(
    cast: Cast, coming: Meeting
) -> None:
    with pytest.raises(Refused, match="today at the latest"):
        agenda.publish_agenda(coming, date(2026, 1, 13), None, by(cast.coordinator))
    agenda.publish_agenda(coming, TODAY, None, by(cast.coordinator))
    with pytest.raises(Refused, match="published already"):
        agenda.publish_agenda(coming, TODAY, None, by(cast.coordinator))
    with pytest.raises(Refused, match="Say why"):
        agenda.withdraw_agenda(coming, "", by(cast.coordinator))
    agenda.withdraw_agenda(coming, "The wrong meeting", by(cast.coordinator))
    assert (coming.agenda_state, coming.agenda_published_on) == (AgendaState.DRAFT, None)


def test_minutes_are_confirmed_at_a_later_meeting_of_the_body(
    cast: Cast, client: FlaskClient, past: Meeting
) -> None:
    with pytest.raises(Refused, match="was held has minutes"):
        agenda.set_minutes(past, MinutesState.DRAFT, None, by(cast.governance))
    past.state = S.HELD
    earlier = make.meeting(cast.scruco, date(2025, 9, 4), state=S.HELD)
    others = make.meeting(cast.sb1, date(2025, 11, 20), state=S.HELD)
    ahead = make.meeting(cast.scruco, date(2026, 2, 20))
    for wrong in (None, earlier, others, ahead):
        with pytest.raises(Refused):
            agenda.set_minutes(past, MinutesState.CONFIRMED, wrong, by(cast.governance))
    later = make.meeting(cast.scruco, date(2025, 11, 20), state=S.HELD)
    db.session.commit()
    sign_in(client, "governance")
    typed = {"state": "confirmed", "confirmed_at": later.reference}
    assert client.post(f"/meetings/{past.reference}/minutes", data=typed).status_code == 302
    page = client.get(f"/meetings/{past.reference}").text
    assert "Minutes confirmed" in page
    assert "20 November 2025" in page
