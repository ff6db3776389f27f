"""Clearing, checking and returning: the pages, by everybody of the cast."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.queries import load_principal
from scrutiny_tracker.recommendations.actions.updates import send
from scrutiny_tracker.recommendations.models import Recommendation, Update
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.recommendations.queries.updates import (
    Waits,
    count_updates_waiting,
    list_last_shown,
    list_updates_waiting,
)
from scrutiny_tracker.rules.lifecycle import Progress, UpdateState
from scrutiny_tracker.rules.publicity import Publicity
from tests.cast import ROLES, Cast, by, sign_in
from tests.factories_updates import agreed, fresh, on_track


@pytest.fixture
def sent(cast: Cast) -> tuple[Recommendation, int]:
    """An update that waits for Place's director or the Cabinet Member for Housing and Streets."""
    cast.place.updates_need_clearing = True
    made = agreed(cast, portfolio_id=cast.housing.id)
    update = send(made, made.actions[0], on_track(), by(cast.officer))
    db.session.commit()
    return made, update.id


@pytest.fixture
def cleared(cast: Cast) -> tuple[Recommendation, int]:
    """An update that waits for the co-ordinator's check."""
    db.session.add(CouncilSetting(name="updates_are_checked", value=True))
    db.session.commit()
    made = agreed(cast, portfolio_id=cast.housing.id)
    update = send(made, made.actions[0], on_track(), by(cast.officer))
    db.session.commit()
    return made, update.id


def state(update_id: int) -> UpdateState:
    db.session.expire_all()
    return db.session.get_one(Update, update_id).state


@pytest.mark.parametrize("who", ROLES)
def test_who_clears(cast: Cast, client: FlaskClient, sent: tuple[Recommendation, int], who: str) -> None:
    made, update_id = sent
    sign_in(client, who)
    answer = client.post(f"/updates/{update_id}/clear", data={"once": "a"})
    if who in ("director", "cabinet_member"):
        assert answer.status_code == 302
        assert state(update_id) is UpdateState.SHOWN
        assert fresh(made).progress is Progress.ON_TRACK
        assert client.post(f"/updates/{update_id}/clear", data={"once": "a"}).location == answer.location
    else:
        assert answer.status_code in (403, 404)
        assert state(update_id) is UpdateState.SENT


def test_the_cabinet_member_of_another_portfolio_does_not_clear(
    cast: Cast, client: FlaskClient, sent: tuple[Recommendation, int]
) -> None:
    made, update_id = sent
    fresh(made).portfolio_id = cast.finance.id
    db.session.commit()
    sign_in(client, "cabinet_member")
    assert client.post(f"/updates/{update_id}/clear", data={}).status_code in (403, 404)
    assert state(update_id) is UpdateState.SENT


@pytest.mark.parametrize("who", ROLES)
def test_who_returns(cast: Cast, client: FlaskClient, sent: tuple[Recommendation, int], who: str) -> None:
    _, update_id = sent
    sign_in(client, who)
    empty = client.post(f"/updates/{update_id}/return", data={"why": " "})
    answer = client.post(f"/updates/{update_id}/return", data={"why": "Say how many."})
    if who in ("director", "cabinet_member", "coordinator"):
        assert "Say why it is returned and what is missing." in empty.text
        assert "<title>Error: " in empty.text
        assert answer.status_code == 302
        assert state(update_id) is UpdateState.RETURNED
    else:
        assert answer.status_code in (403, 404)
        assert state(update_id) is UpdateState.SENT


@pytest.mark.parametrize("who", ROLES)
def test_who_checks(cast: Cast, client: FlaskClient, cleared: tuple[Recommendation, int], who: str) -> None:
    made, update_id = cleared
    sign_in(client, who)
    answer = client.post(f"/updates/{update_id}/show", data={})
    if who in ("coordinator", "governance"):
        assert answer.status_code == 302
        assert fresh(made).progress is Progress.ON_TRACK
    else:
        assert answer.status_code in (403, 404)
        assert state(update_id) is UpdateState.CLEARED


def test_what_is_done_twice_is_said(
    cast: Cast, client: FlaskClient, sent: tuple[Recommendation, int]
) -> None:
    _, update_id = sent
    sign_in(client, "director")
    client.post(f"/updates/{update_id}/clear", data={"once": "a"})
    page = client.post(f"/updates/{update_id}/clear", data={"once": "b"}, follow_redirects=True).text
    assert "Councillors can see this update already." in page
    page = client.post(f"/updates/{update_id}/return", data={"why": "Too late."}).text
    assert "Councillors can see this update already." in page
    assert state(update_id) is UpdateState.SHOWN


