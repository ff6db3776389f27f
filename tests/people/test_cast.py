"""The cast is whom the other tests take it for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.queries import load_principal
from scrutiny_tracker.rules.permissions import Matter, Permission, Role, allows
from tests import factories as make
from tests.cast import ROLES, Cast, email_of, sign_in

OFFICES = {
    "coordinator": Role.CO_ORDINATOR,
    "member": Role.COMMITTEE_MEMBER,
    "chair": Role.CHAIR,
    "officer": Role.RESPONSIBLE_OFFICER,
    "link_officer": Role.LINK_OFFICER,
    "director": Role.DIRECTOR,
    "governance": Role.GOVERNANCE_OFFICER,
    "cabinet_member": Role.CABINET_MEMBER,
    "performance": Role.PERFORMANCE_OFFICER,
    "admin": Role.ADMINISTRATOR,
    "stranger": Role.COMMITTEE_MEMBER,
}


@pytest.mark.parametrize("who", ROLES)
def test_each_holds_the_office_of_their_name(cast: Cast, who: str) -> None:
    principal = load_principal(cast[who].id)
    assert principal.name == cast[who].name
    if who == "nobody":
        assert principal.offices == ()
    else:
        assert principal.holds(OFFICES[who])


def test_the_stranger_serves_another_board(cast: Cast) -> None:
    ours = Matter(body_ids=frozenset({cast.scruco.id, cast.sb1.id}))
    assert allows(load_principal(cast.member.id), Permission.QUESTION_ASK, ours)
    assert not allows(load_principal(cast.stranger.id), Permission.QUESTION_ASK, ours)


@pytest.mark.parametrize("who", ROLES)
def test_signing_in_by_the_cookie_opens_the_house(cast: Cast, client: FlaskClient, who: str) -> None:
    assert client.get("/").status_code == 302
    sign_in(client, who)
    page = client.get("/")
    assert page.status_code == 200
    assert cast[who].name in page.text


def test_the_form_takes_the_password_of_the_cast(cast: Cast, client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": email_of("officer"), "password": make.PASSWORD})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_every_factory_makes_a_record_that_the_database_takes(cast: Cast) -> None:
    meeting = make.meeting(cast.scruco)
    item = make.item(meeting)
    report = make.paper(on=item)
    make.attached(item, make.paper("Appendix"))
    printed = make.printed_recommendation(report, addressee=cast.cabinet)
    clause = make.clause(item, printed=printed, addressee=cast.cabinet)
    make.follow_up(cast.scruco, item_id=item.id)
    make.referral(cast.scruco, cast.sb1, item_id=item.id)
    make.remit(cast.sb1)
    recommendation = make.recommendation(
        cast.scruco, asked=cast.cabinet, owner=cast.officer, clause_id=clause.id, directorate_id=cast.place.id
    )
    make.sending(cast.scruco, cast.cabinet, recommendation.addressees)
    make.recommendation(cast.scruco, asked=cast.housing, with_action=False)
    kpi = make.kpi(targets={"2024-25": 95}, readings={"2023-24": 90, "2024-25": None})
    db.session.commit()
    db.session.refresh(kpi, ["readings", "targets"])
    assert [reading.value for reading in kpi.readings] == [90, None]
    assert recommendation.reference.startswith("SCRUCO-2526-")
