"""Reading the filters that people keep."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.extensions import db
from ..models import SavedView


def list_views(person_id: int | None) -> Sequence[SavedView]:
    """A person's saved views by name."""
    return db.session.scalars(
        select(SavedView).where(SavedView.person_id == person_id).order_by(SavedView.name)
    ).all()


def find_view_by_name(person_id: int, name: str) -> SavedView | None:
    return db.session.scalar(
        select(SavedView).where(SavedView.person_id == person_id, SavedView.name == name)
    )


def get_view(view_id: int, person_id: int | None) -> SavedView:
    """One's own saved view. Raises NotFound for another's."""
    found = db.session.get(SavedView, view_id)
    if found is None or found.person_id != person_id:
        raise NotFound("There is no such saved view of yours.")
    return found
