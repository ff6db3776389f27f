"""Giving and ending offices."""

from __future__ import annotations

from datetime import date, timedelta

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...people import actions as accounts
from ...people.models import Person
from ...rules.offices import HELD_FOR, HeldFor, Term, dates_problem, term_problem
from ...rules.permissions import Role
from ..models import Body, Directorate, MemberKind, Office, Portfolio
from ..queries import another_administrator, list_like, list_offices_of

NOT_NAMED = {
    HeldFor.BODY: ("Say which body this office is held for.", "body"),
    HeldFor.PORTFOLIO: ("Say which portfolio this office is held for.", "portfolio"),
    HeldFor.DIRECTORATE: ("Say which directorate this office is held for.", "directorate"),
}
LAST_ADMINISTRATOR = "Nobody else looks after accounts. Make another person an administrator first."


def give_office(
    person: Person,
    role: Role,
    by: By,
    *,
    from_on: date,
    to_on: date | None = None,
    held_for: Body | Portfolio | Directorate | None = None,
    member_kind: MemberKind | None = None,
) -> Office:
    """Gives a person an office from a day (to a day, or until it is ended): London dates.

    Raises Refused where the dates or the office's other terms do not allow it.
    """
    if not person.is_active:
        raise Refused(f"{person.name}'s account is deactivated. Activate it first.", "person")
    office = Office(
        person_id=person.id,
        role=role,
        from_on=from_on,
        to_on=to_on,
        member_kind=(member_kind or MemberKind.COUNCILLOR) if role is Role.COMMITTEE_MEMBER else None,
    )
    _hold_for(office, held_for)
    others = [Term(o.person.name, o.from_on, o.to_on, o.person_id) for o in list_like(office)]
    problem = term_problem(role, Term(person.name, from_on, to_on, person.id), others)
    if problem:
        raise Refused(problem, "to_on" if to_on is not None and to_on < from_on else "from_on")
    db.session.add(office)
    db.session.flush()
    noun, reference = _record_of(office, held_for)
    given = {"person": person.name, "office": role.value, "from": from_on, "to": to_on}
    record(by, Tag.OFFICE_GIVEN, noun, reference, after=given)
    return office


def _hold_for(office: Office, held_for: Body | Portfolio | Directorate | None) -> None:
    """Holds the office for what its role asks for. Raises Refused for anything else."""
    wanted = HELD_FOR[office.role]
    kinds = {HeldFor.PORTFOLIO: Portfolio, HeldFor.DIRECTORATE: Directorate}
    kind = kinds.get(wanted, Body)
    if held_for is None:
        if wanted in NOT_NAMED:
            raise Refused(*NOT_NAMED[wanted])
        return
    if wanted is HeldFor.COUNCIL:
        raise Refused("This office is held for the whole council.")
    if not isinstance(held_for, kind):
        raise Refused(*NOT_NAMED.get(wanted, NOT_NAMED[HeldFor.BODY]))
    if held_for.to_on is not None and office.from_on > held_for.to_on:
        ended = f"{held_for.to_on.day} {held_for.to_on:%B %Y}"
        raise Refused(f"{held_for.name} ended on {ended}: the office cannot begin after that.", "from_on")
    setattr(office, f"{held_for.__tablename__}_id", held_for.id)


def _record_of(office: Office, held_for: Body | Portfolio | Directorate | None) -> tuple[str, str]:
    """The record whose history tells of an office: what it is held for, else the person."""
    if held_for is None:
        return "person", str(office.person_id)
    return held_for.__tablename__, held_for.code


def end_office(office: Office, to_on: date, by: By, *, why: str | None = None) -> None:
    """Ends an office with a last day (London date), or moves that day; the office comes with its names.

    Raises Refused where it would end before it begins or nobody would look after accounts.
    """
    problem = dates_problem(office.from_on, to_on)
    if problem:
        raise Refused(problem, "to_on")
    if office.role is Role.ADMINISTRATOR and not another_administrator(office, to_on):
        raise Refused(LAST_ADMINISTRATOR, "to_on")
    _let_follow(office, to_on)
    _end(office, to_on, by, why)


def _let_follow(office: Office, to_on: date) -> None:
    """A later last day must not reach into somebody else's term."""
    others = [Term(o.person.name, o.from_on, o.to_on, o.person_id) for o in list_like(office)]
    problem = term_problem(
        office.role, Term(office.person.name, office.from_on, to_on, office.person_id), others
    )
    if problem:
        raise Refused(problem, "to_on")


def _end(office: Office, to_on: date, by: By, why: str | None) -> None:
    before, after = {"to": office.to_on}, {"to": to_on}
    named = {"person": office.person.name, "office": office.role.value}
    office.to_on = to_on
    noun, reference = _record_of(office, office.body or office.portfolio or office.directorate)
    record(
        by, Tag.OFFICE_ENDED, noun, reference, before={**named, **before}, after={**named, **after}, why=why
    )
    db.session.flush()


def close_office(office: Office, to_on: date, by: By, why: str) -> None:
    """Ends an office because its holder or its body goes; one that had yet to begin is withdrawn."""
    _end(office, max(to_on, office.from_on), by, why)
    if office.from_on > to_on:
        db.session.delete(office)
        db.session.flush()


def deactivate_person(person: Person, by: By) -> int:
    """Ends a person's sign-in and every office with today as its last day; an office to come is withdrawn.

    How many offices ended is given back. Raises Refused for one's own account.
    """
    accounts.deactivate(person, by)
    ended = 0
    for office in list_offices_of(person.id):
        if office.to_on is not None and office.to_on <= by.today:
            continue
        ended += 1
        close_office(office, by.today, by, "The account was deactivated.")
    db.session.flush()
    return ended


def day_before(on: date) -> date:
    """The last day of what makes room for something new."""
    return on - timedelta(days=1)
