"""Who is asked, who came, in whose place: proposed from the offices of the day."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import MemberKind
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import attendance
from scrutiny_tracker.meetings.actions.attendance import TypedAttendance
from scrutiny_tracker.meetings.models import Capacity, Meeting, Presence
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.cast import Cast, by, sign_in


def test_the_members_of_that_day_are_proposed_once(cast: Cast, client: FlaskClient, coming: Meeting) -> None:
    gone, expert, reserve = (make.person(name) for name in ("Gone Before", "Expert Voice", "Reserve Player"))
    make.office(
        gone, Role.COMMITTEE_MEMBER, cast.scruco, to_on=date(2026, 1, 20), member_kind=MemberKind.COUNCILLOR
    )
    make.office(expert, Role.COMMITTEE_MEMBER, cast.scruco, member_kind=MemberKind.NON_VOTING_CO_OPTEE)
    make.office(reserve, Role.COMMITTEE_MEMBER, cast.scruco, member_kind=MemberKind.SUBSTITUTE)
    db.session.commit()
    sign_in(client, "coordinator")
    for _ in range(2):
        client.post(f"/meetings/{coming.reference}/attendance/propose")
    listed = [(row.name, row.capacity, row.presence) for row in queries.list_attendance(coming.id)]
    assert listed == [
        ("Chidi Hallam", Capacity.MEMBER, Presence.INVITED),
        ("Expert Voice", Capacity.CO_OPTEE, Presence.INVITED),
        ("Mabel Fenn", Capacity.MEMBER, Presence.INVITED),
    ]


def test_the_list_is_saved_at_once_and_says_who_represented_whom(
    cast: Cast, client: FlaskClient, coming: Meeting
) -> None:
    attendance.propose_members(coming, by(cast.coordinator))
    db.session.commit()
    chair, member = queries.list_attendance(coming.id)
    sign_in(client, "governance")
    typed = {
        "do": "list",
        "list-rows-0-row_id": str(chair.id),
        "list-rows-0-presence": "represented",
        "list-rows-0-other": "",
        "list-rows-1-row_id": str(member.id),
        "list-rows-1-presence": "present",
        "list-rows-1-other": "",
    }
    address = f"/meetings/{coming.reference}/attendance"
    page = client.post(address, data=typed).text
    assert "Say who represented Chidi Hallam." in page
    assert "<title>Error: " in page
    assert client.post(address, data={**typed, "list-rows-0-other": "Vi Sall"}).status_code == 302
    db.session.expire_all()
    kept = [(row.presence, row.represented_by) for row in queries.list_attendance(coming.id)]
    assert kept == [(Presence.REPRESENTED, "Vi Sall"), (Presence.PRESENT, None)]
    after = list_history("meeting", coming.reference)[0].after
    assert after == {"Chidi Hallam": "represented Vi Sall", "Mabel Fenn": "present"}


def test_a_cabinet_member_and_a_substitute_are_added(
    cast: Cast, client: FlaskClient, coming: Meeting
) -> None:
    sign_in(client, "coordinator")
    address = f"/meetings/{coming.reference}/attendance"
    invited = {
        "do": "name",
        "person": str(cast.cabinet_member.id),
        "capacity": "cabinet-member",
        "presence": "invited",
        "once": "n",
    }
    for _ in range(2):
        assert client.post(address, data=invited).status_code == 302
    stands_in = {"do": "name", "name": "Sue Stead", "capacity": "substitute", "presence": "present"}
    assert "Say for whom Sue Stead is a substitute." in client.post(address, data=stands_in).text
    client.post(address, data={**stands_in, "substitute_for": "Mabel Fenn"})
    listed = [(row.name, row.substitute_for) for row in queries.list_attendance(coming.id)]
    assert listed == [(cast.cabinet_member.name, None), ("Sue Stead", "Mabel Fenn")]
    sign_in(client, "member")
    page = client.get(address).text
    assert "Sue Stead" in page
    assert "Save the list" not in page
    assert client.post(address, data=invited).status_code == 403


def test_a_name_stands_once_and_can_be_taken_off(cast: Cast, client: FlaskClient, coming: Meeting) -> None:
    typed = TypedAttendance("Guest Speaker", Capacity.GUEST, Presence.COMING)
    row = attendance.add_attendance(coming, typed, by(cast.coordinator))
    with pytest.raises(Refused, match="on the list already"):
        attendance.add_attendance(coming, typed, by(cast.coordinator))
    with pytest.raises(Refused, match="Enter the name"):
        attendance.add_attendance(
            coming, TypedAttendance("", Capacity.GUEST, Presence.COMING), by(cast.coordinator)
        )
    other = make.meeting(cast.sb1)
    db.session.commit()
    sign_in(client, "coordinator")
    assert client.post(f"/meetings/{other.reference}/attendance/{row.id}/remove").status_code == 404
    assert client.post(f"/meetings/{coming.reference}/attendance/{row.id}/remove").status_code == 302
    assert not queries.list_attendance(coming.id)
