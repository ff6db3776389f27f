"""Who holds actions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ...core.extensions import db
from ...people.models import Person
from ..models import Action


def list_owners() -> Sequence[Person]:
    """Everybody who is the responsible officer of an action, by name."""
    owners = select(Action.owner_id).where(Action.owner_id.is_not(None)).distinct()
    return db.session.scalars(select(Person).where(Person.id.in_(owners)).order_by(Person.name)).all()
