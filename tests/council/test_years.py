"""Starting a municipal year: one form carries memberships, chairs, portfolios and remits forward."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import Body, MunicipalYear, Office
from scrutiny_tracker.council.queries import find_holder, find_municipal_year, get_body, list_offices_for
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.cast import Cast, sign_in, sign_out
from tests.counting import queries

BEGINS = date(2026, 5, 21)
YEAR = {
    "name": "2026-27",
    "starts_on": ["21", "5", "2026"],
    "ends_on": ["19", "5", "2027"],
    "once": "once-a-year",
}


def _field(cast: Cast, role: Role, who: str) -> str:
    found = select(Office.id).where(Office.role == role, Office.person_id == cast[who].id)
    return f"office-{db.session.scalars(found).first()}"


def _seat(body: Body, who: Person) -> str:
    """The field of somebody's membership of a body."""
    offices = list_offices_for(body, make.MADE_ON)
    members = (o for o in offices if o.role is Role.COMMITTEE_MEMBER and o.person_id == who.id)
    return f"office-{next(members).id}"


def _start(client: FlaskClient, **typed: object) -> str:
    sign_in(client, "governance")
    return client.post("/admin/years/start", data={**YEAR, **typed}, follow_redirects=True).text


def test_everything_carries_on_unless_said_otherwise(cast: Cast, client: FlaskClient) -> None:
    make.remit(cast.sb1, "Schools.")
    db.session.commit()
    before = db.session.scalar(select(func.count()).select_from(Office))
    page = _start(client)
    assert "2026-27 begins on Thursday 21 May 2026." in page
    assert find_holder(Role.CHAIR, BEGINS, body_id=cast.scruco.id) == cast.chair
    assert find_holder(Role.CABINET_MEMBER, BEGINS, portfolio_id=cast.housing.id) == cast.cabinet_member
    assert db.session.scalar(select(func.count()).select_from(Office)) == before
    assert get_body("SB1").remits[0].to_on is None
    assert [e.tag for e in list_history("municipal-year", "2026-27")] == ["year:started"]


def test_chairs_swap_and_vacancies_are_filled_in_one_step(cast: Cast, client: FlaskClient) -> None:
    make.office(cast.stranger, Role.CHAIR, cast.sb2)
    db.session.commit()
    scruco, sb2 = _field(cast, Role.CHAIR, "chair"), _field(cast, Role.CHAIR, "stranger")
    _start(
        client,
        **{
            scruco: "instead",
            f"{scruco}-typed": "stan gerrity",
            sb2: "instead",
            f"{sb2}-typed": "chair@council.example",
            f"chair-{cast.sb1.id}-typed": "Nora Bodley",
            f"holder-{cast.finance.id}-typed": "Mabel Fenn",
        },
    )
    for body, old, new in (
        (cast.scruco, cast.chair, cast.stranger),
        (cast.sb2, cast.stranger, cast.chair),
        (cast.sb1, None, cast.nobody),
    ):
        assert find_holder(Role.CHAIR, date(2026, 5, 20), body_id=body.id) == old
        assert find_holder(Role.CHAIR, BEGINS, body_id=body.id) == new
    assert find_holder(Role.CABINET_MEMBER, BEGINS, portfolio_id=cast.finance.id) == cast.member


def test_an_office_that_would_run_out_is_given_again(cast: Cast, client: FlaskClient) -> None:
    office = db.session.scalars(select(Office).where(Office.role == Role.CHAIR)).one()
    office.to_on = date(2026, 5, 20)
    db.session.commit()
    _start(client)
    assert find_holder(Role.CHAIR, BEGINS, body_id=cast.scruco.id) == cast.chair


def test_a_member_goes_and_a_co_optees_seat_stays_a_co_optees(cast: Cast, client: FlaskClient) -> None:
    make.office(cast.performance, Role.COMMITTEE_MEMBER, cast.sb1, member_kind="voting-co-optee")
    db.session.commit()
    seat, gone = _seat(cast.sb1, cast.performance), _seat(cast.sb1, cast.member)
    _start(client, **{seat: "instead", f"{seat}-typed": "Nora Bodley", gone: "end"})
    members = list_offices_for(cast.sb1, BEGINS)
    assert [(o.person.name, str(o.member_kind)) for o in members] == [("Nora Bodley", "voting-co-optee")]