@pytest.mark.parametrize("who", ROLES)
def test_who_sees_what_waits(
    cast: Cast, client: FlaskClient, sent: tuple[Recommendation, int], who: str
) -> None:
    _, update_id = sent
    sign_in(client, who)
    page = client.get("/updates/waiting")
    assert page.status_code == 200 or who == "nobody"
    lists_it = f"/updates/{update_id}" in page.text
    assert lists_it == (who in ("director", "cabinet_member", "coordinator", "governance"))
    assert client.get(f"/updates/{update_id}").status_code == (200 if lists_it or who == "officer" else 404)
    buttons = client.get(f"/updates/{update_id}").text
    assert ("Clear this update" in buttons) == (who in ("director", "cabinet_member"))
    assert ("Return it" in buttons) == (who in ("director", "cabinet_member", "coordinator"))
    assert "Show it to councillors" not in buttons


def test_each_list_holds_its_own(cast: Cast, sent: tuple[Recommendation, int]) -> None:
    def counts(who: str) -> list[int]:
        principal = load_principal(cast[who].id)
        for waits in Waits:
            assert len(list_updates_waiting(principal, waits).rows) == count_updates_waiting(principal, waits)
        return [count_updates_waiting(principal, waits) for waits in Waits]

    assert counts("director") == [1, 0, 0]
    assert counts("cabinet_member") == [1, 0, 0]
    assert counts("coordinator") == [0, 0, 1]
    assert counts("stranger") == [0, 0, 0]
    db.session.get_one(Update, sent[1]).state = UpdateState.CLEARED
    db.session.flush()
    assert counts("coordinator") == [0, 1, 0]
    assert counts("director") == [0, 0, 0]


def test_the_named_clearer_reads_an_exempt_update_and_others_its_public_wording(
    cast: Cast, client: FlaskClient
) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(
        cast,
        "MARKER matter",
        portfolio_id=cast.housing.id,
        publicity=Publicity.EXEMPT,
        public_text="A private matter.",
        public_name="Private matter",
    )
    words = on_track("MARKER words", clearer_id=cast.director.id, public_text="Work goes on.")
    update = send(made, made.actions[0], words, by(cast.officer))
    db.session.commit()
    address = f"/updates/{update.id}"
    sign_in(client, "director")
    page = client.get(address).text
    assert "MARKER words" in page
    assert "MARKER matter" not in page
    sign_in(client, "cabinet_member")
    page = client.get(address).text
    assert "Work goes on." in page
    assert "MARKER" not in page + client.get("/updates/waiting").text
    sign_in(client, "director")
    client.post(f"{address}/clear", data={})
    sign_in(client, "admin")
    page = client.get(address).text
    assert "Work goes on." in page
    assert "MARKER" not in page
    entry = fresh(made).entries[-1]
    assert (entry.publicity, entry.public_text) == (Publicity.EXEMPT, "Work goes on.")


def test_the_co_ordinator_writes_a_public_wording_when_checking(cast: Cast, client: FlaskClient) -> None:
    db.session.add(CouncilSetting(name="updates_are_checked", value=True))
    made = agreed(cast, publicity=Publicity.EXEMPT, public_text="A private matter.")
    update = send(made, made.actions[0], on_track(), by(cast.officer))
    db.session.commit()
    sign_in(client, "coordinator")
    assert "Wording for the public" in client.get(f"/updates/{update.id}").text
    client.post(f"/updates/{update.id}/show", data={"public_text": "Work goes on."})
    assert fresh(made).entries[-1].public_text == "Work goes on."


def test_the_last_shown_word_of_each_action(cast: Cast) -> None:
    other = agreed(cast, "Repair the shelters").reference
    first, second = agreed(cast), get_recommendation(other)
    send(first, first.actions[0], on_track("One."), by(cast.officer))
    send(first, first.actions[0], on_track("Two."), by(cast.officer))
    ids = [made.actions[0].id for made in (first, second)]
    assert {key: shown.note for key, shown in list_last_shown(ids).items()} == {ids[0]: "Two."}


@pytest.mark.parametrize("address", ["/updates/999", "/updates/999/clear", "/updates/999/return"])
def test_an_update_that_is_not_there(cast: Cast, client: FlaskClient, address: str) -> None:
    sign_in(client, "director")
    assert client.get(address).status_code == 404
