"""The ladder of what stays late: its page, a step taken early, and who may take it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.recommendations.models import Recommendation
from tests.cast import Cast, sign_in
from tests.counting import queries
from tests.factories_updates import agreed, fresh
from tests.reminders.told import message_to, run, told

LATE = date(2026, 2, 13)  # agreed on 4 November, an update due 4 February: the co-ordinator's rung


@pytest.fixture
def late(cast: Cast) -> Recommendation:
    made = agreed(cast, "Plant forty trees", portfolio_id=cast.housing.id)
    run(LATE)
    return fresh(made)


def test_the_page_says_how_late_and_who_was_told(
    cast: Cast, client: FlaskClient, late: Recommendation
) -> None:
    sign_in(client, "chair")
    page = client.get(f"/recommendations/{late.reference}/chasing").text
    assert "An update has been due since 4 February 2026: 9 days late." in page
    assert "Dear Chief Executive" in page
    assert "Nothing is sent by itself" in page
    sign_in(client, "officer")
    assert "Dear Chief Executive" not in client.get(f"/recommendations/{late.reference}/chasing").text


def test_a_chair_takes_the_next_step(cast: Cast, client: FlaskClient, late: Recommendation) -> None:
    assert told("escalation") == [(cast.coordinator.email, "co-ordinator")]
    sign_in(client, "chair")
    address = f"/recommendations/{late.reference}/escalate"
    client.post(address, data={"why": "The planting season ends."})
    client.post(address, data={"why": "The planting season ends."})
    run(date(2026, 2, 16))
    assert [row for row in told("escalation") if row[1] == "cabinet-member-and-director"] == sorted(
        [
            (cast.cabinet_member.email, "cabinet-member-and-director"),
            (cast.director.email, "cabinet-member-and-director"),
        ]
    )
    assert "takes it up now: “The planting season ends.”" in message_to(cast.director.email).body
    rungs = db.session.query(JournalEntry).filter(JournalEntry.tag == "chase:escalated").all()
    assert [(row.after or {})["rung"] for row in rungs] == [
        "co-ordinator",
        "chair",
        "cabinet-member-and-director",
    ]
    assert rungs[1].actor_name == "Chidi Hallam"


@pytest.mark.parametrize("who", ["officer", "member", "cabinet_member"])
def test_others_are_refused(client: FlaskClient, late: Recommendation, who: str) -> None:
    sign_in(client, who)
    assert client.post(f"/recommendations/{late.reference}/escalate", data={"why": "x"}).status_code == 403


def test_nothing_late_takes_no_step(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "coordinator")
    answer = client.post(f"/recommendations/{made.reference}/escalate", data={"why": "Early."})
    assert "Nothing about this recommendation is late." in answer.text


def test_no_reason_no_step(client: FlaskClient, late: Recommendation) -> None:
    sign_in(client, "coordinator")
    answer = client.post(f"/recommendations/{late.reference}/escalate", data={"why": " "})
    assert "Say why this is taken up now." in answer.text
    assert "<title>Error: " in answer.text


def test_the_page_costs_the_same_however_often_people_were_told(
    client: FlaskClient, late: Recommendation
) -> None:
    address = f"/recommendations/{late.reference}/chasing"
    sign_in(client, "coordinator")
    client.get(address)
    with queries() as few:
        client.get(address)
    for day in (3, 4, 31):
        run(date(2026, 3, day))
    with queries() as many:
        client.get(address)
    assert len(many) == len(few)