def test_portfolios_end_and_remits_change(cast: Cast, client: FlaskClient) -> None:
    ours, theirs = make.remit(cast.sb1, "Schools."), make.remit(cast.sb2, "Homes.")
    db.session.commit()
    _start(
        client,
        **{
            f"portfolio-{cast.finance.id}": "end",
            f"remit-{ours.id}": "instead",
            f"remit-{ours.id}-typed": "Schools and care.",
            f"remit-{theirs.id}": "end",
        },
    )
    db.session.expire_all()
    assert cast.finance.to_on == date(2026, 5, 20)
    assert [(r.text, r.to_on) for r in get_body("SB1").remits] == [
        ("Schools.", date(2026, 5, 20)),
        ("Schools and care.", None),
    ]
    assert get_body("SB2").remits[0].to_on == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Nobody Known", "nobody with an account is called Nobody Known. Invite them first."),
        ("", "Chidi Hallam: enter who takes over."),
        ("Twin Name", "two people are called Twin Name. Enter the e-mail address."),
    ],
)
def test_a_name_that_is_not_one_persons_says_so_and_loses_nothing(
    cast: Cast, client: FlaskClient, typed: str, sentence: str
) -> None:
    make.person("Twin Name")
    make.person("Twin Name")
    db.session.commit()
    field, seat = _field(cast, Role.CHAIR, "chair"), _field(cast, Role.CABINET_MEMBER, "cabinet_member")
    page = _start(client, **{field: "instead", f"{field}-typed": typed, seat: "end"})
    assert sentence in page
    assert f'href="#{field}"' in page
    assert f'name="{seat}" value="end" checked' in page
    assert "<title>Error: " in page
    assert db.session.scalar(select(func.count()).where(Office.to_on.is_not(None))) == 0


def test_a_rules_sentence_stands_at_its_row_and_nothing_is_half_done(cast: Cast, client: FlaskClient) -> None:
    """The chair's successor as a member is a member already; the Cabinet Member's end is undone with it."""
    member = _seat(cast.scruco, cast.chair)
    seat = _field(cast, Role.CABINET_MEMBER, "cabinet_member")
    page = _start(client, **{member: "instead", f"{member}-typed": "Mabel Fenn", seat: "end"})
    assert "Mabel Fenn holds this office already, from 15 May 2025." in page
    assert f'href="#{member}"' in page
    db.session.expire_all()
    assert db.session.scalar(select(func.count()).where(Office.to_on.is_not(None))) == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "next"}, "Write the name of the year as 2026-27."),
        ({"ends_on": ["20", "5", "2026"]}, "The year must end after it begins."),
        ({"ends_on": ["20", "5", "2029"]}, "A municipal year lasts about twelve months."),
        ({"starts_on": ["30", "2", "2026"]}, "30 February 2026 is not a date that exists."),
        (
            {"name": "2027-28", "starts_on": ["1", "6", "2025"], "ends_on": ["1", "6", "2026"]},
            "2026-27 begins",
        ),
        (
            {"name": "2027-28", "starts_on": ["15", "5", "2025"], "ends_on": ["1", "5", "2026"]},
            "2025-26 begins",
        ),
    ],
)
def test_a_year_that_cannot_be_says_why(
    cast: Cast, client: FlaskClient, typed: dict[str, object], sentence: str
) -> None:
    assert sentence in _start(client, **typed)


def test_the_year_before_ends_the_day_before(cast: Cast, client: FlaskClient) -> None:
    _start(client, starts_on=["14", "5", "2026"])
    db.session.expire_all()
    year = find_municipal_year(date(2026, 5, 14))
    assert year is not None
    assert year.name == "2026-27"
    assert cast.this_year.ends_on == date(2026, 5, 13)
    assert db.session.scalar(select(func.count()).select_from(MunicipalYear)) == 2


def test_a_double_click_starts_one_year(cast: Cast, client: FlaskClient) -> None:
    field = _field(cast, Role.CHAIR, "chair")
    typed = {**YEAR, field: "instead", f"{field}-typed": "Nora Bodley"}
    sign_in(client, "governance")
    assert client.post("/admin/years/start", data=typed).location == "/admin/years"
    assert client.post("/admin/years/start", data=typed).location == "/admin/years"
    assert len(list_history("municipal-year", "2026-27")) == 1


def test_the_form_begins_with_next_year_and_keeps_its_rows_over_a_sign_in(
    cast: Cast, client: FlaskClient
) -> None:
    field = _field(cast, Role.CHAIR, "chair")
    sign_in(client, "governance")
    page = client.get("/admin/years/start").text
    assert 'value="2026-27"' in page
    assert "Chair, Homes and Streets Scrutiny Board (2)" in page
    sign_out(client)
    client.post("/admin/years/start", data={**YEAR, field: "instead", f"{field}-typed": "Nora Bodley"})
    with client.session_transaction() as kept:
        kept["_user_id"] = cast.governance.get_id()
    page = client.get("/admin/years/start").text
    assert f'name="{field}" value="instead" checked' in page
    assert 'value="Nora Bodley"' in page


@pytest.mark.parametrize("who", ["coordinator", "chair", "member", "officer", "performance", "nobody"])
def test_others_do_not_start_a_year(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    assert client.get("/admin/years/start").status_code == 403
    assert client.post("/admin/years/start", data=YEAR).status_code == 403
    assert list_history("municipal-year", "2026-27") == []


def test_the_number_of_queries_does_not_grow_with_offices(cast: Cast, client: FlaskClient) -> None:
    make.remit(cast.sb1)
    db.session.commit()
    sign_in(client, "governance")
    client.get("/admin/years/start")
    with queries() as few:
        client.get("/admin/years/start")
    for n in range(60):
        make.remit(cast.sb1, f"Remit {n}")
        make.office(make.person(), Role.COMMITTEE_MEMBER, cast.sb1, member_kind="councillor")
    db.session.commit()
    with queries() as many:
        assert client.get("/admin/years/start").status_code == 200
    assert len(many) == len(few) <= 14
