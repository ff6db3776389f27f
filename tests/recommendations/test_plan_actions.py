"""Splitting, dating, assigning and passing on actions, and their pages by everybody of the cast."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings.clause_models import DatePrecision
from scrutiny_tracker.recommendations.actions.make import add_part
from scrutiny_tracker.recommendations.actions.plans import (
    Owner,
    assign,
    assign_many,
    day,
    edit,
    month,
    pass_on,
    split,
    vague,
)
from scrutiny_tracker.recommendations.forms.plans import month_in
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.clocks import NO_DATE
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import ROLES, Cast, by, sign_in
from tests.factories_updates import agreed, fresh

TEAM = ("coordinator", "governance")


def place_of(made: Recommendation, more: str) -> str:
    return f"/recommendations/{made.reference}/actions{more}"


def test_a_split_adds_the_next_position(cast: Cast) -> None:
    made = agreed(cast)
    owner = Owner(body_id=cast.trust.id)
    added = split(made, " Tell the public. ", by(cast.coordinator), owner=owner, when=month(2026, 2))
    assert (added.position, added.text, added.body_id) == (2, "Tell the public.", cast.trust.id)
    assert (added.due_on, added.first_due_on, added.due_text) == (
        date(2026, 2, 28),
        date(2026, 2, 28),
        "February 2026",
    )
    assert fresh(made).action_due_on == date(2026, 2, 28)
    assert list_history("recommendation", made.reference)[0].tag == "action:added"


def test_a_parts_action_runs_by_its_own_date_once_its_parent_is_agreed(cast: Cast) -> None:
    part = add_part(agreed(cast), "The first point", by(cast.coordinator))
    edit(part, part.actions[0], "Do the first thing", day(date(2026, 1, 9)), by(cast.coordinator))
    assert fresh(part).action_due_on == fresh(part).next_due_on == date(2026, 1, 9)
    assert fresh(part).update_due_on != NO_DATE


def test_the_first_date_is_kept(cast: Cast) -> None:
    made = agreed(cast)
    action = made.actions[0]
    edit(made, action, action.text, vague("before the next budget"), by(cast.coordinator))
    assert (action.due_on, action.due_text, action.first_due_on) == (
        None,
        "before the next budget",
        date(2026, 3, 31),
    )
    edit(made, action, "Other words", day(date(2026, 9, 1)), by(cast.coordinator))
    assert (action.due_on, action.due_text, action.first_due_on) == (
        date(2026, 9, 1),
        None,
        date(2026, 3, 31),
    )
    change = list_history("recommendation", made.reference)[0]
    assert change.after is not None
    assert change.after["text"] == "Other words"


def test_an_action_without_a_date_gets_its_first(cast: Cast) -> None:
    made = agreed(cast)
    added = split(made, "Tell the public.", by(cast.coordinator))
    assert (added.due_on, added.due_precision, added.first_due_on) == (None, DatePrecision.VAGUE, None)
    assert fresh(made).needs_details
    edit(made, made.actions[1], "Tell the public.", day(date(2026, 5, 1)), by(cast.coordinator))
    assert made.actions[1].first_due_on == date(2026, 5, 1)


def test_assigning_is_refused_for_nobody_for_two_and_for_a_leaver(cast: Cast) -> None:
    made = agreed(cast)
    cast.nobody.is_active = False
    db.session.flush()
    for owner, sentence in (
        (Owner(), "Choose who does this"),
        (Owner(person_id=cast.officer.id, body_id=cast.trust.id), "not both"),
        (Owner(person_id=cast.nobody.id), "has no account that works"),
        (Owner(person_id=99999), "has no account that works"),
    ):
        with pytest.raises(Refused, match=sentence):
            assign(made, made.actions[0], owner, by(cast.coordinator))
    assert made.actions[0].owner_id == cast.officer.id


def test_many_are_assigned_and_finished_ones_left(cast: Cast) -> None:
    references = [agreed(cast, f"Repair shelter {n}").reference for n in range(3)]
    every = [get_recommendation(reference) for reference in references]
    every[2].withdrawn_on, every[2].withdrawn_why, every[2].is_open = date(2026, 1, 5), "Replaced.", False
    pairs = [(made, made.actions[0]) for made in every]
    assert assign_many(pairs, Owner(person_id=cast.link_officer.id), by(cast.coordinator)) == 2
    assert [made.actions[0].owner_id for made in every] == [
        cast.link_officer.id,
        cast.link_officer.id,
        cast.officer.id,
    ]
    assert every[0].actions[0].directorate_id == cast.place.id


def test_passing_on_needs_a_reason_and_another_person(cast: Cast) -> None:
    made = agreed(cast)
    action = made.actions[0]
    with pytest.raises(Refused, match="Say why this is theirs"):
        pass_on(made, action, cast.link_officer.id, " ", by(cast.officer))
    with pytest.raises(Refused, match="already theirs"):
        pass_on(made, action, cast.officer.id, "It is.", by(cast.officer))
    pass_on(made, action, cast.link_officer.id, "Moved in May.", by(cast.officer))
    assert action.owner is not None
    assert action.owner.name == "Lin Karr"
    line = list_history("recommendation", made.reference)[0]
    assert (line.tag, line.why, line.actor_name) == ("action:passed-on", "Moved in May.", "Oren Tull")


def test_a_closed_recommendation_keeps_its_actions_as_they_are(cast: Cast) -> None:
    made = agreed(cast)
    made.withdrawn_on, made.withdrawn_why, made.is_open = date(2026, 1, 5), "Replaced.", False
    for change in (
        lambda: split(made, "More", by(cast.coordinator)),
        lambda: edit(made, made.actions[0], "More", vague(None), by(cast.coordinator)),
        lambda: assign(made, made.actions[0], Owner(person_id=cast.officer.id), by(cast.coordinator)),
    ):
        with pytest.raises(Refused, match="was withdrawn"):
            change()


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("September 2026", date(2026, 9, 30)),
        ("sept 2026", date(2026, 9, 30)),
        ("2/2028", date(2028, 2, 29)),
        ("12 2026", date(2026, 12, 31)),
    ],
)
def test_a_month_is_read_as_people_write_it(typed: str, last: date) -> None:
    found = month_in(typed)
    assert found is not None
    assert (found.on, found.precision) == (last, DatePrecision.MONTH)


@pytest.mark.parametrize("typed", ["", "soon", "13 2026", "Sm 2026", "September", "September 26"])
def test_what_is_no_month_is_not_guessed(typed: str) -> None:
    assert month_in(typed) is None


@pytest.mark.parametrize("who", ROLES)
def test_who_changes_actions(cast: Cast, client: FlaskClient, who: str) -> None:
    made = agreed(cast)
    sign_in(client, who)
    right = 200 if who in TEAM else 403
    for more in ("", "/1/edit", "/1/assign"):
        assert client.get(place_of(made, more)).status_code == right
    assert client.get(f"/recommendations/assign?r={made.reference}").status_code == right
    data = {"what": "Tell the public.", "precision": "month", "month": "May 2026", "once": "a"}
    assert client.post(place_of(made, ""), data=data).status_code == (302 if who in TEAM else 403)
    client.post(place_of(made, ""), data=data)
    assert len(fresh(made).actions) == (2 if who in TEAM else 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"precision": "vague"}, "Say what is to be done."),
        ({"what": "x"}, "Choose how exact the date is."),
        ({"what": "x", "precision": "day"}, "Enter the date."),
        ({"what": "x", "precision": "month", "month": "soon"}, "Enter a month and a year, such as September"),
        ({"what": "x", "precision": "day", "on": ["30", "2", "2026"]}, "30 February 2026 is not a date"),
    ],
)
def test_each_mistake_has_a_sentence(
    cast: Cast, client: FlaskClient, data: dict[str, object], sentence: str
) -> None:
    made = agreed(cast)
    sign_in(client, "coordinator")
    page = client.post(place_of(made, ""), data=data).text
    assert sentence in page
    assert "<title>Error: " in page
    assert len(fresh(made).actions) == 1


def test_two_people_changing_one_action_see_both(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "coordinator")
    assert f'name="version" value="{made.actions[0].version}"' in client.get(place_of(made, "/1/edit")).text
    stale = {"what": "Mine", "precision": "vague", "words": "soon", "version": made.actions[0].version}
    edit(made, made.actions[0], "Theirs", vague("later"), by(cast.governance))
    db.session.commit()
    answer = client.post(place_of(made, "/1/edit"), data=stale)
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    latest = fresh(made).actions[0].version
    assert client.post(place_of(made, "/1/edit"), data={**stale, "version": latest}).status_code == 302
    assert fresh(made).actions[0].text == "Mine"


def test_assigning_one_and_several(cast: Cast, client: FlaskClient) -> None:
    other, made = agreed(cast, "Repair the shelters"), agreed(cast)
    sign_in(client, "coordinator")
    version = made.actions[0].version
    data = {"owner": f"body-{cast.trust.id}", "directorate": "", "version": version}
    assert client.post(place_of(made, "/1/assign"), data=data).status_code == 302
    assert fresh(made).actions[0].body_id == cast.trust.id
    where = "/recommendations/assign"
    assert "Choose who does this." in client.post(where, data={"r": [made.reference]}).text
    data = {"r": [made.reference, other.reference], "owner": f"person-{cast.link_officer.id}"}
    page = client.post(where, data=data, follow_redirects=True).text
    assert "2 actions assigned." in page
    assert fresh(other).actions[0].owner_id == cast.link_officer.id


@pytest.mark.parametrize("who", ROLES)
def test_who_may_say_this_is_not_mine(cast: Cast, client: FlaskClient, who: str) -> None:
    made = agreed(cast)
    sign_in(client, who)
    data = {"owner": cast.director.id, "why": "Moved in May."}
    answer = client.post(place_of(made, "/1/not-mine"), data=data)
    passed = who in ("officer", "link_officer", "director", "coordinator")
    assert answer.status_code == (302 if passed else 403)
    assert fresh(made).actions[0].owner_id == (cast.director.id if passed else cast.officer.id)
    sign_in(client, "coordinator")
    assert ("Moved in May." in client.get("/updates/waiting").text) == passed


def test_not_mine_keeps_what_was_typed(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    typed = {"note": "Half a sentence", "do": "not-mine", "speaker": "me"}
    answer = client.post(place_of(made, "/1/update"), data=typed)
    assert answer.location == place_of(made, "/1/not-mine")
    assert "Half a sentence" in client.get(place_of(made, "/1/update")).text


def test_the_reason_in_an_exempt_matter_is_for_those_who_read_it(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast, publicity=Publicity.EXEMPT)
    pass_on(made, made.actions[0], cast.director.id, "MARKER of a firm.", by(cast.officer))
    db.session.commit()
    make.office(cast.nobody, Role.CO_ORDINATOR, cast.sb2)
    db.session.commit()
    sign_in(client, "nobody")
    assert "MARKER" not in client.get("/updates/waiting").text
    sign_in(client, "coordinator")
    assert "MARKER" in client.get("/updates/waiting").text


def test_a_leavers_work_is_listed_and_given_to_another(cast: Cast, client: FlaskClient) -> None:
    made, other = agreed(cast), agreed(cast, "Repair the shelters")
    cast.officer.is_active = False
    make.office(cast.admin, Role.CO_ORDINATOR)
    request = make.follow_up(cast.scruco, "How many shelters are there?", owner_id=cast.officer.id)
    db.session.commit()
    sign_in(client, "admin")
    page = client.get(f"/admin/accounts/{cast.officer.id}").text
    assert "2 open actions" in page
    assert "Repair the shelters" in page
    assert "How many shelters are there?" in page
    assert f"/follow-ups/{request.reference}/change" in page
    where = f"/recommendations/assign?owner={cast.officer.id}"
    assert where in page
    client.post(where, data={"owner": f"person-{cast.link_officer.id}"})
    assert {fresh(one).actions[0].owner_id for one in (made, other)} == {cast.link_officer.id}
    assert "open actions" not in client.get(f"/admin/accounts/{cast.officer.id}").text
