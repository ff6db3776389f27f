"""Agenda items: numbers that stay, urgency with its reason, matters arising seen from both sides, minutes."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import agenda, items
from scrutiny_tracker.meetings.actions.items import TypedItem
from scrutiny_tracker.meetings.models import AgendaItem, Meeting
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in


def numbered(meeting: Meeting) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in queries.list_items_of(meeting.id)]


def add(meeting: Meeting, cast: Cast, *titles: str) -> list[AgendaItem]:
    made = [items.add_item(meeting, TypedItem(title), by(cast.coordinator)) for title in titles]
    return [queries.get_item(item.reference) for item in made]


def test_items_of_a_draft_are_numbered_in_their_order(cast: Cast, coming: Meeting) -> None:
    first, second, third = add(coming, cast, "Apologies", "Minutes", "Parking")
    items.move_item(third, by(cast.coordinator), earlier=True)
    assert numbered(coming) == [("1", "Apologies"), ("2", "Parking"), ("3", "Minutes")]
    items.move_item(first, by(cast.coordinator), earlier=True)
    items.move_item(second, by(cast.coordinator), earlier=False)
    assert [title for _, title in numbered(coming)] == ["Apologies", "Parking", "Minutes"]
    items.remove_item(first, by(cast.coordinator))
    assert numbered(coming) == [("1", "Parking"), ("2", "Minutes")]


def test_numbers_stay_once_the_agenda_is_published(cast: Cast, coming: Meeting, client: FlaskClient) -> None:
    first, second = add(coming, cast, "Apologies", "Minutes")
    agenda.publish_agenda(coming, TODAY, None, by(cast.coordinator))
    with pytest.raises(Refused, match="keep their numbers"):
        items.move_item(second, by(cast.coordinator), earlier=True)
    with pytest.raises(Refused, match="keep their numbers"):
        items.remove_item(first, by(cast.coordinator))
    add(coming, cast, "In time")
    assert numbered(coming)[-1] == ("3", "In time")
    db.session.commit()
    sign_in(client, "coordinator")
    assert "Up<span" not in client.get(f"/meetings/{coming.reference}").text
    assert client.post(f"/items/{second.reference}/earlier").status_code == 302
    assert numbered(coming)[0] == ("1", "Apologies")


def test_after_the_last_day_for_papers_an_item_is_urgent_or_not_added(
    cast: Cast, client: FlaskClient
) -> None:
    soon = make.meeting(cast.scruco, date(2026, 1, 14))
    agenda.publish_agenda(soon, date(2026, 1, 6), None, by(cast.coordinator))
    db.session.commit()
    sign_in(client, "governance")
    address = f"/meetings/{soon.reference}/items/new"
    typed = {"title": "Burst main", "publicity": "public", "once": "i"}
    assert "can only be added as urgent" in client.post(address, data=typed).text
    urgent = {**typed, "is_urgent": "y"}
    assert "Give the Chair&#39;s reason" in client.post(address, data=urgent).text
    done = client.post(address, data={**urgent, "urgent_reason": "Homes have no water"})
    again = client.post(address, data={**urgent, "urgent_reason": "Homes have no water"})
    assert done.location == again.location
    assert [title for _, title in numbered(soon)] == ["Burst main"]
    page = client.get(done.location).text
    assert "Homes have no water" in page


def test_an_item_with_resolutions_cannot_be_removed(cast: Cast, coming: Meeting) -> None:
    item = add(coming, cast, "Parking")[0]
    make.clause(item)
    with pytest.raises(Refused, match="cannot be removed"):
        items.remove_item(item, by(cast.coordinator))


def test_a_matter_arising_is_seen_from_both_sides(
    cast: Cast, client: FlaskClient, past: Meeting, coming: Meeting
) -> None:
    earlier = make.item(past, "Deep dive", minute_number="27/25")
    make.item(make.meeting(cast.sb1), "Another body's", minute_number="27/25")
    typed = TypedItem("Parking", arises_from="Minute No. 27 / 25 refers")
    later = items.add_item(coming, typed, by(cast.coordinator))
    db.session.commit()
    sign_in(client, "member")
    there, here = client.get(f"/items/{earlier.reference}").text, client.get(f"/items/{later.reference}").text
    assert f"/items/{later.reference}" in there
    assert "Came up again in" in there
    assert f"/items/{earlier.reference}" in here


def test_a_matter_arising_finds_its_minute_when_that_is_numbered_later(
    cast: Cast, client: FlaskClient, past: Meeting, coming: Meeting
) -> None:
    earlier = queries.get_item(make.item(past, "Deep dive").reference)
    typed = TypedItem("Parking", arises_from="minute 27/25")
    later = items.add_item(coming, typed, by(cast.coordinator))
    other = items.add_item(coming, TypedItem("Trees", arises_from="minute 127/25"), by(cast.coordinator))
    assert later.arises_from_id is None
    db.session.commit()
    sign_in(client, "governance")
    assert "no such minute is recorded yet" in client.get(f"/items/{later.reference}").text
    minute = {"minute_number": "27/25", "minute": "The Committee noted.", "vote": "For 5, against 2"}
    sent = {**minute, "version": str(earlier.version)}
    assert client.post(f"/items/{earlier.reference}/minute", data=sent).status_code == 302
    db.session.expire_all()
    assert queries.get_item(later.reference).arises_from_id == earlier.id
    assert queries.get_item(other.reference).arises_from_id is None
    page = client.get(f"/items/{earlier.reference}").text
    assert "For 5, against 2" in page


def test_a_stale_change_shows_both_versions(cast: Cast, client: FlaskClient, coming: Meeting) -> None:
    item = add(coming, cast, "Parking")[0]
    stale = {"title": "Mine", "publicity": "public", "version": str(item.version)}
    items.change_item(item, TypedItem("Theirs"), by(cast.governance))
    db.session.commit()
    sign_in(client, "coordinator")
    answer = client.post(f"/items/{item.reference}/change", data=stale)
    assert (answer.status_code, "Mine" in answer.text, "Theirs" in answer.text) == (409, True, True)


@pytest.mark.parametrize("who", ["member", "officer", "cabinet_member", "admin"])
def test_only_the_scrutiny_team_changes_an_agenda(
    cast: Cast, client: FlaskClient, coming: Meeting, who: str
) -> None:
    item = add(coming, cast, "Parking")[0]
    db.session.commit()
    sign_in(client, who)
    for verb in ("change", "minute", "papers/new", "papers/attach"):
        assert client.get(f"/items/{item.reference}/{verb}").status_code == 403
    assert client.post(f"/items/{item.reference}/remove").status_code == 403
    assert "Change the item" not in client.get(f"/items/{item.reference}").text


def test_somebody_else_s_reference_leads_nowhere(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    for address in ("/items/NONE", "/meetings/NONE", "/papers/NONE", "/follow-ups/NONE", "/referrals/NONE"):
        assert client.get(address).status_code == 404
    assert client.get("/work-programme/NONE").status_code == 404
