"""Giving and ending offices: what the rule allows, and the sentence where it does not."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.actions.offices import deactivate_person, end_office, give_office
from scrutiny_tracker.council.models import MemberKind, Office
from scrutiny_tracker.council.queries import find_holder, get_office, list_offices_of, load_principal
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.cast import TODAY, Cast, by
from tests.counting import queries


def _office(person_id: int, role: Role) -> Office:
    found = db.session.scalars(
        select(Office.id).where(Office.person_id == person_id, Office.role == role)
    ).one()
    return get_office(found)


def test_an_office_is_held_from_its_first_day_and_written_into_the_history(cast: Cast) -> None:
    give_office(cast.nobody, Role.CHAIR, by(cast.admin), from_on=TODAY, held_for=cast.sb1)
    assert find_holder(Role.CHAIR, TODAY, body_id=cast.sb1.id) == cast.nobody
    assert find_holder(Role.CHAIR, date(2026, 1, 11), body_id=cast.sb1.id) is None
    told = list_history("body", "SB1")[0]
    assert (told.tag, told.actor_name) == ("office:given", "Ada Minster")
    assert told.after == {"person": "Nora Bodley", "office": "chair", "from": "2026-01-12", "to": None}


def test_offices_combine(cast: Cast) -> None:
    give_office(cast.governance, Role.CO_ORDINATOR, by(cast.admin), from_on=TODAY, held_for=cast.sb1)
    give_office(cast.governance, Role.ADMINISTRATOR, by(cast.admin), from_on=TODAY)
    principal = load_principal(cast.governance.id)
    assert principal.holds(Role.GOVERNANCE_OFFICER)
    assert principal.holds(Role.ADMINISTRATOR)
    assert principal.holds(Role.CO_ORDINATOR)


def test_a_member_is_a_councillor_unless_said_otherwise(cast: Cast) -> None:
    actor = by(cast.admin)
    plain = give_office(cast.nobody, Role.COMMITTEE_MEMBER, actor, from_on=TODAY, held_for=cast.sb1)
    co_optee = give_office(
        cast.performance,
        Role.COMMITTEE_MEMBER,
        actor,
        from_on=TODAY,
        held_for=cast.sb1,
        member_kind=MemberKind.VOTING_CO_OPTEE,
    )
    assert plain.member_kind is MemberKind.COUNCILLOR
    assert co_optee.member_kind is MemberKind.VOTING_CO_OPTEE


def test_a_body_has_one_chair_at_a_time(cast: Cast) -> None:
    with pytest.raises(Refused, match="Chidi Hallam is in the chair from 15 May 2025"):
        give_office(cast.member, Role.CHAIR, by(cast.admin), from_on=TODAY, held_for=cast.scruco)
    end_office(_office(cast.chair.id, Role.CHAIR), date(2026, 1, 11), by(cast.admin))
    give_office(cast.member, Role.CHAIR, by(cast.admin), from_on=TODAY, held_for=cast.scruco)
    assert find_holder(Role.CHAIR, TODAY, body_id=cast.scruco.id) == cast.member


def test_moving_the_last_day_does_not_reach_into_the_next_chairs_time(cast: Cast) -> None:
    office = _office(cast.chair.id, Role.CHAIR)
    end_office(office, date(2026, 1, 11), by(cast.admin))
    give_office(cast.member, Role.CHAIR, by(cast.admin), from_on=TODAY, held_for=cast.scruco)
    with pytest.raises(Refused, match="Mabel Fenn is in the chair"):
        end_office(office, date(2026, 2, 1), by(cast.admin))
    end_office(office, date(2025, 12, 31), by(cast.admin))
    assert office.to_on == date(2025, 12, 31)


def test_no_office_ends_before_it_begins(cast: Cast) -> None:
    with pytest.raises(Refused, match="begins on 15 May 2025, so it cannot end before that") as refused:
        end_office(_office(cast.chair.id, Role.CHAIR), date(2025, 5, 14), by(cast.admin))
    assert refused.value.field == "to_on"
    with pytest.raises(Refused, match="cannot end before that"):
        give_office(
            cast.nobody, Role.GOVERNANCE_OFFICER, by(cast.admin), from_on=TODAY, to_on=date(2026, 1, 11)
        )


@pytest.mark.parametrize(
    ("role", "target", "sentence"),
    [
        (Role.CHAIR, None, "which body"),
        (Role.COMMITTEE_MEMBER, "housing", "which body"),
        (Role.CABINET_MEMBER, "sb1", "which portfolio"),
        (Role.DIRECTOR, None, "which directorate"),
        (Role.CO_ORDINATOR, "place", "which body"),
        (Role.ADMINISTRATOR, "sb1", "for the whole council"),
    ],
)
def test_an_office_is_held_for_what_its_role_asks(
    cast: Cast, role: Role, target: str | None, sentence: str
) -> None:
    held_for = getattr(cast, target) if target else None
    with pytest.raises(Refused, match=sentence):
        give_office(cast.nobody, role, by(cast.admin), from_on=TODAY, held_for=held_for)


def test_no_office_begins_in_a_body_that_has_ended(cast: Cast) -> None:
    old = make.body("OLD", name="Old Panel", to_on=date(2025, 12, 31))
    with pytest.raises(Refused, match="Old Panel ended on 31 December 2025"):
        give_office(cast.nobody, Role.CHAIR, by(cast.admin), from_on=TODAY, held_for=old)


def test_nobody_takes_the_last_administrator_away(cast: Cast) -> None:
    office = _office(cast.admin.id, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Make another person an administrator first"):
        end_office(office, TODAY, by(cast.governance))
    give_office(cast.governance, Role.ADMINISTRATOR, by(cast.admin), from_on=TODAY)
    end_office(office, TODAY, by(cast.admin))
    assert office.to_on == TODAY


def test_who_is_deactivated_loses_every_office_in_the_same_step(cast: Cast) -> None:
    give_office(cast.member, Role.CHAIR, by(cast.admin), from_on=date(2026, 5, 21), held_for=cast.sb1)
    assert deactivate_person(cast.member, by(cast.admin)) == 3
    assert not cast.member.is_active
    assert [office.to_on for office in list_offices_of(cast.member.id)] == [TODAY, TODAY]
    assert load_principal(cast.member.id).offices != ()  # today is the last day
    why = {entry.why for entry in list_history("body", "SB1")}
    assert "The account was deactivated." in why
    with pytest.raises(Refused, match="Activate it first"):
        give_office(cast.member, Role.CHAIR, by(cast.admin), from_on=TODAY, held_for=cast.sb1)


def test_nobody_deactivates_themselves(cast: Cast) -> None:
    with pytest.raises(Refused, match="your own account"):
        deactivate_person(cast.admin, by(cast.admin))
    assert cast.admin.is_active


def test_finding_what_a_principal_holds_takes_one_query(cast: Cast) -> None:
    for _ in range(30):
        body = make.body()
        give_office(cast.nobody, Role.COMMITTEE_MEMBER, by(cast.admin), from_on=TODAY, held_for=body)
    person_id = cast.nobody.id
    db.session.flush()
    with queries() as asked:
        assert len(load_principal(person_id).offices) == 30
    assert len(asked) == 1
