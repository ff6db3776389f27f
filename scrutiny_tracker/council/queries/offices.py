"""Reading offices: who holds what on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import PAGE, Page, cursor, read_cursor
from ...people.models import Person
from ...rules.permissions import Role
from ..models import Body, Directorate, MemberKind, Office, Portfolio


def holding(on: date) -> ColumnElement[bool]:
    """Offices held on a day."""
    return and_(Office.from_on <= on, or_(Office.to_on.is_(None), Office.to_on >= on))


def _with_names(query: Select[tuple[Office]]) -> Select[tuple[Office]]:
    return query.options(
        joinedload(Office.person),
        joinedload(Office.body),
        joinedload(Office.portfolio),
        joinedload(Office.directorate),
    )


def list_offices(on: date | None = None, *roles: Role) -> Sequence[Office]:
    """Offices (held on a day, of some roles) with their person and what they are held for."""
    query = _with_names(select(Office))
    if on is not None:
        query = query.where(holding(on))
    if roles:
        query = query.where(Office.role.in_(roles))
    return db.session.scalars(query.order_by(Office.role, Office.from_on, Office.id)).unique().all()


def find_holder(
    role: Role,
    on: date,
    *,
    body_id: int | None = None,
    portfolio_id: int | None = None,
    directorate_id: int | None = None,
) -> Person | None:
    """Who holds an office on a day; None while it is vacant."""
    query = select(Person).join(Office, Office.person_id == Person.id).where(Office.role == role, holding(on))
    for column, wanted in (
        (Office.body_id, body_id),
        (Office.portfolio_id, portfolio_id),
        (Office.directorate_id, directorate_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return db.session.scalars(query.order_by(Office.from_on.desc())).first()


def get_office(office_id: int) -> Office:
    """An office with its person and what it is held for. Raises NotFound."""
    office = db.session.scalar(_with_names(select(Office).where(Office.id == office_id)))
    if office is None:
        raise NotFound("There is no such office.")
    return office


def list_offices_of(person_id: int) -> Sequence[Office]:
    """Every office that somebody holds, held or will hold, the newest first."""
    query = _with_names(select(Office).where(Office.person_id == person_id))
    return db.session.scalars(query.order_by(Office.from_on.desc(), Office.id.desc())).all()


def list_like(office: Office) -> Sequence[Office]:
    """The other terms of the same office for the same body, portfolio or directorate, with their holders."""
    query = (
        select(Office)
        .options(joinedload(Office.person))
        .where(
            Office.role == office.role,
            Office.body_id.is_not_distinct_from(office.body_id),
            Office.portfolio_id.is_not_distinct_from(office.portfolio_id),
            Office.directorate_id.is_not_distinct_from(office.directorate_id),
        )
        .order_by(Office.from_on)
    )
    return [other for other in db.session.scalars(query) if other is not office]


def list_offices_for(body: Body, on: date) -> Sequence[Office]:
    """Who serves on a body on a day, with their names: chair, members, co-ordinator."""
    query = (
        select(Office)
        .join(Office.person)
        .options(joinedload(Office.person))
        .where(Office.body_id == body.id, holding(on))
    )
    return db.session.scalars(query.order_by(Office.role, Person.name)).all()


def list_open_offices_for(body: Body, after: date) -> Sequence[Office]:
    """A body's offices that run past a day."""
    query = _with_names(
        select(Office).where(Office.body_id == body.id, or_(Office.to_on.is_(None), Office.to_on > after))
    )
    return db.session.scalars(query).all()


def another_administrator(office: Office, after: date) -> bool:
    """Whether somebody else who can sign in is an administrator on the day after this office ends."""
    query = (
        select(func.count())
        .select_from(Office)
        .join(Person, Person.id == Office.person_id)
        .where(
            Office.role == Role.ADMINISTRATOR,
            Office.id != office.id,
            Person.is_active,
            Office.from_on <= after,
            or_(Office.to_on.is_(None), Office.to_on > after),
        )
    )
    return bool(db.session.scalar(query))


def chairs(on: date) -> Mapping[int, str]:
    """The name in each chair on a day, by body; a body without one is absent."""
    rows = db.session.execute(
        select(Office.body_id, Person.name)
        .join(Person, Person.id == Office.person_id)
        .where(Office.role == Role.CHAIR, holding(on))
    )
    return {body_id: name for body_id, name in rows if body_id is not None}


def list_active_people() -> Sequence[Person]:
    """Everybody who can be given an office, by name."""
    return db.session.scalars(select(Person).where(Person.is_active).order_by(Person.name, Person.id)).all()


class When(StrEnum):
    """Which offices a list shows, seen from today."""

    NOW = "now"
    COMING = "coming"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True)
class OfficeFilter:
    """What a list of offices is narrowed to."""

    when: When = When.NOW
    role: Role | None = None
    body_id: int | None = None


@dataclass(frozen=True)
class OfficeRow:
    """One office of a list: who, what, for what, from when to when (London dates)."""

    id: int
    person_id: int
    person: str
    role: Role
    member_kind: MemberKind | None
    held_for: str | None
    body_code: str | None
    from_on: date
    to_on: date | None


def list_office_rows(wanted: OfficeFilter, today: date, after: str | None = None) -> Page[OfficeRow]:
    """One page of offices, the newest first; `after` is the key of the last one seen."""
    query = (
        select(
            Office.id,
            Office.person_id,
            Person.name,
            Office.role,
            Office.member_kind,
            func.coalesce(Body.name, Portfolio.name, Directorate.name),
            Body.code,
            Office.from_on,
            Office.to_on,
        )
        .join(Person, Person.id == Office.person_id)
        .outerjoin(Body, Body.id == Office.body_id)
        .outerjoin(Portfolio, Portfolio.id == Office.portfolio_id)
        .outerjoin(Directorate, Directorate.id == Office.directorate_id)
        .where(*_narrowed(wanted, today))
    )
    if (key := read_cursor(after)) is not None:
        from_on, office_id = key
        query = query.where(
            or_(Office.from_on < from_on, and_(Office.from_on == from_on, Office.id < office_id))
        )
    found = db.session.execute(query.order_by(Office.from_on.desc(), Office.id.desc()).limit(PAGE + 1)).all()
    rows = [OfficeRow(*row) for row in found[:PAGE]]
    return Page(rows, cursor(rows[-1].from_on, rows[-1].id) if len(found) > PAGE else None)


def _narrowed(wanted: OfficeFilter, today: date) -> list[ColumnElement[bool]]:
    on_day = {
        When.NOW: [holding(today)],
        When.COMING: [Office.from_on > today],
        When.ENDED: [Office.to_on < today],
        When.ALL: [],
    }
    rules: list[ColumnElement[bool]] = list(on_day[wanted.when])
    if wanted.role is not None:
        rules.append(Office.role == wanted.role)
    if wanted.body_id is not None:
        rules.append(Office.body_id == wanted.body_id)
    return rules
