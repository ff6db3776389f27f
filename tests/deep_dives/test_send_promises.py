"""What was promised in a session becomes requests to their owners, in one step."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import DeepDive, MeasureNotes
from scrutiny_tracker.meetings.clause_models import DatePrecision, FollowUp, FollowUpKind
from scrutiny_tracker.outbox.models import Message
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session, guest, scoped

NOTES = "! Heaps counted (Dilys Toller, by 30 January 2026)\n! A map of streets\nQ Is it the zebra?"


@pytest.fixture
def dive(cast: Cast, session: scoped_session[Session]) -> DeepDive:
    """A session in which two things were promised."""
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive)
    guest(one, person_id=cast.director.id)
    measure = scoped(dive, make.kpi("K1"), session=one)
    session.add(MeasureNotes(session_id=one.id, scoped_id=measure.id, text=NOTES))
    session.commit()
    return dive


def row(place: int, line: str, what: str, owner: str = "", whom: str = "", when: str = "") -> dict[str, str]:
    """One row of the form, ticked."""
    typed = {
        "line": line,
        "key": "K1",
        "taken": "y",
        "what": what,
        "owner": owner,
        "whom": whom,
        "when": when,
    }
    return {f"rows-{place}-{name}": value for name, value in typed.items()}


def test_owner_and_date_are_read_from_the_notes_and_all_are_sent_at_once(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], dive: DeepDive
) -> None:
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}/sessions/1"
    assert "Send the 2 follow-ups to their owners" in client.get(address).text
    page = client.get(f"{address}/send-promises").text
    assert f'<option value="{cast.director.id}" selected>' in page
    assert 'value="30 January 2026"' in page
    first, second = NOTES.splitlines()[:2]
    form = {
        **row(0, first[2:], "Heaps counted by crews", str(cast.director.id), when="30 January 2026"),
        **row(1, second[2:], "A map of streets", whom="The map office", when="next meeting"),
        "once": "n",
    }
    for _ in range(2):
        assert client.post(f"{address}/send-promises", data=form).location == address
    asked, mapped = session.scalars(select(FollowUp).order_by(FollowUp.id)).all()
    assert (asked.kind, asked.what, asked.owner_id) == (
        FollowUpKind.INFORMATION_REQUEST,
        "Heaps counted by crews",
        cast.director.id,
    )
    assert (asked.due_on, asked.asked_on) == (date(2026, 1, 30), date(2025, 9, 2))
    assert (asked.about_noun, asked.about_reference) == ("deep-dive", dive.reference)
    assert (mapped.whom, mapped.due_precision, mapped.due_text) == (
        "The map office",
        DatePrecision.VAGUE,
        "next meeting",
    )
    message = session.scalars(select(Message)).one()
    assert message.person_id == cast.director.id
    assert f"/follow-ups/{asked.reference}" in message.body
    assert "zebra" not in message.body
    page = client.get(address).text
    assert f"/follow-ups/{asked.reference}" in page
    assert "to their owners" not in page
    assert "All that was promised has been sent." in client.get(f"{address}/send-promises").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"rows-0-what": " "}, "Enter what is asked for."),
        ({"rows-0-whom": ""}, "Say who sends it."),
        ({"rows-0-taken": ""}, "Tick at least one promise to send."),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_sent(
    client: FlaskClient,
    session: scoped_session[Session],
    dive: DeepDive,
    typed: dict[str, str],
    sentence: str,
) -> None:
    sign_in(client, "coordinator")
    form = row(0, "A map of streets", "A map of streets", whom="The map office") | typed
    form = {name: value for name, value in form.items() if value or not name.endswith("taken")}
    page = client.post(f"/deep-dives/{dive.reference}/sessions/1/send-promises", data=form | {"once": "n"})
    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert session.scalars(select(FollowUp)).all() == []
