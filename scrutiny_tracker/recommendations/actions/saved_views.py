"""Keeping a filter under a name. A saved view is its owner's alone, so the history does not tell of it."""

from __future__ import annotations

from ...core.extensions import db
from ...history.journal import By
from ..models import SavedView
from ..queries.saved_views import find_view_by_name


def save_view(person_id: int | None, name: str, query: str, by: By) -> None:
    """Keeps a filter; the same name again replaces it."""
    if person_id is None:
        return
    view = find_view_by_name(person_id, name)
    if view is None:
        view = SavedView(person_id=person_id, name=name)
        db.session.add(view)
    view.query, view.saved_at = query, by.at
    db.session.flush()


def forget_view(view: SavedView) -> None:
    """Removes a saved view."""
    db.session.delete(view)
    db.session.flush()
