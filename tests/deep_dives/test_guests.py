"""Cabinet Members and officers are invited to a session and say whether they come, one click each."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import DeepDive, SessionGuest
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.meetings.models import Capacity, Presence
from tests import factories as make
from tests.cast import ROLES, Cast, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session, guest, scoped
from tests.journal import told_of

FORM = {"person": "", "name": "Ida Marsh", "post": "Head of Parks", "capacity": "officer", "once": "n"}


def guests_of(dive: DeepDive) -> list[SessionGuest]:
    """Whoever is invited to the first session."""
    return get_deep_dive(dive.reference).sessions[0].guests


def test_somebody_is_invited_once(cast: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    dive = deep_dive(cast.scruco)
    deep_dive_session(dive)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions/1"
    for _ in range(2):
        assert client.post(f"{address}/invite", data=FORM).location == address
    known = FORM | {"person": str(cast.director.id), "name": "", "post": "", "once": "m"}
    assert client.post(f"{address}/invite", data=known).status_code == 302
    session.expire_all()
    assert [(each.name, each.person_id, each.presence) for each in guests_of(dive)] == [
        ("Ida Marsh", None, Presence.INVITED),
        ("Dilys Toller", cast.director.id, Presence.INVITED),
    ]
    page = client.post(f"{address}/invite", data=known | {"once": "o"})
    assert "Dilys Toller is invited already." in page.text
    page = client.post(f"{address}/invite", data=FORM | {"name": " ", "once": "p"})
    assert "Choose somebody, or enter a name." in page.text
    assert "Ida Marsh, Head of Parks" in client.get(f"/deep-dives/{dive.reference}").text


def test_those_who_answer_for_the_measures_are_invited_with_one_click(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive)
    kpi = make.kpi("K1", portfolio_id=cast.housing.id, directorate_id=cast.place.id)
    scoped(dive, kpi, session=one)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions/1"
    page = client.post(f"{address}/invite-those-who-answer", follow_redirects=True)
    assert "Invited: Cass Mebry, Dilys Toller." in page.text
    page = client.post(f"{address}/invite-those-who-answer", follow_redirects=True)
    assert "All who answer for these measures are invited." in page.text
    session.expire_all()
    assert [(each.name, each.capacity) for each in guests_of(dive)] == [
        ("Cass Mebry", Capacity.CABINET_MEMBER),
        ("Dilys Toller", Capacity.OFFICER),
    ]


def test_a_session_without_measures_says_so(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    deep_dive_session(dive)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions/1"
    client.post(f"{address}/invite-those-who-answer")
    assert "No measure is placed in this session yet." in client.get("/").text


def test_one_click_says_whether_they_come(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    one = guest(deep_dive_session(dive))
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions/1"
    for presence in (Presence.COMING, Presence.APOLOGIES, Presence.INVITED):
        client.post(f"{address}/guests/{one.id}/{presence.value}")
        session.expire_all()
        assert one.presence is presence
    represented = f"{address}/guests/{one.id}/represented"
    page = client.post(represented, data={"represented_by": ""})
    assert "Enter who comes in their place." in page.text
    client.post(represented, data={"represented_by": "Ida Marsh"})
    session.expire_all()
    assert (one.presence, one.represented_by) == (Presence.REPRESENTED, "Ida Marsh")
    assert "by Ida Marsh" in client.get(address).text
    client.post(f"{address}/guests/{one.id}/coming")
    session.expire_all()
    assert (one.presence, one.represented_by) == (Presence.COMING, None)
    tags = [entry.tag for entry in told_of("deep-dive-session", f"{dive.reference}/1")]
    assert tags == ["session-guest:changed"] * 5
    client.post(f"{address}/guests/{one.id}/uninvite")
    assert "Dilys Toller is taken off the list." in client.get("/").text
    assert "Dilys Toller" not in client.get(f"/deep-dives/{dive.reference}").text
    assert client.get(represented).status_code == 404


@pytest.mark.parametrize("who", [who for who in ROLES if who != "coordinator"])
def test_others_invite_nobody(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str
) -> None:
    dive = deep_dive(cast.scruco)
    one = guest(deep_dive_session(dive))
    session.commit()
    sign_in(client, who)
    address = f"/deep-dives/{dive.reference}/sessions/1"
    assert client.get(f"{address}/invite").status_code == 403
    for verb in (f"guests/{one.id}/apologies", f"guests/{one.id}/uninvite", "invite-those-who-answer"):
        assert client.post(f"{address}/{verb}").status_code == 403
    session.expire_all()
    assert one.presence is Presence.INVITED
