"""Calendar feeds: read by a strict parser, following moves and cancellations, secret, never a closed word."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from icalendar.cal import Component

from scrutiny_tracker.core.clock import LONDON
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis.actions.cycles import StageFacts, start_cycle
from scrutiny_tracker.kpis.models import Plan
from scrutiny_tracker.meetings.actions import calendar as meetings
from scrutiny_tracker.meetings.actions import states
from scrutiny_tracker.meetings.models import Meeting
from scrutiny_tracker.meetings.queries import get_meeting
from scrutiny_tracker.recommendations.actions.make import reread
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import ROLES, Cast, by, sign_in, sign_out
from tests.counting import queries
from tests.factories_updates import agreed

Events = dict[str, Component]


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    made = make.meeting(cast.scruco, date(2026, 3, 5), at=time(14), place="Council House")
    db.session.commit()
    return made


def addresses(client: FlaskClient, who: str) -> list[str]:
    """The feeds that somebody is offered: their own first."""
    sign_in(client, who)
    return re.findall(r'href="http://localhost(/calendar/[^"]+\.ics)"', client.get("/calendar").text)


def read(client: FlaskClient, address: str) -> Events:
    """A feed's events by their identifiers; the parser takes nothing that the standard does not."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    assert isinstance(calendar, Calendar)
    assert calendar["version"] == "2.0"
    for line in answer.data.split(b"\r\n"):
        assert len(line) <= 75
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert all("dtstamp" in event and "dtstart" in event and not event.errors for event in events.values())
    assert len(events) == len(calendar.walk("VEVENT")), "an identifier twice"
    return events


def sequence(event: Component) -> int:
    return int(event.decoded("sequence"))


def test_a_meeting_stands_at_its_hour_in_london(cast: Cast, client: FlaskClient, meeting: Meeting) -> None:
    (mine, *_) = addresses(client, "coordinator")
    events = read(client, mine)
    event = events[f"meeting-{meeting.reference}@localhost"]
    assert event.decoded("dtstart") == datetime(2026, 3, 5, 14, tzinfo=LONDON)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["location"] == "Council House"
    papers = events[f"papers-{meeting.reference}@localhost"]
    assert papers.decoded("dtstart") == date(2026, 2, 25)
    assert b"BEGIN:VTIMEZONE" in client.get(mine).data


