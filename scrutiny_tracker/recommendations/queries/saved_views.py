"""Reading the filters that people keep."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import bindparam, select

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.prebuilt import run_kept
from ..models import SavedView

V = SavedView.__table__.c
_MINE = select(V.id, V.name, V.query).where(V.person_id == bindparam("person_id")).order_by(V.name)


class View(NamedTuple):
    """A saved view as a link."""

    id: int
    name: str
    query: str


def list_views(person_id: int | None) -> tuple[View, ...]:
    """A person's saved views by name."""
    return tuple(View._make(row) for row in run_kept(_MINE, {"person_id": person_id}))


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
