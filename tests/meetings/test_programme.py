"""The work programme: settled, proposed or not yet in the calendar; done, or not taken up with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import calendar, programme
from scrutiny_tracker.meetings.clause_models import WorkProgrammeRow
from scrutiny_tracker.meetings.models import Meeting
from scrutiny_tracker.meetings.queries import ProgrammeView
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in

ANNIVERSARY = date(2026, 11, 4)


@pytest.fixture
def topic(cast: Cast) -> WorkProgrammeRow:
    made = programme.place(
        by(cast.coordinator),
        cast.scruco,
        "Progress report",
        "Minute 27/25",
        not_before_on=ANNIVERSARY,
        base_event="12 months after Cabinet's decision",
    )
    db.session.commit()
    return queries.get_programme_row(made.reference)


def test_a_topic_waits_is_proposed_and_follows_the_calendar(
    cast: Cast, client: FlaskClient, topic: WorkProgrammeRow
) -> None:
    sign_in(client, "member")
    assert "Not yet in the calendar" in client.get("/work-programme").text
    first = calendar.add_meeting(cast.scruco, date(2026, 11, 5), None, None, by(cast.coordinator))
    db.session.commit()
    assert "5 Nov 2026" in client.get("/work-programme?body=SCRUCO").text
    assert "Proposed for" in client.get(f"/work-programme/{topic.reference}").text
    calendar.move_meeting(first, date(2026, 11, 19), None, None, "Snow", by(cast.coordinator))
    db.session.commit()
    page = client.get("/work-programme").text
    assert "19 Nov 2026" in page
    assert "5 Nov 2026" not in page


def test_a_past_day_is_proposed_for_a_coming_meeting(cast: Cast, past: Meeting, coming: Meeting) -> None:
    programme.place(by(cast.coordinator), cast.scruco, "Grass", not_before_on=date(2025, 10, 1))
    row = queries.list_programme(TODAY).rows[0]
    assert row.proposed is not None
    assert row.proposed.id == coming.id


def test_settling_and_releasing(
    cast: Cast, client: FlaskClient, topic: WorkProgrammeRow, coming: Meeting
) -> None:
    sign_in(client, "governance")
    page = client.get(f"/work-programme/{topic.reference}").text
    assert "The nearest before" in page
    address = f"/work-programme/{topic.reference}/settle"
    early = client.post(address, data={"meeting": coming.reference}).text
    assert "earlier than the date that the topic waits for: say why" in early
    client.post(address, data={"meeting": coming.reference, "why": "The officer leaves"})
    assert "Settled for" in client.get(f"/work-programme/{topic.reference}").text
    assert "Progress report" in client.get(f"/meetings/{coming.reference}").text
    client.post(f"/work-programme/{topic.reference}/release")
    db.session.expire_all()
    row = queries.get_programme_row(topic.reference)
    assert (row.meeting_id, row.settled_why) == (None, None)
    assert [entry.tag for entry in list_history("work-programme", topic.reference)] == [
        "work-programme:released",
        "work-programme:settled",
        "work-programme:placed",
    ]


def test_only_a_meeting_of_the_body_that_sits_is_settled(
    cast: Cast, topic: WorkProgrammeRow, coming: Meeting
) -> None:
    with pytest.raises(Refused, match="of the body"):
        programme.settle(topic, make.meeting(cast.sb1, date(2026, 12, 1)), None, by(cast.coordinator))
    calendar.move_meeting(coming, date(2026, 12, 1), None, None, "Snow", by(cast.coordinator))
    with pytest.raises(Refused, match="postponed"):
        programme.settle(topic, coming, "Early", by(cast.coordinator))
    with pytest.raises(Refused, match="no settled meeting"):
        programme.release(topic, None, by(cast.coordinator))


def test_done_dropped_and_taken_up_again(cast: Cast, client: FlaskClient, topic: WorkProgrammeRow) -> None:
    sign_in(client, "coordinator")
    address = f"/work-programme/{topic.reference}"
    assert "Give the reason." in client.post(f"{address}/not-taken-up", data={"reason": ""}).text
    client.post(f"{address}/not-taken-up", data={"reason": "Audit looks at it"})
    assert "Audit looks at it" in client.get("/work-programme?view=not-taken-up").text
    assert "Progress report" not in client.get("/work-programme").text
    db.session.expire_all()
    row = queries.get_programme_row(topic.reference)
    with pytest.raises(Refused, match="Take it up again first"):
        programme.finish(row, TODAY, by(cast.coordinator))
    client.post(f"{address}/take-up-again", data={"reason": "A mistake"})
    tomorrow = client.post(f"{address}/done", data={"on": ["13", "1", "2026"]}).text
    assert "Enter a date that has come." in tomorrow
    client.post(f"{address}/done", data={"on": ["12", "1", "2026"]})
    assert "Progress report" in client.get("/work-programme?view=done").text


def test_a_record_has_one_row_however_often_it_is_placed(cast: Cast, coming: Meeting) -> None:
    actor = by(cast.coordinator)
    first = programme.place(
        actor, cast.scruco, "Report", None, "commitment", "C-1", ANNIVERSARY, "A year", coming
    )
    programme.drop(first, "Overtaken", actor)
    again = programme.place(actor, cast.scruco, "Report, revised", None, "commitment", "C-1", ANNIVERSARY)
    assert again.id == first.id
    assert (again.title, again.not_taken_up_on) == ("Report, revised", None)
    unrecorded = [programme.place(actor, cast.scruco, "Topic").reference for _ in range(2)]
    assert len(set(unrecorded)) == 2


def test_a_topic_is_added_once_and_changed(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    typed = {"body": "SB1", "title": "Libraries", "why": "A petition", "once": "t"}
    addresses = {client.post("/work-programme/new", data=typed).location for _ in range(2)}
    assert len(addresses) == 1
    address = addresses.pop()
    row = queries.list_programme(TODAY, body="SB1").rows[0]
    change = {**typed, "title": "Library hours", "version": "1"}
    assert client.post(f"{address}/change", data=change).status_code == 302
    assert client.post(f"{address}/change", data={**change, "title": "Mine"}).status_code == 409
    db.session.expire_all()
    assert queries.get_programme_row(row.reference).title == "Library hours"


@pytest.mark.parametrize("who", ["member", "chair", "officer", "nobody"])
def test_only_the_scrutiny_team_changes_it(
    cast: Cast, client: FlaskClient, topic: WorkProgrammeRow, who: str
) -> None:
    sign_in(client, who)
    for verb in ("change", "settle", "done", "not-taken-up", "take-up-again"):
        assert client.get(f"/work-programme/{topic.reference}/{verb}").status_code == 403
    assert client.get("/work-programme/new").status_code == 403
    assert "Change the topic" not in client.get(f"/work-programme/{topic.reference}").text


def test_the_list_pages_by_key_soonest_first(cast: Cast) -> None:
    for n in range(30):
        programme.place(by(cast.coordinator), cast.sb1, f"T{n}", not_before_on=date(2026, 2, 1 + n % 28))
    programme.place(by(cast.coordinator), cast.sb1, "No date")
    first = queries.list_programme(TODAY, ProgrammeView.COMING, "SB1")
    rest = queries.list_programme(TODAY, ProgrammeView.COMING, "SB1", first.after)
    shown = [(row.sorts_on, row.id) for row in (*first.rows, *rest.rows)]
    assert shown == sorted(shown)
    assert len(set(shown)) == 31
    assert rest.rows[-1].title == "No date"
