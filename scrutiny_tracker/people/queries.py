"""Reading accounts, links and failures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ..core.errors import NotFound
from ..core.extensions import db
from .models import Person, SignInFailure, SingleUseLink


def find_signed_in(session_id: str) -> Person | None:
    """The person of a session, unless deactivated or signed out everywhere since."""
    person_id, _, number = session_id.partition(".")
    if not (person_id.isdecimal() and number.isdecimal()):
        return None
    person = db.session.get(Person, int(person_id))
    if person is None or not person.is_active or person.session_number != int(number):
        return None
    return person


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def get_person(person_id: int) -> Person:
    """Raises NotFound where nobody has this number."""
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound("There is no such account.")
    return person


def list_people() -> Sequence[Person]:
    """Every account, by name; the inactive ones last."""
    return db.session.scalars(select(Person).order_by(Person.is_active.desc(), Person.name)).all()


def find_link(token_hash: str) -> SingleUseLink | None:
    return db.session.scalar(
        select(SingleUseLink)
        .where(SingleUseLink.token_hash == token_hash)
        .options(joinedload(SingleUseLink.person))
    )


def count_failures(key: str, since: datetime) -> int:
    """Wrong passwords for an account or from an address since an instant (UTC)."""
    return (
        db.session.scalar(select(func.count()).where(SignInFailure.key == key, SignInFailure.at >= since))
        or 0
    )
