"""Reading the council: offices on a day, bodies, portfolios, directorates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ..core import clock
from ..core.errors import NotFound
from ..core.extensions import db
from ..people.models import Person
from ..rules.permissions import Office as Held
from ..rules.permissions import Principal, Role
from .models import (
    Body,
    BodyRemit,
    ClosedDay,
    CouncilSetting,
    Directorate,
    MunicipalYear,
    Office,
    Portfolio,
    SensitivePeriod,
    Standing,
)


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


def find_body_by_code(code: str) -> Body | None:
    return db.session.scalar(select(Body).where(Body.code == code))


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


def get_office(office_id: int) -> Office:
    """An office with its person and what it is held for. Raises NotFound."""
    office = db.session.scalar(_with_names(select(Office).where(Office.id == office_id)))
    if office is None:
        raise NotFound("There is no such office.")
    return office


def _with_names(query: Select[tuple[Office]]) -> Select[tuple[Office]]:
    return query.options(
        joinedload(Office.person),
        joinedload(Office.body),
        joinedload(Office.portfolio),
        joinedload(Office.directorate),
    )


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


def find_body(body_id: int | None) -> Body | None:
    return db.session.get(Body, body_id) if body_id else None


def list_predecessors(body: Body) -> Sequence[Body]:
    """The bodies that this one took over from."""
    return db.session.scalars(_bodies().where(Body.successor_id == body.id)).all()


def parents() -> Mapping[int, int | None]:
    """Which body each body reports to."""
    return dict(db.session.execute(select(Body.id, Body.parent_id)).tuples().all())


def find_portfolio(code: str) -> Portfolio | None:
    return db.session.scalar(select(Portfolio).where(Portfolio.code == code))


def find_directorate(code: str) -> Directorate | None:
    return db.session.scalar(select(Directorate).where(Directorate.code == code))


def get_portfolio(code: str) -> Portfolio:
    """Raises NotFound."""
    found = find_portfolio(code)
    if found is None:
        raise NotFound(f"There is no portfolio with the code {code}.")
    return found


def get_directorate(code: str) -> Directorate:
    """Raises NotFound."""
    found = find_directorate(code)
    if found is None:
        raise NotFound(f"There is no directorate with the code {code}.")
    return found


def list_remits(on: date) -> Sequence[BodyRemit]:
    """What every scrutiny body looks at on a day, with the body."""
    query = (
        select(BodyRemit)
        .join(BodyRemit.body)
        .options(joinedload(BodyRemit.body))
        .where(BodyRemit.from_on <= on, or_(BodyRemit.to_on.is_(None), BodyRemit.to_on >= on))
        .where(Body.standing == Standing.SCRUTINY)
    )
    return db.session.scalars(query.order_by(Body.name, BodyRemit.id)).all()


def list_municipal_years() -> Sequence[MunicipalYear]:
    """Every year, the newest first."""
    return db.session.scalars(select(MunicipalYear).order_by(MunicipalYear.starts_on.desc())).all()


def list_sensitive_periods() -> Sequence[SensitivePeriod]:
    return db.session.scalars(select(SensitivePeriod).order_by(SensitivePeriod.from_on.desc())).all()


def find_closed_day(on: date) -> ClosedDay | None:
    return db.session.scalar(select(ClosedDay).where(ClosedDay.on == on))


def get_closed_day(day_id: int) -> ClosedDay:
    """Raises NotFound."""
    day = db.session.get(ClosedDay, day_id)
    if day is None:
        raise NotFound("There is no such closed day. Somebody may have removed it.")
    return day


def find_sensitive_period(from_on: date, reason: str) -> SensitivePeriod | None:
    return db.session.scalar(
        select(SensitivePeriod).where(SensitivePeriod.from_on == from_on, SensitivePeriod.reason == reason)
    )


def get_sensitive_period(period_id: int) -> SensitivePeriod:
    """Raises NotFound."""
    period = db.session.get(SensitivePeriod, period_id)
    if period is None:
        raise NotFound("There is no such sensitive period. Somebody may have removed it.")
    return period


def list_kept_settings() -> Sequence[CouncilSetting]:
    """The settings that somebody has chosen; the others stand at their defaults."""
    return db.session.scalars(select(CouncilSetting).order_by(CouncilSetting.name)).all()


def list_active_people() -> Sequence[Person]:
    """Everybody who can be given an office, by name."""
    return db.session.scalars(select(Person).where(Person.is_active).order_by(Person.name, Person.id)).all()
