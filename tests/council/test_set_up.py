"""Offices, portfolios, directorates, closed days and sensitive periods through their pages."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import ClosedDay, Office, SensitivePeriod
from scrutiny_tracker.council.queries import (
    find_holder,
    get_directorate,
    get_portfolio,
    list_closed_days,
    list_sensitive_periods,
)
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.cast import ROLES, TODAY, Cast, sign_in

OTHERS = [who for who in ROLES if who not in ("admin", "governance")]
NEW_YEAR = ["1", "1", "2026"]


def _office_of(cast: Cast, who: str) -> int:
    return db.session.scalars(select(Office.id).where(Office.person_id == cast[who].id)).first() or 0


def _count(table: type[Office | ClosedDay | SensitivePeriod]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_governance_gives_and_ends_an_office(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    form = {"person": str(cast.nobody.id), "held_for": str(cast.sb1.id), "from_on": NEW_YEAR, "once": "a"}
    page = client.post("/admin/offices/give/chair", data=form, follow_redirects=True).text
    assert "Nora Bodley: Chair from 1 January 2026." in page
    assert client.post("/admin/offices/give/chair", data=form).status_code == 302
    assert _count(Office) == 14, "a double click gives one office"
    ended = {"to_on": ["31", "1", "2026"], "why": "Election", "version": "1"}
    address = f"/admin/offices/{_office_of(cast, 'nobody')}/end"
    assert (
        "The last day of this office is 31 January 2026."
        in client.post(address, data=ended, follow_redirects=True).text
    )
    assert client.post(address, data=ended).status_code == 409, "somebody has ended it meanwhile"
    assert find_holder(Role.CHAIR, date(2026, 2, 1), body_id=cast.sb1.id) is None
    assert list_history("body", "SB1")[0].why == "Election"


@pytest.mark.parametrize(
    ("role", "typed", "sentence"),
    [
        ("chair", {"held_for": "scruco"}, "Chidi Hallam is in the chair from 15 May 2025."),
        ("chair", {}, "Say which body this office is held for."),
        ("chair", {"held_for": "sb1", "to_on": ["31", "12", "2025"]}, "so it cannot end before that."),
        ("cabinet-member", {}, "Say which portfolio this office is held for."),
        ("governance-officer", {"person": ""}, "Choose a person."),
        ("governance-officer", {"person": "999999"}, "Not a valid choice"),
        ("governance-officer", {"from_on": ["31", "4", "2026"]}, "31 April 2026 is not a date that exists."),
    ],
)
def test_an_office_that_cannot_be_given_says_why(
    cast: Cast, client: FlaskClient, role: str, typed: dict[str, object], sentence: str
) -> None:
    sign_in(client, "governance")
    if "held_for" in typed:
        typed = {**typed, "held_for": str(getattr(cast, str(typed["held_for"])).id)}
    form = {"person": str(cast.nobody.id), "from_on": NEW_YEAR, **typed}
    page = client.post(f"/admin/offices/give/{role}", data=form).text
    assert sentence in page
    assert "<title>Error: " in page
    assert _count(Office) == 13


def test_only_an_administrator_makes_or_unmakes_one(cast: Cast, client: FlaskClient) -> None:
    form = {"person": str(cast.governance.id), "from_on": NEW_YEAR}
    sign_in(client, "governance")
    assert client.post("/admin/offices/give/administrator", data=form).status_code == 403
    assert client.get(f"/admin/offices/{_office_of(cast, 'admin')}/end").status_code == 403
    assert "/give/administrator" not in client.get("/admin/offices/give").text
    sign_in(client, "admin")
    assert client.post("/admin/offices/give/administrator", data=form).status_code == 302
    assert _count(Office) == 14


def test_an_office_or_role_that_nobody_knows_is_not_found(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    assert client.get("/admin/offices/give/king").status_code == 404
    assert client.get("/admin/offices/999999/end").status_code == 404
    assert client.get("/admin/accounts/999999").status_code == 404


def test_the_list_of_offices_is_narrowed_and_paged(cast: Cast, client: FlaskClient) -> None:
    for n in range(30):
        make.office(make.person(f"Sub {n:02d}"), Role.LINK_OFFICER, cast.people, from_on=date(2025, 6, 1))
    make.office(cast.nobody, Role.CHAIR, cast.sb1, to_on=date(2025, 12, 31))
    make.office(cast.nobody, Role.CHAIR, cast.sb2, from_on=date(2026, 5, 21))
    db.session.commit()
    sign_in(client, "governance")
    first = client.get("/admin/offices?role=link-officer").text
    assert first.count('<td class="govuk-table__cell" data-name="Who">') == 25
    assert 'rel="next"' in first
    assert "Nora Bodley" not in client.get("/admin/offices").text
    assert "31 Dec 2025" in client.get("/admin/offices?when=ended").text
    assert "21 May 2026" in client.get("/admin/offices?when=coming").text
    assert "Stan Gerrity" in client.get(f"/admin/offices?body={cast.sb2.id}").text
    assert "No offices match." in client.get("/admin/offices?when=ended&role=director").text
    assert client.get("/admin/offices?role=king&when=never&after=x").status_code == 200
    vacant = client.get("/admin/offices").text
    assert vacant.count("No chair at present. The co-ordinator acts until annual Council.") == 2


def test_portfolios_are_added_and_changed(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    form = {"name": "Parks", "code": "parks", "from_on": NEW_YEAR, "once": "p"}
    for _ in range(2):
        assert client.post("/admin/portfolios/add", data=form).location == "/admin/portfolios"
    assert "PARKS already" in client.post("/admin/portfolios/add", data={**form, "once": "q"}).text
    change = {"name": "Parks and Rivers", "from_on": NEW_YEAR, "to_on": ["1", "6", "2026"], "version": "1"}
    assert client.post("/admin/portfolios/PARKS/change", data=change).status_code == 302
    assert client.post("/admin/portfolios/PARKS/change", data=change).status_code == 409
    found = get_portfolio("PARKS")
    assert (found.name, found.to_on) == ("Parks and Rivers", date(2026, 6, 1))
    tags = [entry.tag for entry in list_history("portfolio", "PARKS")]
    assert tags == ["portfolio:changed", "portfolio:added"]
    backwards = {**change, "to_on": ["1", "6", "2025"], "version": "2"}
    page = client.post("/admin/portfolios/PARKS/change", data=backwards).text
    assert "The portfolio begins on 1 January 2026, so it cannot end before that." in page
    assert "Cass Mebry" in client.get("/admin/portfolios").text


@pytest.mark.parametrize(("typed", "kept"), [("yes", True), ("no", False), ("council", None)])
def test_a_directorate_says_whether_its_updates_are_cleared(
    cast: Cast, client: FlaskClient, typed: str, kept: bool | None
) -> None:
    sign_in(client, "governance")
    form = {"name": "Homes", "code": "HOMES", "from_on": NEW_YEAR, "clearing": typed}
    assert client.post("/admin/directorates/add", data=form).status_code == 302
    assert get_directorate("HOMES").updates_need_clearing is kept
    change = {"name": "Place", "from_on": NEW_YEAR, "clearing": typed, "version": "1"}
    assert client.post("/admin/directorates/PLACE/change", data=change).status_code == 302
    db.session.expire_all()
    assert cast.place.updates_need_clearing is kept
    page = client.post("/admin/directorates/add", data={**form, "code": "H2", "clearing": ""}).text
    assert "Choose whether updates are cleared." in page


def test_closed_days_come_and_go(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    form = {"on": ["29", "12", "2026"], "reason": "Christmas closure", "once": "c"}
    for _ in range(2):
        assert client.post("/admin/closed-days/add", data=form).location == "/admin/calendar"
    page = client.post("/admin/closed-days/add", data={**form, "once": "d"}).text
    assert "This day is entered already: Christmas closure." in page
    [day] = list_closed_days()
    assert day.on == date(2026, 12, 29)
    assert "Tuesday 29 December 2026" in client.get("/admin/calendar").text
    remove = f"/admin/closed-days/{day.id}/remove"
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404
    assert _count(ClosedDay) == 0
    tags = [entry.tag for entry in list_history("council", "calendar")]
    assert tags == ["closed-day:removed", "closed-day:added"]


def test_sensitive_periods_come_and_go(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    form = {
        "from_on": ["24", "3", "2026"],
        "to_on": ["7", "5", "2026"],
        "reason": "Local elections",
        "holds_publication": "y",
    }
    assert client.post("/admin/sensitive-periods/add", data=form).location == "/admin/calendar"
    assert "This period is entered already." in client.post("/admin/sensitive-periods/add", data=form).text
    backwards = {**form, "to_on": ["7", "3", "2026"]}
    page = client.post("/admin/sensitive-periods/add", data=backwards).text
    assert "The period begins on 24 March 2026, so it cannot end before that." in page
    [period] = list_sensitive_periods()
    assert (period.from_on, period.to_on, period.holds_publication) == (
        date(2026, 3, 24),
        date(2026, 5, 7),
        True,
    )
    assert "Held until it is over" in client.get("/admin/calendar").text
    assert client.post(f"/admin/sensitive-periods/{period.id}/remove").status_code == 302
    assert _count(SensitivePeriod) == 0


@pytest.mark.parametrize("who", OTHERS)
def test_others_set_nothing_up(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    office = {"person": str(cast[who].id), "from_on": NEW_YEAR, "held_for": str(cast.sb1.id)}
    area = {"name": "X", "code": "X", "from_on": NEW_YEAR, "clearing": "no", "version": "1"}
    day = ClosedDay(on=TODAY, reason="Snow")
    db.session.add(day)
    db.session.commit()
    for path, data in (
        ("/admin/offices/give/chair", office),
        ("/admin/offices/give/administrator", office),
        (f"/admin/offices/{_office_of(cast, 'chair')}/end", {"to_on": NEW_YEAR, "version": "1"}),
        ("/admin/portfolios/add", area),
        ("/admin/portfolios/HOUSING/change", area),
        ("/admin/directorates/add", area),
        ("/admin/directorates/PLACE/change", area),
        ("/admin/closed-days/add", {"on": NEW_YEAR, "reason": "x"}),
        (f"/admin/closed-days/{day.id}/remove", {}),
        ("/admin/sensitive-periods/add", {"from_on": NEW_YEAR, "to_on": NEW_YEAR, "reason": "x"}),
    ):
        assert client.post(path, data=data).status_code == 403, path
    assert (_count(Office), _count(ClosedDay), _count(SensitivePeriod)) == (13, 1, 0)
    db.session.expire_all()
    assert (cast.housing.version, cast.place.version) == (1, 1)
