"""Reading bodies with their remits, portfolios and directorates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ..models import Body, BodyRemit, Directorate, Portfolio, Standing


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
    """What every scrutiny body looks at on a day, with the body and all its remits."""
    query = (
        select(BodyRemit)
        .join(BodyRemit.body)
        .options(joinedload(BodyRemit.body).selectinload(Body.remits))
        .where(BodyRemit.from_on <= on, or_(BodyRemit.to_on.is_(None), BodyRemit.to_on >= on))
        .where(Body.standing == Standing.SCRUTINY)
    )
    return db.session.scalars(query.order_by(Body.name, BodyRemit.id)).all()
