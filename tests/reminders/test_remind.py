"""The scrutiny team reminds by hand: from today's page, with the words seen first, once a day, recorded."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.recommendations.models import Recommendation
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.factories_updates import agreed, fresh
from tests.reminders.told import message_to, run, told

LATE = date(2026, 2, 13)


@pytest.fixture
def late(app: Flask, cast: Cast) -> Recommendation:
    made = agreed(cast, "Plant forty trees", portfolio_id=cast.housing.id)
    app.config["SCRUTINY_TODAY"] = LATE
    return fresh(made)


def test_today_offers_to_remind_and_says_when_that_was_done(
    cast: Cast, client: FlaskClient, late: Recommendation
) -> None:
    sign_in(client, "coordinator")
    address = f"/remind/recommendation/{late.reference}"
    assert f'href="{address}"' in client.get("/").text
    page = client.get(address).text
    assert "Oren Tull" in page
    assert "An update on “Plant forty trees” is waited for. Cora Ordway asks again." in page
    answer = client.post(address, follow_redirects=True)
    assert "Oren Tull is reminded with the next message." in answer.text
    home = client.get("/").text
    assert "Reminded 13 February 2026" in home
    assert address not in home
    run(date(2026, 2, 16))
    assert told("reminded") == [(cast.officer.email, "told")]
    message = message_to(cast.officer.email)
    assert "An update on “Plant forty trees” is waited for. Cora Ordway asks again" in message.body
    assert "/update/" in message.body
    (entry,) = db.session.query(JournalEntry).filter(JournalEntry.tag == "chase:reminded")
    assert (entry.actor_name, (entry.after or {})["told"]) == ("Cora Ordway", "Oren Tull")


def test_a_second_time_on_the_same_day_is_refused(
    client: FlaskClient, late: Recommendation, cast: Cast
) -> None:
    sign_in(client, "coordinator")
    address = f"/remind/recommendation/{late.reference}"
    client.post(address)
    page = client.post(address).text
    assert "They were reminded today." in page
    assert "<title>Error: " in page


def test_an_answer_is_asked_of_the_cabinet_member_else_of_governance(cast: Cast, client: FlaskClient) -> None:
    ones = [
        make.recommendation(cast.scruco, asked=cast.cabinet, portfolio_id=key)
        for key in (cast.housing.id, None)
    ]
    letters = [make.sending(cast.scruco, cast.cabinet, one.addressees) for one in ones]
    db.session.commit()
    sign_in(client, "coordinator")
    for letter in letters:
        client.post(f"/remind/sending/{letter.reference}")
    run(date(2026, 1, 13))
    assert told("reminded") == [(cast.cabinet_member.email, "told"), (cast.governance.email, "told")]
    assert "is waited for" in message_to(cast.cabinet_member.email).body


def test_an_organisation_is_asked_at_its_address(cast: Cast, client: FlaskClient) -> None:
    one = make.recommendation(cast.scruco, asked=cast.trust)
    letter = make.sending(cast.scruco, cast.trust, one.addressees)
    db.session.commit()
    sign_in(client, "coordinator")
    assert "Larkfield Hospital Trust" in client.get(f"/remind/sending/{letter.reference}").text
    client.post(f"/remind/sending/{letter.reference}")
    run(date(2026, 1, 13))
    assert told("reminded") == [("board@trust.example", "told")]


def test_a_request_is_asked_of_its_owner_and_nobody_where_there_is_none(
    cast: Cast, client: FlaskClient
) -> None:
    asked = make.follow_up(cast.scruco, owner_id=cast.link_officer.id)
    alone = make.follow_up(cast.scruco)
    db.session.commit()
    sign_in(client, "governance")
    client.post(f"/remind/follow-up/{asked.reference}")
    assert "There is nobody to remind" in client.get(f"/remind/follow-up/{alone.reference}").text
    assert "There is nobody to remind" in client.post(f"/remind/follow-up/{alone.reference}").text
    run(date(2026, 1, 13))
    assert told("reminded") == [(cast.link_officer.email, "told")]


@pytest.mark.parametrize("who", ["officer", "member", "chair", "performance"])
def test_others_do_not_remind(client: FlaskClient, late: Recommendation, who: str) -> None:
    sign_in(client, who)
    assert client.get(f"/remind/recommendation/{late.reference}").status_code == 403
    assert client.post(f"/remind/recommendation/{late.reference}").status_code == 403
