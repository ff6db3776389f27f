"""Bodies: added, changed, ended, with dated remits and a page that everybody reads."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.actions.bodies import BodyFacts, add_body, change_body, end_body, set_remit
from scrutiny_tracker.council.models import Body, Office, Standing
from scrutiny_tracker.council.queries import find_body_by_code, get_body
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.cast import ROLES, TODAY, Cast, by, sign_in
from tests.counting import queries

PANEL = BodyFacts("Travel Panel", "Panel", Standing.SCRUTINY)
TYPED = {
    "name": "Travel Panel",
    "code": "tp1",
    "kind": "Panel",
    "standing": "scrutiny",
    "from_on": ["1", "March", "2026"],
    "remit": "Buses and bridges.",
}


def test_a_body_of_any_kind_and_name_is_added(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    assert client.post("/admin/bodies/add", data=TYPED).location == "/bodies/TP1"
    body = get_body("TP1")
    assert (body.name, body.kind, body.from_on) == ("Travel Panel", "Panel", date(2026, 3, 1))
    assert [remit.text for remit in body.remits] == ["Buses and bridges."]
    assert [entry.tag for entry in list_history("body", "TP1")] == ["body:changed", "body:added"]
    assert "Buses and bridges." in client.get("/bodies/TP1").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": "SB1"}, "There is a body with the code SB1 already."),
        ({"code": "1 x"}, "Code: use letters, numbers and hyphens, beginning with a letter."),
        ({"name": " "}, "Enter the body's name."),
        ({"standing": ""}, "Choose what the body is for."),
        ({"standing": "royal"}, "Not a valid choice"),
        ({"from_on": ["", "", ""]}, "Enter the body's first day."),
        ({"from_on": ["1", "", "2026"]}, "First day: add a month."),
        ({"parent": "999999"}, "Not a valid choice"),
    ],
)
def test_a_body_that_cannot_be_added_says_why(
    cast: Cast, client: FlaskClient, typed: dict[str, object], sentence: str
) -> None:
    sign_in(client, "governance")
    page = client.post("/admin/bodies/add", data={**TYPED, **typed})
    assert page.status_code == 200
    assert sentence in page.text.replace("&#39;", "'")
    assert "Buses and bridges." in page.text


@pytest.mark.parametrize("who", [who for who in ROLES if who not in ("admin", "governance")])
def test_others_read_bodies_and_change_nothing(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    page = client.get("/bodies/SB1")
    assert page.status_code == 200
    assert "End this body" not in page.text
    version = {"version": "1"}
    for path, data in (
        ("/admin/bodies/add", TYPED),
        ("/admin/bodies/SB1/change", {**TYPED, **version}),
        ("/admin/bodies/SB1/end", {"to_on": ["1", "1", "2026"], **version}),
        ("/admin/bodies/SB1/remit", {"text": "x", "from_on": ["1", "1", "2026"], **version}),
    ):
        answer = client.post(path, data=data)
        assert answer.status_code == 403
        assert "Only an administrator or Governance Services" in answer.text
    db.session.expire_all()
    assert (cast.sb1.version, cast.sb1.to_on, find_body_by_code("TP1")) == (1, None, None)


def test_a_change_is_written_down_with_before_and_after(cast: Cast) -> None:
    change_body(cast.sb1, BodyFacts("Learning Board", "Scrutiny Board", Standing.SCRUTINY), by(cast.admin))
    told = list_history("body", "SB1")[0]
    assert told.before == {
        "name": "Learning and Care Scrutiny Board (1)",
        "parent_id": cast.scruco.id,
    }
    assert told.after == {"name": "Learning Board", "parent_id": None}


def test_no_body_reports_to_itself_or_in_a_circle(cast: Cast) -> None:
    below = make.body("SUB", parent_id=cast.sb1.id)
    for parent in (cast.sb1, below):
        facts = BodyFacts("Board", "Board", Standing.SCRUTINY, parent_id=parent.id)
        with pytest.raises(Refused, match="cannot report to itself or to one that reports to it"):
            change_body(cast.sb1, facts, by(cast.admin))
    assert cast.sb1.parent_id == cast.scruco.id


def test_a_body_ends_with_its_remit_and_offices_and_a_successor(cast: Cast, client: FlaskClient) -> None:
    make.remit(cast.sb1, "Schools.")
    make.office(cast.nobody, Role.CHAIR, cast.sb1, from_on=date(2026, 5, 21))
    db.session.commit()
    sign_in(client, "governance")
    form = {"to_on": ["31", "1", "2026"], "successor": str(cast.sb2.id), "version": "1"}
    page = client.post("/admin/bodies/SB1/end", data=form, follow_redirects=True)
    assert "ends on 31 January 2026. 2 offices ended with it." in page.text
    assert "Homes and Streets Scrutiny Board (2)" in page.text
    db.session.expire_all()
    body = get_body("SB1")
    assert body.remits[0].to_on == date(2026, 1, 31)
    offices = db.session.scalars(select(Office).where(Office.body_id == body.id)).all()
    assert [office.to_on for office in offices] == [date(2026, 1, 31)], "the chair to come is withdrawn"
    assert "Learning and Care Scrutiny Board (1)" in client.get("/bodies/SB2").text


def test_an_ended_body_says_who_took_over_or_that_nobody_did(cast: Cast, client: FlaskClient) -> None:
    make.body("OLD1", name="Old One", to_on=date(2025, 12, 31), successor_id=cast.sb2.id)
    make.body("OLD2", name="Old Two", to_on=date(2025, 12, 31))
    db.session.commit()
    sign_in(client, "member")
    assert "took over." in client.get("/bodies/OLD1").text
    page = client.get("/bodies/OLD2").text
    assert "Old Two ended on Wednesday 31 December 2025. Nobody took over." in page
    assert "No chair at present" not in page


def test_an_end_can_be_put_right(cast: Cast) -> None:
    body = get_body("SB1")
    end_body(body, date(2026, 1, 31), cast.sb2, by(cast.admin))
    end_body(body, None, None, by(cast.admin))
    assert (body.to_on, body.successor_id) == (None, None)


def test_a_body_never_ends_before_it_begins_nor_follows_itself(cast: Cast) -> None:
    body = get_body("SB1")
    with pytest.raises(Refused, match="The body begins on 15 May 2025, so it cannot end before that"):
        end_body(body, date(2025, 5, 14), None, by(cast.admin))
    with pytest.raises(Refused, match="cannot take over from itself"):
        end_body(body, TODAY, body, by(cast.admin))
    with pytest.raises(Refused, match="has no successor yet"):
        end_body(body, None, cast.sb2, by(cast.admin))


def test_a_new_remit_ends_the_one_before_and_both_are_read(cast: Cast, client: FlaskClient) -> None:
    make.remit(cast.sb1, "Schools alone.")
    db.session.commit()
    sign_in(client, "governance")
    form = {"text": "Schools and care.", "from_on": ["1", "1", "2026"], "version": "1"}
    assert client.post("/admin/bodies/SB1/remit", data=form).status_code == 302
    page = client.get("/bodies/SB1").text
    assert page.index("Schools and care.") < page.index("Remits before") < page.index("Schools alone.")
    assert "15 May 2025 to 31 Dec 2025" in page
    assert client.post("/admin/bodies/SB1/remit", data=form).status_code == 409, "the body is version 2 now"


def test_a_remit_of_the_same_day_is_put_right_and_none_begins_too_early(cast: Cast) -> None:
    make.remit(cast.sb1, "Scools.")
    db.session.expire_all()
    body = get_body("SB1")
    set_remit(body, "Schools.", make.YEAR_BEGAN, by(cast.admin))
    assert [remit.text for remit in body.remits] == ["Schools."]
    set_remit(body, "Schools and care.", TODAY, by(cast.admin))
    with pytest.raises(Refused, match="The last remit begins on 12 January 2026"):
        set_remit(body, "Care.", date(2025, 6, 1), by(cast.admin))
    with pytest.raises(Refused, match="its remit cannot begin before"):
        set_remit(body, "Care.", date(2024, 1, 1), by(cast.admin))


def test_the_page_says_who_sits_there_today(cast: Cast, client: FlaskClient) -> None:
    make.office(cast.performance, Role.COMMITTEE_MEMBER, cast.sb1, member_kind="voting-co-optee")
    make.office(
        cast.nobody,
        Role.COMMITTEE_MEMBER,
        cast.sb1,
        member_kind="councillor",
        to_on=date(2025, 12, 31),
    )
    db.session.commit()
    sign_in(client, "stranger")
    page = client.get("/bodies/SB1").text
    assert "Mabel Fenn" in page
    assert "Perrin Forde, co-optee with a vote" in page
    assert "Nora Bodley" not in page
    assert "No chair at present. The co-ordinator acts until annual Council." in page
    assert "Chidi Hallam" in client.get("/bodies/SCRUCO").text
    outside = client.get("/bodies/TRUST").text
    assert "board@trust.example" in outside
    assert "No chair at present" not in outside


def test_a_code_that_nobody_has_leads_to_a_sentence(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    page = client.get("/bodies/NOPE")
    assert page.status_code == 404
    assert "There is no body with the code NOPE." in page.text


def test_adding_takes_the_code_once(cast: Cast) -> None:
    add_body("tp1", PANEL, TODAY, by(cast.admin))
    with pytest.raises(Refused, match="TP1 already"):
        add_body("TP1", PANEL, TODAY, by(cast.admin))


@pytest.mark.parametrize("path", ["/bodies", "/bodies/SB1", "/admin/bodies", "/admin/offices"])
def test_the_number_of_queries_does_not_grow(cast: Cast, client: FlaskClient, path: str) -> None:
    sign_in(client, "admin")
    client.get(path)
    with queries() as few:
        assert client.get(path).status_code == 200
    bodies = [
        Body(code=f"X{n}", name=f"Board X{n}", kind="Board", standing=Standing.SCRUTINY, from_on=TODAY)
        for n in range(100)
    ]
    db.session.add_all(bodies)
    db.session.flush()
    for n in range(1000):
        person = make.person(password_hash=None)
        board = cast.sb1 if n % 2 else bodies[n % 100]
        make.office(person, Role.COMMITTEE_MEMBER, board, member_kind="councillor")
    db.session.commit()
    with queries() as many:
        client.get(path)
    assert len(many) == len(few) <= 10
