"""An update by a link from a message: for its holder, about one action, until a day, and once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.recommendations.actions.make import reread
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.recommendations.actions.updates import save_draft
from scrutiny_tracker.recommendations.models import Recommendation, Update
from scrutiny_tracker.reminders.links import make_token
from scrutiny_tracker.rules.lifecycle import UpdateState
from scrutiny_tracker.rules.publicity import Publicity
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.factories_updates import agreed, fresh, on_track
from tests.reminders.told import message_to, run, told

NEAR = date(2026, 3, 17)
WORDS = {"value": "on-track", "note": "Two of the four are out.", "do": "send"}


def link_in(text: str) -> str:
    found = re.search(r"http://localhost(/update/[\w.-]+)", text)
    assert found, text
    return found.group(1)


@pytest.fixture
def made(cast: Cast) -> Recommendation:
    return agreed(cast, "Plant forty trees")


def link(app: Flask, made: Recommendation, person_id: int | None, body_id: int | None = None) -> str:
    return f"/update/{make_token(made.actions[0].id, person_id, body_id, app.config['SCRUTINY_TODAY'])}"


def updates() -> list[Update]:
    db.session.expire_all()
    return db.session.query(Update).order_by(Update.id).all()


def post(client: FlaskClient, address: str, **fields: str) -> TestResponse:
    return client.post(address, data={**WORDS, **fields}, follow_redirects=True)


def test_an_officer_answers_from_the_message(cast: Cast, client: FlaskClient, made: Recommendation) -> None:
    run(NEAR)
    address = link_in(message_to(cast.officer.email).body)
    page = client.get(address)
    assert "You agreed to: Plant forty trees." in page.text
    assert "works until 14 April 2026" in page.text
    assert post(client, address).status_code == 200
    (sent,) = updates()
    assert (sent.author_id, sent.note) == (cast.officer.id, "Two of the four are out.")
    assert fresh(made).entries[-1].actor_name == "Oren Tull"
    assert "Update sent" in client.get(address).text


def test_opening_never_uses_it_up_and_answering_twice_changes_nothing(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    address = link(app, made, cast.officer.id)
    for _ in range(3):
        assert client.get(address).status_code == 200
    post(client, address)
    post(client, address, note="Something else.")
    assert [one.note for one in updates()] == ["Two of the four are out."]


def test_it_shows_nothing_else(app: Flask, cast: Cast, client: FlaskClient, made: Recommendation) -> None:
    page = client.get(link(app, made, cast.officer.id)).text
    links = set(re.findall(r'href="(/[^"]*)"', page)) - {"/"}
    others = {one for one in links if not one.startswith(("/update/", "/assets/", "/static/"))}
    assert not others
    assert "Menu" not in page
    assert client.get(f"/recommendations/{made.reference}").status_code == 302
    assert client.get("/updates").status_code == 302


def test_it_ends(app: Flask, cast: Cast, client: FlaskClient, made: Recommendation) -> None:
    address = link(app, made, cast.officer.id)
    app.config["SCRUTINY_TODAY"] = TODAY + timedelta(days=28)
    assert client.get(address).status_code == 200
    app.config["SCRUTINY_TODAY"] = TODAY + timedelta(days=29)
    for answer in (client.get(address), client.post(address, data=WORDS)):
        assert answer.status_code == 410
        assert "This link worked until 9 February 2026." in answer.text
    assert updates() == []


def test_a_link_that_was_changed_opens_nothing(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    address = link(app, made, cast.officer.id)
    changed = address[:-3] + ("abc" if not address.endswith("abc") else "xyz")
    assert client.get(changed).status_code == 404
    assert client.get("/update/nonsense").status_code == 404


def test_it_works_for_whoever_answers_for_the_action_only(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    theirs, strangers = link(app, made, cast.officer.id), link(app, made, cast.stranger.id)
    assert client.get(strangers).status_code == 410
    cast.officer.is_active = False
    db.session.commit()
    assert client.get(theirs).status_code == 410
    assert client.post(theirs, data=WORDS).status_code == 410


def test_a_closed_recommendation_has_no_link(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    address = link(app, made, cast.officer.id)
    made = reread(made)
    made.publicity, made.exempt_paragraph = Publicity.EXEMPT, "3"
    settle(made)
    run(NEAR)
    assert "/update/" not in message_to(cast.officer.email).body.replace("/actions/1/update", "")
    assert client.get(address).status_code == 410


def test_a_council_may_do_without(app: Flask, cast: Cast, client: FlaskClient, made: Recommendation) -> None:
    address = link(app, made, cast.officer.id)
    db.session.add(CouncilSetting(name="update_by_link", value=False))
    run(NEAR)
    assert f"/recommendations/{made.reference}/actions/1/update" in message_to(cast.officer.email).body
    assert client.get(address).status_code == 410


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    page = post(client, link(app, made, cast.officer.id), value="delayed")
    assert "<title>Error: " in page.text
    assert "Enter the new date. The date now is 31 March 2026." in page.text
    assert "Two of the four are out." in page.text
    assert updates() == []


def test_an_outside_organisation_answers_without_an_account(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    made = reread(made)
    made.actions[0].owner_id, made.actions[0].body_id = None, cast.trust.id
    settle(made)
    run(NEAR)
    address = link_in(message_to("board@trust.example").body)
    page = client.get(address).text
    assert "Larkfield Hospital Trust agreed to" in page
    assert "Cora Ordway" not in page
    post(client, address)
    entry = fresh(made).entries[-1]
    assert (entry.actor_name, entry.source) == (
        "Larkfield Hospital Trust",
        "Written by the link sent to board@trust.example",
    )
    assert "Update sent" in client.get(address).text


def test_an_organisations_answer_leaves_the_co_ordinators_own_draft_alone(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    made = reread(made)
    made.actions[0].owner_id, made.actions[0].body_id = None, cast.trust.id
    settle(made)
    run(NEAR)
    one = fresh(made)
    mine = on_track("What I heard on the telephone.", on_behalf_of_name="Larkfield Hospital Trust")
    save_draft(one, one.actions[0], mine, by(cast.coordinator))
    db.session.commit()
    address = link_in(message_to("board@trust.example").body)
    assert "What I heard on the telephone." not in client.get(address).text
    post(client, address)
    draft, sent = sorted(updates(), key=lambda update: update.id)
    assert (draft.state, draft.note) == (UpdateState.DRAFT, "What I heard on the telephone.")
    assert (sent.state, sent.note) == (UpdateState.SHOWN, "Two of the four are out.")


def test_not_mine_goes_to_a_colleague_or_back_to_the_co_ordinator(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    address = link(app, made, cast.officer.id)
    led = client.post(address, data={"do": "not-mine"})
    assert led.location.endswith("/not-mine")
    page = client.get(led.location).text
    assert "Dilys Toller" in page
    assert "Perrin Forde" not in page  # of no directorate
    client.post(led.location, data={"owner": "", "why": "I moved to Parks."})
    assert fresh(made).actions[0].owner_id is None
    (line,) = db.session.query(JournalEntry).filter(JournalEntry.tag == "action:passed-on").all()
    assert (line.actor_name, line.why) == ("Oren Tull", "I moved to Parks.")
    assert client.get(address).status_code == 410
    run(date(2026, 1, 13))
    assert (cast.coordinator.email, "told") in told("passed-on")


def test_a_colleague_is_told(app: Flask, cast: Cast, client: FlaskClient, made: Recommendation) -> None:
    address = link(app, made, cast.officer.id)
    client.post(f"{address}/not-mine", data={"owner": str(cast.director.id), "why": "Hers."})
    assert fresh(made).actions[0].owner_id == cast.director.id
    run(date(2026, 1, 13))
    assert told("passed-on") == [(cast.director.email, "told")]


def test_a_reason_is_needed(app: Flask, cast: Cast, client: FlaskClient, made: Recommendation) -> None:
    address = link(app, made, cast.officer.id)
    assert "Say why it is not yours." in client.post(f"{address}/not-mine", data={"why": ""}).text
    assert fresh(made).actions[0].owner_id == cast.officer.id


def test_it_costs_the_same_whatever_else_there_is(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    address = link(app, made, cast.officer.id)
    client.get(address)
    with queries() as few:
        client.get(address)
    for n in range(10):
        agreed(cast, f"Publish figure {n}")
    with queries() as many:
        client.get(address)
    assert len(many) == len(few)


def test_whoever_is_signed_in_acts_as_the_links_holder_there(
    app: Flask, cast: Cast, client: FlaskClient, made: Recommendation
) -> None:
    address = link(app, made, cast.officer.id)
    sign_in(client, "stranger")
    page = client.get(address).text
    assert "Sign out" not in page
    post(client, address)
    assert updates()[0].author_id == cast.officer.id
