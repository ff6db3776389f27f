"""Sessions are planned by the co-ordinator; what was heard is read by the review group alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.actions.notes import GENERAL, digest
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.kpis.actions import enter_reading
from scrutiny_tracker.kpis.models import ReadingStatus
from tests import factories as make
from tests.cast import ROLES, Cast, by, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session, scoped
from tests.journal import told_of

SECRET = "Q Why did the zebra crossing close?"
REVIEW_GROUP = {"coordinator", "member", "chair"}
FORM = {"on": ["2", "9", "2025"], "at": "2pm", "invited": "Director of Place", "once": "n"}


def test_sessions_are_numbered_as_they_are_added(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/add-session"
    for nonce in ("one", "one", "two"):
        assert client.post(address, data=FORM | {"once": nonce}).location == f"/deep-dives/{dive.reference}"
    session.expire_all()
    kept = get_deep_dive(dive.reference).sessions
    assert [(each.number, each.on, each.at) for each in kept] == [
        (1, date(2025, 9, 2), time(14)),
        (2, date(2025, 9, 2), time(14)),
    ]
    assert [entry.tag for entry in told_of("deep-dive", dive.reference)] == ["session:added"] * 2
    page = client.get(f"/deep-dives/{dive.reference}").text
    assert "Tuesday 2 September 2025, 2pm" in page
    assert "Director of Place" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": ["", "", ""]}, "Enter the date of the session."),
        ({"on": ["30", "2", "2025"]}, "30 February 2025 is not a date that exists."),
        ({"on": ["20", "8", "2025"]}, "A session cannot come before the deep dive began."),
        ({"on": ["31", "10", "2025"]}, "A session cannot come after the deep dive ended."),
        ({"at": "late"}, "Enter a time, such as 2pm or 14:30."),
    ],
)
def test_what_cannot_be_kept_says_why(
    cast: Cast,
    client: FlaskClient,
    session: scoped_session[Session],
    typed: dict[str, object],
    sentence: str,
) -> None:
    dive = deep_dive(cast.scruco, ended_on=date(2025, 10, 30))
    session.commit()
    sign_in(client, "coordinator")
    page = client.post(f"/deep-dives/{dive.reference}/add-session", data=FORM | typed)
    assert sentence in page.text
    assert "Director of Place" in page.text


def test_a_session_is_moved(cast: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive, at=time(14))
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions/1/change"
    assert 'value="2pm"' in client.get(address).text
    form = {"on": ["9", "9", "2025"], "at": "10.30am", "invited": "Nobody", "version": "1"}
    client.post(address, data=form)
    session.expire_all()
    assert (one.on, one.at, one.invited) == (date(2025, 9, 9), time(10, 30), "Nobody")
    [entry] = told_of("deep-dive", dive.reference)
    assert (entry.tag, entry.before["on"], entry.why) == ("session:changed", "2025-09-02", "Session 1")
    page = client.post(address, data=form | {"on": ["16", "9", "2025"]})
    assert "Somebody else saved “9 September 2025” here." in page.text


@pytest.mark.parametrize("who", ROLES)
def test_only_the_review_group_reads_notes(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str
) -> None:
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive, notes=SECRET)
    scoped(dive, make.kpi("K1", targets={"2024-25": 95}, readings={"2024-25": 90}), session=one)
    session.commit()
    sign_in(client, who)
    workspace = client.get(f"/deep-dives/{dive.reference}").text
    assert "Session 1" in workspace
    assert "zebra" not in workspace
    address = f"/deep-dives/{dive.reference}/sessions/1"
    page = client.get(address)
    assert page.status_code == (200 if who in REVIEW_GROUP else 403)
    assert (SECRET in page.text) is (who in REVIEW_GROUP)
    assert (address in workspace) is (who in REVIEW_GROUP)
    if who in REVIEW_GROUP:
        assert "90% against a target of 95% or more: off target by 5 percentage points." in page.text
    else:
        assert "Session notes are working papers" in page.text
    if who != "coordinator":
        typed = {"boxes-0-key": GENERAL, "boxes-0-seen": digest(SECRET), "boxes-0-text": "x"}
        for doing in ("save", "draft", "finish"):
            assert client.post(address, data=typed | {"do": doing}).status_code == 403
        for verb in ("invite", "send-promises", "change"):
            assert client.get(f"{address}/{verb}").status_code == 403
        session.expire_all()
        assert (one.notes, one.finished_on) == (SECRET, None)


def test_the_brief_of_a_finished_session_is_as_it_stood(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive)
    kpi = make.kpi("K1", targets={"2024-25": 95}, readings={"2024-25": 90})
    scoped(dive, kpi, session=one)
    one.finished_on = date(2026, 1, 12)
    session.commit()
    later = replace(by(cast.performance), at=datetime(2026, 1, 13, 9, tzinfo=UTC))
    enter_reading(kpi, "2024-25", "97", ReadingStatus.REVISED, "Recounted.", later)
    session.commit()
    sign_in(client, "coordinator")
    page = client.get(f"/deep-dives/{dive.reference}/sessions/1").text
    assert "Finished 12 January 2026: the figures below are as they stood then." in page
    assert "90% against a target of 95% or more" in page
    assert "97%" not in page
    one.finished_on = None
    session.commit()
    assert "97%" in client.get(f"/deep-dives/{dive.reference}/sessions/1").text


def test_a_session_that_is_not_there_says_so(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    session.commit()
    sign_in(client, "coordinator")
    page = client.get(f"/deep-dives/{dive.reference}/sessions/7")
    assert page.status_code == 404
    assert "has no session 7." in page.text


def test_a_session_is_finished_once_it_was_held(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    dive = deep_dive(cast.scruco)
    held, coming = deep_dive_session(dive), deep_dive_session(dive, date(2026, 2, 3))
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions"
    assert "Open session 1" in client.get(f"/deep-dives/{dive.reference}").text
    assert client.post(f"{address}/1", data={"do": "finish"}).location == f"{address}/1"
    page = client.post(f"{address}/2", data={"do": "finish"}, follow_redirects=True)
    assert "Session 2 has not been held yet." in page.text
    session.expire_all()
    assert (held.finished_on, coming.finished_on) == (date(2026, 1, 12), None)
    assert "Open next session" in client.get(f"/deep-dives/{dive.reference}").text
