"""A small council that does not exist: one named person per role, and the bodies that they serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import (
    Body,
    Directorate,
    MemberKind,
    MunicipalYear,
    Portfolio,
    Standing,
)
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.people.queries import find_person_by_email
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make

TODAY = date(2026, 1, 12)
NAMES = {
    "coordinator": "Cora Ordway",
    "member": "Mabel Fenn",
    "chair": "Chidi Hallam",
    "officer": "Oren Tull",
    "link_officer": "Lin Karr",
    "director": "Dilys Toller",
    "governance": "Gwen Varne",
    "cabinet_member": "Cass Mebry",
    "performance": "Perrin Forde",
    "admin": "Ada Minster",
    "stranger": "Stan Gerrity",
    "nobody": "Nora Bodley",
}
ROLES = tuple(NAMES)


@dataclass(frozen=True)
class Cast:
    """Everybody and everything of the small council.

    member and chair serve SCRUCO (member SB1 too); stranger serves SB2 alone; SB1 and SB2 have no chair.
    officer, link_officer and director belong to PLACE; cabinet_member holds HOUSING; nobody holds no office.
    """

    coordinator: Person
    member: Person
    chair: Person
    officer: Person
    link_officer: Person
    director: Person
    governance: Person
    cabinet_member: Person
    performance: Person
    admin: Person
    stranger: Person
    nobody: Person
    scruco: Body
    sb1: Body
    sb2: Body
    cabinet: Body
    council: Body
    trust: Body
    place: Directorate
    people: Directorate
    housing: Portfolio
    finance: Portfolio
    this_year: MunicipalYear
    next_year: MunicipalYear

    def __getitem__(self, who: str) -> Person:
        """Somebody by the name of their role, such as cast["officer"]."""
        if who not in NAMES:
            raise KeyError(who)
        found: Person = getattr(self, who)
        return found


def by(who: Person | None = None) -> By:
    """The actor of an action: this person, on the morning of the tests' today."""
    if who is None:
        return By(None, "system", make.NOW, TODAY)
    return By(who.id, who.name, make.NOW, TODAY)


def email_of(who: str) -> str:
    return f"{who.replace('_', '.')}@council.example"


def _bodies() -> dict[str, Body]:
    top = make.body(
        "SCRUCO", name="Scrutiny Co-ordination Committee", kind="Committee", from_on=date(2015, 5, 20)
    )
    named = {"scruco": top}
    for code, name in (
        ("SB1", "Learning and Care Scrutiny Board (1)"),
        ("SB2", "Homes and Streets Scrutiny Board (2)"),
    ):
        named[code.lower()] = make.body(code, name=name, parent_id=top.id)
    for code, name, kind, standing in (
        ("CABINET", "Cabinet", "Cabinet", Standing.EXECUTIVE),
        ("COUNCIL", "Council", "Council", Standing.COUNCIL),
        ("TRUST", "Larkfield Hospital Trust", "Hospital trust", Standing.OUTSIDE),
    ):
        contact = "Board secretary, board@trust.example" if standing is Standing.OUTSIDE else None
        named[code.lower()] = make.body(code, name=name, kind=kind, standing=standing, contact=contact)
    return named


def _offices(
    people: dict[str, Person], council: dict[str, Body], place: Directorate, housing: Portfolio
) -> None:
    councillor = MemberKind.COUNCILLOR
    for who in ("member", "chair"):
        make.office(people[who], Role.COMMITTEE_MEMBER, council["scruco"], member_kind=councillor)
    make.office(people["member"], Role.COMMITTEE_MEMBER, council["sb1"], member_kind=councillor)
    make.office(people["stranger"], Role.COMMITTEE_MEMBER, council["sb2"], member_kind=councillor)
    make.office(people["chair"], Role.CHAIR, council["scruco"])
    make.office(people["officer"], Role.RESPONSIBLE_OFFICER, place)
    make.office(people["link_officer"], Role.LINK_OFFICER, place)
    make.office(people["director"], Role.DIRECTOR, place)
    make.office(people["cabinet_member"], Role.CABINET_MEMBER, housing)
    make.office(people["coordinator"], Role.CO_ORDINATOR)
    make.office(people["governance"], Role.GOVERNANCE_OFFICER)
    make.office(people["performance"], Role.PERFORMANCE_OFFICER)
    make.office(people["admin"], Role.ADMINISTRATOR)


def gather() -> Cast:
    """Puts the small council into the database and commits, so that pages see it."""
    people = {who: make.person(name, email=email_of(who)) for who, name in NAMES.items()}
    council = _bodies()
    place = make.directorate("PLACE", name="Place")
    housing = make.portfolio("HOUSING", name="Housing and Streets")
    _offices(people, council, place, housing)
    named: dict[str, Any] = {**people, **council}
    cast = Cast(
        **named,
        place=place,
        people=make.directorate("PEOPLE", name="Children and Adults"),
        housing=housing,
        finance=make.portfolio("FINANCE", name="Finance and Change"),
        this_year=make.municipal_year(),
        next_year=make.municipal_year("2026-27", starts_on=date(2026, 5, 21), ends_on=date(2027, 5, 19)),
    )
    db.session.commit()
    for row in vars(cast).values():
        db.session.refresh(row)  # actions journal what a loaded row held before
    return cast


def sign_in(client: FlaskClient, who: str | Person) -> None:
    """Signs somebody in by the session cookie, as after the form, without paying for a password each time.

    `who` is the name of a role ("coordinator") or a person; what the test made must be committed.
    """
    with client.application.app_context():
        email = email_of(who) if isinstance(who, str) else None
        person = find_person_by_email(email) if email else db.session.get(Person, _id(who))
        assert person is not None, f"{who} has no account: ask for the fixture `cast`, and commit"
        session_id = person.get_id()
    with client.session_transaction() as kept:
        kept.clear()
        kept["_user_id"] = session_id
        kept["_fresh"] = True


def _id(who: str | Person) -> int:
    assert isinstance(who, Person)
    return who.id


def sign_out(client: FlaskClient) -> None:
    """Leaves no session."""
    with client.session_transaction() as kept:
        kept.clear()
