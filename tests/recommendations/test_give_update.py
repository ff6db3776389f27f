"""The page on which an officer gives an update: by everybody of the cast, and all that goes wrong."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions.updates import send
from scrutiny_tracker.recommendations.models import Entry, Recommendation, Update
from scrutiny_tracker.rules.lifecycle import Progress, UpdateState
from scrutiny_tracker.rules.publicity import Publicity
from tests.cast import ROLES, Cast, by, sign_in, sign_out
from tests.factories_updates import agreed, fresh, on_track

MAY_UPDATE = {"officer", "link_officer", "director", "coordinator"}
ON_TRACK = {"value": "on-track", "note": "Two of the four reports are out.", "speaker": "me", "once": "first"}


def address(made: Recommendation, more: str = "") -> str:
    return f"/recommendations/{made.reference}/actions/1/update{more}"


def count(table: type[Update] | type[Entry]) -> int:
    db.session.expire_all()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("who", ROLES)
def test_who_may_give_an_update(cast: Cast, client: FlaskClient, who: str) -> None:
    made = agreed(cast)
    sign_in(client, who)
    assert client.get(address(made)).status_code == (200 if who in MAY_UPDATE else 403)
    data = ON_TRACK
    if who == "coordinator":
        whom = f"person-{cast.officer.id}"
        data = {**ON_TRACK, "speaker": "behalf", "behalf_of": whom, "source": "e-mail of 6 January"}
    assert client.post(address(made), data=data).status_code == (302 if who in MAY_UPDATE else 403)
    assert count(Update) == (1 if who in MAY_UPDATE else 0)


def test_a_director_of_another_directorate_may_not(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast, directorate_id=cast.people.id)
    sign_in(client, "director")
    page = client.get(address(made))
    assert page.status_code == 403
    assert "Only the responsible or link officer or the co-ordinator can update this." in page.text


def test_the_page_asks_in_the_words_of_the_screen(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    send(made, made.actions[0], on_track(), by(cast.officer))
    db.session.commit()
    sign_in(client, "officer")
    page = client.get(address(made)).text
    for words in (
        "You agreed to: Publish the figures every quarter.",
        "Please update by Sunday 12 April 2026.",
        "How is it going?",
        "On track but at risk",
        "What has happened since 12 January 2026?",
        "Two or three sentences a councillor can read aloud. This may be published.",
        "Two of the four reports are out.",
        "Copy into mine",
        "Save as draft",
        "This is not mine",
        'data-maxlength="1200"',
    ):
        assert words in page, words
    assert 'name="value" type="radio" value="on-track" checked' not in page
    copied = client.get(address(made, "?copy=1")).text
    assert (
        copied.count("Two of the four reports are out.") == page.count("Two of the four reports are out.") + 1
    )


def test_sending_shows_it_and_says_what_is_next(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    page = client.post(address(made), data=ON_TRACK, follow_redirects=True).text
    assert "Update sent" in page
    assert "Councillors can see it now." in page
    assert "Next asked for: 12 April 2026." in page
    assert fresh(made).progress is Progress.ON_TRACK


def test_the_panel_names_who_clears(cast: Cast, client: FlaskClient) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    sign_in(client, "officer")
    form = client.get(address(made)).text
    assert "Needs clearing by" in form
    assert f'<option value="{cast.director.id}" selected>Dilys Toller</option>' in form
    data = {**ON_TRACK, "clearer": cast.director.id}
    page = client.post(address(made), data=data, follow_redirects=True).text
    assert "Dilys Toller clears it before councillors see it." in page
    assert "Next asked for: 12 April 2026." in page
    assert fresh(made).progress is Progress.NOT_STARTED


def test_one_of_several_is_asked_to_clear(cast: Cast, client: FlaskClient) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast, portfolio_id=cast.housing.id)
    sign_in(client, "officer")
    page = client.post(address(made), data=ON_TRACK).text
    assert '<a href="#clearer">Choose who is asked to clear it.</a>' in page
    answer = client.post(address(made), data={**ON_TRACK, "clearer": cast.cabinet_member.id})
    assert answer.status_code == 302
    assert fresh(made).actions[0].updates[0].clearer_id == cast.cabinet_member.id
    sign_in(client, "director")
    assert "Clear this update" in client.get(answer.location.replace("/sent", "")).text


def test_what_is_missing_stands_beside_its_box(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    data = {"value": "delayed", "speaker": "me", "note": "The contractor withdrew."}
    page = client.post(address(made), data=data).text
    assert "<title>Error: Update" in page
    assert '<a href="#new_due_on-day">Enter the new date. The date now is 31 March 2026.</a>' in page
    assert '<a href="#cause">Say what the delay is because of.</a>' in page
    assert "The contractor withdrew." in page
    assert count(Update) == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"speaker": "me"}, "Choose how it is going."),
        ({**ON_TRACK, "note": "x" * 1201}, "use 1,200 characters or fewer"),
        (
            {**ON_TRACK, "value": "delayed", "cause": "data", "new_due_on": ["31", "2", "2026"]},
            "31 February 2026 is not a date that exists.",
        ),
        ({**ON_TRACK, "value": "paused"}, "Say until when it is paused."),
        ({**ON_TRACK, "value": "reported-complete"}, "Say what was done and what has changed."),
        ({**ON_TRACK, "value": "will-not-be-done"}, "Say why it will not be done."),
        ({**ON_TRACK, "value": "nonsense"}, "Choose how it is going."),
        ({**ON_TRACK, "speaker": "behalf"}, "Choose on whose behalf you enter this."),
        ({**ON_TRACK, "speaker": "behalf", "behalf_of": "person-999999"}, "Not a valid choice"),
    ],
)
def test_each_mistake_has_a_sentence(
    cast: Cast, client: FlaskClient, data: dict[str, object], sentence: str
) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    page = client.post(address(made), data=data).text
    assert sentence in page
    assert count(Update) == 0


def test_what_stands_in_a_closed_box_is_no_mistake(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    data = {**ON_TRACK, "until": ["31", "2", "2026"]}
    assert client.post(address(made), data=data).status_code == 302


def test_the_co_ordinator_speaks_only_for_others(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "coordinator")
    form = client.get(address(made)).text
    assert f'<option value="person-{cast.officer.id}" selected>Oren Tull</option>' in form
    assert "Oren Tull agreed to:" in form
    assert "Say whose update this is." in client.post(address(made), data=ON_TRACK).text
    whom = {"speaker": "behalf", "behalf_of": f"person-{cast.officer.id}"}
    page = client.post(address(made), data={**ON_TRACK, **whom}).text
    assert "Say where their words stand, such as “e-mail of 6 January”." in page
    source = {"source": "e-mail of 6 January", "said_on": ["6", "1", "2026"]}
    assert client.post(address(made), data={**ON_TRACK, **whom, **source}).status_code == 302
    entry = fresh(made).entries[-1]
    assert (entry.actor_name, entry.entered_by_name) == ("Oren Tull", "Cora Ordway")
    assert entry.effective_on == date(2026, 1, 6)


def test_a_trust_speaks_by_name(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    made.actions[0].owner_id, made.actions[0].body_id = None, cast.trust.id
    db.session.commit()
    sign_in(client, "coordinator")
    data = {**ON_TRACK, "speaker": "behalf", "behalf_of": "body", "source": "letter of 2 January"}
    assert client.post(address(made), data=data).status_code == 302
    assert fresh(made).entries[-1].actor_name == "Larkfield Hospital Trust"


def test_a_draft_is_its_authors_alone(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    data = {"value": "delayed", "note": "Half a sentence", "speaker": "me", "do": "draft"}
    client.post(address(made), data=data)
    assert "Half a sentence" in client.get(address(made)).text
    kept = db.session.scalars(select(Update)).one()
    assert (kept.state, kept.value) == (UpdateState.DRAFT, Progress.DELAYED)
    sign_in(client, "coordinator")
    assert "Half a sentence" not in client.get(address(made)).text
    assert client.get(f"/updates/{kept.id}").status_code == 404


def test_a_double_click_makes_one_update(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    first = client.post(address(made), data=ON_TRACK)
    again = client.post(address(made), data=ON_TRACK)
    assert first.location == again.location
    assert count(Update) == 1


def test_an_expired_session_keeps_every_word(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    client.get(address(made))
    sign_out(client)
    answer = client.post(
        address(made), data={"value": "delayed", "new_due_on": ["30", "9", "2026"], "note": "Long words."}
    )
    assert answer.location.startswith("/sign-in")
    with client.session_transaction() as kept:
        typed = kept["kept_typing"]
    sign_in(client, "officer")
    with client.session_transaction() as kept:
        kept["kept_typing"] = typed
    page = client.get(address(made)).text
    assert "Long words." in page
    assert 'value="2026"' in page
    assert 'value="delayed" checked' in page


def test_a_returned_update_comes_back_with_why(cast: Cast, client: FlaskClient) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    update = send(made, made.actions[0], on_track("It goes well."), by(cast.officer))
    db.session.commit()
    sign_in(client, "director")
    client.post(f"/updates/{update.id}/return", data={"why": "Say how many."})
    sign_in(client, "officer")
    page = client.get(address(made)).text
    assert "Say how many." in page
    assert "It goes well." in page
    client.post(address(made), data={**ON_TRACK, "clearer": cast.director.id})
    assert "Say how many." not in client.get(address(made)).text
    assert [one.state for one in fresh(made).actions[0].updates] == [UpdateState.RETURNED, UpdateState.SENT]


def test_a_closed_recommendation_says_so_instead_of_asking(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    made.withdrawn_on, made.withdrawn_why, made.is_open = date(2026, 1, 5), "Replaced.", False
    db.session.commit()
    sign_in(client, "officer")
    page = client.get(address(made)).text
    assert "This recommendation was withdrawn. Nothing more can be recorded about it." in page
    assert "Send update" not in page
    assert "was withdrawn" in client.post(address(made), data=ON_TRACK).text
    assert count(Update) == 0


def test_several_in_a_row(cast: Cast, client: FlaskClient) -> None:
    first, second = agreed(cast, "Publish the figures"), agreed(cast, "Repair the bus shelters")
    for made in (first, second):
        made.update_every_months = 1
    db.session.commit()
    sign_in(client, "officer")
    mine = client.get("/updates").text
    assert "2 updates are asked for now" in mine
    start = f"/recommendations/{first.reference}/actions/1/update?n=1&of=2"
    assert start.replace("&", "&amp;") in mine
    page = client.post(start, data=ON_TRACK, follow_redirects=True).text
    assert "Next: 2 of 2" in page
    assert f"/recommendations/{second.reference}/actions/1/update?n=2&amp;of=2" in page


def test_all_on_one_page(cast: Cast, client: FlaskClient) -> None:
    every = [agreed(cast, f"Repair shelter {n}", update_every_months=1) for n in range(3)]
    sign_in(client, "officer")
    page = client.get("/updates/all").text
    assert page.count("How is it going?") == 3
    one, two = (f"{made.reference}.1-" for made in every[:2])
    wrong = {f"{one}value": "on-track", f"{one}note": "Well.", f"{one}speaker": "me", f"{two}value": "paused"}
    page = client.post("/updates/all", data={**wrong, f"{two}speaker": "me"}).text
    assert "Say until when it is paused." in page
    assert count(Entry) == 3, "none is sent while one is wrong"
    right = {
        **wrong,
        f"{two}value": "at-risk",
        f"{two}note": "Late parts.",
        f"{two}speaker": "me",
        "once": "a",
    }
    answer = client.post("/updates/all", data=right, follow_redirects=True).text
    assert "2 updates sent." in answer
    client.post("/updates/all", data=right)
    assert count(Update) == 2
    assert [fresh(made).progress.value for made in every] == ["on-track", "at-risk", "not-started"]
    empty = client.post("/updates/all", data={"once": "b"}).text
    assert "Choose how it is going for at least one of these." in empty


def test_a_draft_among_several_is_sent_only_when_it_is_chosen(cast: Cast, client: FlaskClient) -> None:
    drafted = agreed(cast, "Repair the shelters", update_every_months=1)
    other = agreed(cast, "Publish the figures", update_every_months=1)
    sign_in(client, "officer")
    client.post(
        address(drafted), data={"note": "Not yet.", "value": "paused", "speaker": "me", "do": "draft"}
    )
    page = client.get("/updates/all").text
    assert "Not yet." in page
    assert "checked" not in page.replace('value="me" checked', "")
    data = {f"{drafted.reference}.1-note": "Not yet.", f"{drafted.reference}.1-speaker": "me", "once": "a"}
    data |= {f"{other.reference}.1-{name}": ON_TRACK[name] for name in ("value", "note", "speaker")}
    assert "1 update sent." in client.post("/updates/all", data=data, follow_redirects=True).text
    assert fresh(drafted).actions[0].updates[0].state is UpdateState.DRAFT
    assert fresh(other).progress is Progress.ON_TRACK


def test_an_exempt_name_and_wording_stay_closed_to_a_link_officer(cast: Cast, client: FlaskClient) -> None:
    made = agreed(
        cast,
        "MARKER of a private matter",
        publicity=Publicity.EXEMPT,
        public_text="A private matter.",
        public_name="Private matter",
    )
    send(made, made.actions[0], on_track("MARKER words", said_on=date(2025, 11, 5)), by(cast.officer))
    db.session.commit()
    sign_in(client, "link_officer")
    for page in (client.get(address(made, "?copy=1")), client.get("/updates"), client.get("/updates/all")):
        assert page.status_code == 200
        assert "MARKER" not in page.text
        assert "Private matter" in page.text
