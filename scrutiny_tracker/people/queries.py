"""Reading accounts, links and failures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, or_, select, tuple_
from sqlalchemy.orm import joinedload

from ..core.errors import NotFound
from ..core.extensions import db
from ..core.paging import PAGE, Page
from .models import Person, SignInFailure, SingleUseLink


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


@dataclass(frozen=True)
class AccountRow:
    """One account of the list; `last_signed_in_at` is UTC."""

    id: int
    name: str
    email: str
    post: str | None
    is_active: bool
    has_password: bool
    last_signed_in_at: datetime | None


def list_accounts(words: str = "", *, active: bool = True, after: int | None = None) -> Page[AccountRow]:
    """A page of accounts by name, whose name, address or post holds the words; `after` is the last seen."""
    query = select(
        Person.id,
        Person.name,
        Person.email,
        Person.post,
        Person.is_active,
        Person.password_hash.is_not(None).label("has_password"),
        Person.last_signed_in_at,
    ).where(Person.is_active.is_(active))
    if words:
        found = (
            column.icontains(words, autoescape=True) for column in (Person.name, Person.email, Person.post)
        )
        query = query.where(or_(*found))
    if after is not None and (last := db.session.get(Person, after)) is not None:
        query = query.where(tuple_(Person.name, Person.id) > tuple_(literal(last.name), literal(last.id)))
    rows = db.session.execute(query.order_by(Person.name, Person.id).limit(PAGE + 1)).all()
    shown = [AccountRow(*row) for row in rows[:PAGE]]
    return Page(shown, str(shown[-1].id) if len(rows) > PAGE else None)


def count_accounts() -> dict[bool, int]:
    """How many accounts are active (True) and deactivated (False)."""
    rows = db.session.execute(select(Person.is_active, func.count()).group_by(Person.is_active))
    return {True: 0, False: 0} | {bool(active): number for active, number in rows}


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
