"""Whoever asks: the account of a session and the offices held today, in one short read a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from ...core import clock
from ...core.prebuilt import run
from ...people.models import Person
from ...rules.permissions import Office as Held
from ...rules.permissions import Principal
from ..models import Office

P, H = Person.__table__.c, Office.__table__.c
_HELD = and_(
    H.person_id == P.id,
    H.from_on <= bindparam("today"),
    or_(H.to_on.is_(None), H.to_on >= bindparam("today")),
)
_WHO = (
    select(P.name, P.is_active, P.session_number, H.role, H.body_id, H.portfolio_id, H.directorate_id)
    .select_from(Person.__table__.outerjoin(Office.__table__, _HELD))
    .where(P.id == bindparam("person_id"))
)


@dataclass(frozen=True)
class Visitor:
    """The person of a session as pages know them: who they are and what they may do today."""

    id: int
    name: str
    principal: Principal
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False


def _read(person_id: int) -> Sequence[Row[Any]]:
    return run(_WHO, {"person_id": person_id, "today": clock.today()}).all()


def _principal(person_id: int, rows: Sequence[Row[Any]]) -> Principal:
    offices = tuple(Held(*row[3:]) for row in rows if row[3] is not None)
    return Principal(person_id, rows[0].name if rows else "", offices)


def load_principal(person_id: int) -> Principal:
    """A person as the grants table asks for them, with today's offices."""
    return _principal(person_id, _read(person_id))


def load_visitor(session_id: str) -> Visitor | None:
    """The person of a session, unless deactivated or signed out everywhere since it began."""
    number, _, session_number = session_id.partition(".")
    if not (number.isdecimal() and session_number.isdecimal()):
        return None
    person_id = int(number)
    rows = _read(person_id)
    if not rows or not rows[0].is_active or rows[0].session_number != int(session_number):
        return None
    return Visitor(person_id, rows[0].name, _principal(person_id, rows))
