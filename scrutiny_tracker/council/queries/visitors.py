"""Whoever asks: the account of a session and the offices held today, in one short read a request, which
brings the council's settings along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select

from ...core import clock
from ...core.prebuilt import run_kept
from ...people.models import Person
from ...rules.permissions import Office as Held
from ...rules.permissions import Principal
from ..models import Office
from ..settings import AS_ONE_TEXT, keep_settings

P, H = Person.__table__.c, Office.__table__.c
_HELD = and_(
    H.person_id == P.id,
    H.from_on <= bindparam("today"),
    or_(H.to_on.is_(None), H.to_on >= bindparam("today")),
)
_WHO = (
    select(
        P.name,
        P.is_active,
        P.session_number,
        AS_ONE_TEXT.label("settings"),
        H.role,
        H.body_id,
        H.portfolio_id,
        H.directorate_id,
    )
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
    return run_kept(_WHO, {"person_id": person_id, "today": clock.today()}).all()


def _principal(person_id: int, rows: Sequence[Row[Any]]) -> Principal:
    offices = tuple(Held(*row[4:]) for row in rows if row.role is not None)
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
    keep_settings(rows[0].settings)
    return Visitor(person_id, rows[0].name, _principal(person_id, rows))
