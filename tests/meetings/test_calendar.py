"""Meetings come into the calendar, many at once, and move in it."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import calendar, programme
from scrutiny_tracker.meetings.models import AgendaState, Meeting, MeetingState
from scrutiny_tracker.meetings.queries import MeetingFilter
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in


def test_a_reference_names_body_and_day_and_stays_unique(cast: Cast) -> None:
    day = date(2026, 3, 12)
    made = [calendar.add_meeting(cast.scruco, day, time(14), None, by(cast.coordinator)) for _ in range(3)]
    assert [one.reference for one in made] == [
        "SCRUCO-2026-03-12",
        "SCRUCO-2026-03-12-2",
        "SCRUCO-2026-03-12-3",
    ]
    assert list_history("meeting", made[0].reference)[0].tag == "meeting:added"


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2200, 1, 1), date(2014, 1, 1)])
def test_a_day_without_the_body_is_refused(cast: Cast, day: date) -> None:
    with pytest.raises(Refused) as refused:
        calendar.add_meeting(cast.scruco, day, None, None, by(cast.coordinator))
    assert refused.value.field == "on"


def test_the_calendar_page_takes_pasted_dates_once(cast: Cast, client: FlaskClient, coming: Meeting) -> None:
    sign_in(client, "governance")
    typed = {
        "body": "SCRUCO",
        "dates": "Thursday 29 January 2026\n12 February 2026 at 5.30 pm\n\n12/03/2026",
        "at": "2pm",
        "place": "Room 3",
        "once": "one-form",
    }
    for _ in range(2):
        answer = client.post("/meetings/calendar", data=typed)
        assert answer.status_code == 302
    rows = queries.list_meetings(MeetingFilter(today=TODAY)).rows
    assert [(row.on, row.at) for row in rows] == [
        (date(2026, 1, 29), None),
        (date(2026, 2, 12), time(17, 30)),
        (date(2026, 3, 12), time(14)),
    ]
    page = client.get(answer.location).text
    assert "2 meetings added. In the calendar already: 29 Jan 2026." in page


def test_a_line_without_a_date_that_exists_is_named(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    typed = {"body": "SCRUCO", "dates": "12 February 2026\n31 February 2026", "place": "Room 3"}
    page = client.post("/meetings/calendar", data=typed).text
    assert "Line 2, “31 February 2026”: enter a date that exists" in page
    assert "<title>Error: " in page
    assert "Room 3" in page
    assert not queries.list_meetings(MeetingFilter(today=TODAY)).rows


def test_a_double_click_adds_one_meeting(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    typed = {"body": "SB1", "on": ["5", "March", "2026"], "at": "14:00", "once": "a-click"}
    addresses = {client.post("/meetings/new", data=typed).location for _ in range(2)}
    assert addresses == {"/meetings/SB1-2026-03-05"}
    assert "2pm" in client.get("/meetings/SB1-2026-03-05").text


@pytest.mark.parametrize("who", ["member", "chair", "officer", "cabinet_member", "performance", "nobody"])
def test_only_the_scrutiny_team_enters_meetings(
    cast: Cast, client: FlaskClient, who: str, coming: Meeting
) -> None:
    sign_in(client, who)
    for address in ("/meetings/new", "/meetings/calendar", f"/meetings/{coming.reference}/move"):
        assert client.get(address).status_code == 403
    page = client.get("/meetings").text
    assert "29 Jan 2026" in page
    assert "Add a meeting" not in page


def test_a_moved_meeting_stays_with_its_reason_and_leads_to_the_new_one(
    cast: Cast, client: FlaskClient, coming: Meeting
) -> None:
    item = make.item(coming, position=1)
    topic = programme.place(by(cast.coordinator), cast.scruco, "Budget", meeting=coming)
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {"to_on": ["12", "2", "2026"], "at": "2pm", "reason": "Snow", "once": "x"}
    answer = client.post(f"/meetings/{coming.reference}/move", data=typed)
    assert answer.location == "/meetings/SCRUCO-2026-02-12"
    db.session.expire_all()
    old, new = queries.get_meeting(coming.reference), queries.get_meeting("SCRUCO-2026-02-12")
    assert (old.state, old.state_reason, old.instead_id) == (MeetingState.POSTPONED, "Snow", new.id)
    assert [one.id for one in queries.list_items_of(new.id)] == [item.id]
    assert queries.get_programme_row(topic.reference).meeting_id == new.id
    assert "In place of" in client.get("/meetings/SCRUCO-2026-02-12").text
    assert "Held instead" in client.get(f"/meetings/{coming.reference}").text
    first = queries.first_meeting_on_or_after(cast.scruco.id, TODAY)
    assert first is not None
    assert first.reference == new.reference


def test_a_published_agenda_stays_and_is_copied(cast: Cast, coming: Meeting) -> None:
    make.item(coming, "Parking", number="7", position=7)
    coming.agenda_state, coming.agenda_published_on = AgendaState.PUBLISHED, date(2026, 1, 9)
    db.session.flush()
    new = calendar.move_meeting(coming, date(2026, 2, 5), None, None, "Snow", by(cast.coordinator))
    assert [one.title for one in queries.list_items_of(coming.id)] == ["Parking"]
    copy = queries.list_items_of(new.id)[0]
    assert (copy.number, copy.title, new.agenda_state) == ("7", "Parking", AgendaState.DRAFT)


def test_what_cannot_move_says_why(cast: Cast, coming: Meeting) -> None:
    with pytest.raises(Refused, match="another day"):
        calendar.move_meeting(coming, coming.on, None, None, "Snow", by(cast.coordinator))
    with pytest.raises(Refused, match="Say why"):
        calendar.move_meeting(coming, date(2026, 2, 2), None, None, "", by(cast.coordinator))
    coming.state, coming.state_reason = MeetingState.CANCELLED, "Snow"
    with pytest.raises(Refused, match="only a planned"):
        calendar.move_meeting(coming, date(2026, 2, 2), None, None, "Snow", by(cast.coordinator))


def test_two_people_changing_one_meeting_see_both_versions(
    cast: Cast, client: FlaskClient, coming: Meeting
) -> None:
    sign_in(client, "coordinator")
    stale = {"at": "3pm", "place": "My room", "version": str(coming.version)}
    calendar.change_meeting(coming, time(10), "Their room", by(cast.governance))
    db.session.commit()
    answer = client.post(f"/meetings/{coming.reference}/change", data=stale)
    assert answer.status_code == 409
    assert "My room" in answer.text
    assert "Their room" in answer.text


def test_the_list_is_filtered_and_pages_by_key(cast: Cast, client: FlaskClient) -> None:
    for n in range(30):
        make.meeting(cast.sb1, date(2026, 2, 1 + n % 28))
    make.meeting(cast.sb2, date(2026, 6, 9), state=MeetingState.CANCELLED, state_reason="Snow")
    make.meeting(cast.sb2, date(2025, 6, 9))
    db.session.commit()
    first = queries.list_meetings(MeetingFilter(today=TODAY, body="SB1"))
    rest = queries.list_meetings(MeetingFilter(today=TODAY, body="SB1"), first.after)
    assert (len(first.rows), len(rest.rows), rest.after) == (25, 5, None)
    assert not {row.id for row in first.rows} & {row.id for row in rest.rows}
    off = queries.list_meetings(MeetingFilter(today=TODAY, state=MeetingState.CANCELLED)).rows
    assert [row.body_code for row in off] == ["SB2"]
    next_year = queries.list_meetings(MeetingFilter(today=TODAY, year="2026-27")).rows
    assert [row.on for row in next_year] == [date(2026, 6, 9)]
    sign_in(client, "member")
    page = client.get("/meetings?body=SB1").text
    assert first.after is not None
    assert f"after={first.after}" in page
    assert client.get("/meetings?when=past&body=SB2").text.count('scope="row"') == 1
    assert client.get("/meetings?after=nonsense&state=nonsense").status_code == 200
