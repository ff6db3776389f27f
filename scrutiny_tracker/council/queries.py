"""Reading the council: offices on a day, bodies, portfolios, directorates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ..core import clock
from ..core.errors import NotFound
from ..core.extensions import db
from ..people.models import Person
from ..rules.permissions import Office as Held
from ..rules.permissions import Principal, Role
from .models import Body, ClosedDay, Directorate, MunicipalYear, Office, Portfolio, Standing


def holding(on: date) -> ColumnElement[bool]:
    """Offices held on a day."""
    return and_(Office.from_on <= on, or_(Office.to_on.is_(None), Office.to_on >= on))


def load_principal(person_id: int) -> Principal:
    """A person as the grants table asks for them, with today's offices: one query."""
    rows = db.session.execute(
        select(Person.name, Office.role, Office.body_id, Office.portfolio_id, Office.directorate_id)
        .outerjoin(Office, and_(Office.person_id == Person.id, holding(clock.today())))
        .where(Person.id == person_id)
    ).all()
    offices = tuple(
        Held(row.role, row.body_id, row.portfolio_id, row.directorate_id)
        for row in rows
        if row.role is not None
    )
    return Principal(person_id, rows[0].name if rows else "", offices)


def list_offices(on: date | None = None, *roles: Role) -> Sequence[Office]:
    """Offices (held on a day, of some roles) with their person and what they are held for."""
    query = select(Office).options(
        joinedload(Office.person),
        joinedload(Office.body),
        joinedload(Office.portfolio),
        joinedload(Office.directorate),
    )
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


def _bodies() -> Select[tuple[Body]]:
    return select(Body).order_by(Body.standing, Body.name)


def list_bodies(*standings: Standing, on: date | None = None) -> Sequence[Body]:
    """Bodies of some standings, those that exist on a day where one is given."""
    query = _bodies()
    if standings:
        query = query.where(Body.standing.in_(standings))
    if on is not None:
        query = query.where(Body.from_on <= on, or_(Body.to_on.is_(None), Body.to_on >= on))
    return db.session.scalars(query).all()


def get_body(code: str) -> Body:
    """A body by its code, with its remits and successor. Raises NotFound."""
    body = db.session.scalar(
        select(Body).where(Body.code == code).options(selectinload(Body.remits), joinedload(Body.successor))
    )
    if body is None:
        raise NotFound(f"There is no body with the code {code}.")
    return body


def find_body_by_name(name: str) -> Body | None:
    return db.session.scalar(select(Body).where(Body.name == name.strip()))


def list_portfolios(on: date | None = None) -> Sequence[Portfolio]:
    query = select(Portfolio).order_by(Portfolio.name)
    if on is not None:
        query = query.where(Portfolio.from_on <= on, or_(Portfolio.to_on.is_(None), Portfolio.to_on >= on))
    return db.session.scalars(query).all()


def list_directorates(on: date | None = None) -> Sequence[Directorate]:
    query = select(Directorate).order_by(Directorate.name)
    if on is not None:
        query = query.where(
            Directorate.from_on <= on, or_(Directorate.to_on.is_(None), Directorate.to_on >= on)
        )
    return db.session.scalars(query).all()


def find_municipal_year(on: date) -> MunicipalYear | None:
    """The municipal year of a day, where it has been started."""
    return db.session.scalar(
        select(MunicipalYear).where(MunicipalYear.starts_on <= on, MunicipalYear.ends_on >= on)
    )


def list_closed_days() -> Sequence[ClosedDay]:
    return db.session.scalars(select(ClosedDay).order_by(ClosedDay.on)).all()


def year_code(on: date) -> str:
    """The municipal year of a day as references carry it, such as 2526; May to May where none is entered."""
    year = find_municipal_year(on)
    first = year.starts_on.year if year is not None else on.year if on.month >= 5 else on.year - 1
    return f"{first % 100:02d}{(first + 1) % 100:02d}"