def test_a_moved_meeting_moves_and_a_cancelled_one_cancels(
    cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    """By the same identifier and a higher number each time, as a subscribed calendar needs."""
    (mine, *_) = addresses(client, "member")
    uid = f"meeting-{meeting.reference}@localhost"
    before = read(client, mine)[uid]
    moved = meetings.move_meeting(
        get_meeting(meeting.reference), date(2026, 3, 12), time(10), None, "Election", by(cast.coordinator)
    )
    db.session.commit()
    events = read(client, mine)
    after = events[uid]
    assert [one for one in events if "meeting-" in one] == [uid]
    assert after.decoded("dtstart") == datetime(2026, 3, 12, 10, tzinfo=LONDON)
    assert sequence(after) > sequence(before)
    states.move_state(get_meeting(moved.reference), "cancel", "No business", by(cast.coordinator))
    db.session.commit()
    gone = read(client, mine)[uid]
    assert gone["status"] == "CANCELLED"
    assert sequence(gone) > sequence(after)


def test_a_body_has_a_feed_of_its_own(cast: Cast, client: FlaskClient, meeting: Meeting) -> None:
    other = make.meeting(cast.sb1, date(2026, 3, 6)).reference
    db.session.commit()
    _mine, *bodies = addresses(client, "chair")
    assert len(bodies) == 1
    events = read(client, bodies[0])
    assert f"meeting-{meeting.reference}@localhost" in events
    assert f"meeting-{other}@localhost" not in events


def test_ones_own_dates_stand_in_ones_own(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast, "Plant forty trees")
    (mine,) = addresses(client, "officer")
    event = read(client, mine)[f"action-{made.reference}-1@localhost"]
    assert (event.decoded("dtstart"), str(event["summary"])) == (
        date(2026, 3, 31),
        "To be done: Plant forty trees",
    )


def test_a_feed_never_shows_a_closed_word(cast: Cast, client: FlaskClient) -> None:
    made = reread(agreed(cast, "Buy the depot in Quarry Lane"))
    made.publicity, made.exempt_paragraph = Publicity.EXEMPT, "3"
    settle(made)
    db.session.commit()
    (mine,) = addresses(client, "officer")
    assert b"depot" not in client.get(mine).data
    assert len(read(client, mine)) == 1


@pytest.mark.parametrize("who", ROLES)
def test_no_feed_of_anybody_shows_an_exempt_item(
    cast: Cast, client: FlaskClient, meeting: Meeting, who: str
) -> None:
    """Whatever they may read elsewhere: a calendar leaves the house."""
    closed = {"publicity": Publicity.EXEMPT, "exempt_paragraph": "3", "exempt_reason": "A price"}
    made = reread(agreed(cast, "Buy the depot in Quarry Lane", owner=cast[who]))
    for name, value in closed.items():
        setattr(made, name, value)
    settle(made)
    make.item(meeting, "The depot in Quarry Lane", **closed)
    make.follow_up(
        cast.scruco, "What does the depot cost?", owner_id=cast[who].id, due_on=date(2026, 2, 2), **closed
    )
    db.session.commit()
    for address in addresses(client, who):
        read(client, address)
        assert b"depot" not in client.get(address).data.lower().replace(b"\r\n ", b"")


def test_an_address_needs_no_sign_in_and_ends_with_a_new_one_or_the_account(
    cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    (mine, *_) = addresses(client, "member")
    sign_out(client)
    assert read(client, mine)
    sign_in(client, "member")
    client.post("/calendar", data={})
    assert client.get(mine).status_code == 404
    (renewed, *_) = addresses(client, "member")
    assert read(client, renewed)
    cast.member.is_active = False
    db.session.commit()
    assert client.get(renewed).status_code == 404


def test_an_address_that_was_guessed_opens_nothing(client: FlaskClient, cast: Cast) -> None:
    (mine, *_) = addresses(client, "member")
    assert client.get(mine.replace(".ics", "x.ics")).status_code == 404
    assert client.get("/calendar/guess.ics").status_code == 404


def test_a_feed_costs_the_same_at_any_number(cast: Cast, client: FlaskClient, meeting: Meeting) -> None:
    (mine, *_) = addresses(client, "coordinator")
    client.get(mine)
    with queries() as few:
        client.get(mine)
    for day in range(6, 26):
        make.meeting(cast.scruco, date(2026, 3, day))
    db.session.commit()
    with queries() as many:
        client.get(mine)
    assert len(many) == len(few)


def test_deadlines_stand_by_week_and_are_filtered(cast: Cast, client: FlaskClient, meeting: Meeting) -> None:
    agreed(cast, "Plant forty trees")
    sign_in(client, "member")
    page = client.get("/deadlines?from=2026-02-02").text
    assert "Update due: Plant forty trees" in page
    assert "Papers out for Scrutiny Co-ordination Committee, 5 March" in page
    assert "Week of 2 February 2026" in page
    later = client.get("/deadlines?from=2026-03-16").text
    assert "To be done: Plant forty trees" in later  # whatever was due before it
    only = client.get("/deadlines?from=2026-02-02&kind=papers").text
    assert "Plant forty trees" not in only
    assert "Papers out for" in only
    other = client.get("/deadlines?from=2026-02-02&body=SB1").text
    assert "Plant forty trees" not in other
    assert client.get("/deadlines?from=nonsense&kind=nothing").status_code == 200


def test_a_performance_cycle_stands_among_the_deadlines(cast: Cast, client: FlaskClient) -> None:
    plan = Plan(name="One Plan", starts_on=date(2022, 4, 1), ends_on=date(2030, 3, 31))
    db.session.add(plan)
    db.session.flush()
    start_cycle(
        "Year end",
        plan,
        "2025-26",
        [StageFacts("Figures in", "Services", date(2026, 5, 15))],
        by(cast.performance),
    )
    db.session.commit()
    sign_in(client, "performance")
    assert "Year end: Figures in (Services)" in client.get("/deadlines?from=2026-05-11&kind=cycle").text
    assert "Figures in" not in client.get("/deadlines?from=2026-05-11&body=SCRUCO").text


def test_the_deadlines_page_costs_the_same_at_any_number(cast: Cast, client: FlaskClient) -> None:
    agreed(cast, "Plant forty trees")
    sign_in(client, "coordinator")
    client.get("/deadlines?from=2026-02-02")
    with queries() as few:
        client.get("/deadlines?from=2026-02-02")
    for n in range(20):
        agreed(cast, f"Publish figure {n}")
    with queries() as many:
        page = client.get("/deadlines?from=2026-02-02").text
    assert len(many) == len(few)
    assert "Publish figure 19" in page


def test_what_would_happen_is_told_and_nothing_changes(
    app: Flask, cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    make.meeting(cast.sb1, date(2026, 4, 6))
    db.session.commit()
    reference = meeting.reference
    sign_in(client, "coordinator")
    assert "What would happen if this meeting moved" in client.get(f"/meetings/{reference}").text
    page = client.get(f"/meetings/{reference}/what-if?to=6&to=4&to=2026").text
    assert "Monday 6 April 2026 is no working day." in page  # Easter Monday
    assert "Papers would be out by Thursday 26 March 2026, not by Wednesday 25 February 2026." in page
    assert "1 other meeting is in the calendar on that day." in page
    past = client.get(f"/meetings/{reference}/what-if?to=14&to=1&to=2026").text
    assert "the papers would be late in law" in past
    db.session.expire_all()
    assert meeting.on == date(2026, 3, 5)


def test_a_day_is_needed_and_others_are_refused(cast: Cast, client: FlaskClient, meeting: Meeting) -> None:
    address = f"/meetings/{meeting.reference}/what-if"
    sign_in(client, "coordinator")
    assert "Enter the day to which it would move." in client.get(f"{address}?to=&to=&to=").text
    sign_in(client, "member")
    assert client.get(address).status_code == 403
    assert "if this meeting moved" not in client.get(f"/meetings/{meeting.reference}").text
