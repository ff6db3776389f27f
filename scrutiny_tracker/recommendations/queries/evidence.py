"""Files that stand as evidence of what was said about one recommendation."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.files import StoredFile
from ...rules.publicity import Publicity
from ..models import Action, Entry, Recommendation, Update


def list_publicity_of_evidence(recommendation: Recommendation, file_id: int) -> Sequence[Publicity]:
    """How closed each entry of this recommendation is that carries the file; none where no entry does."""
    return db.session.scalars(
        select(Entry.publicity).where(
            Entry.recommendation_id == recommendation.id, Entry.evidence_file_id == file_id
        )
    ).all()


def list_updates_with(recommendation: Recommendation, file_id: int) -> Sequence[tuple[Update, Action]]:
    """The updates about this recommendation that carry the file, each with its action."""
    return [
        (update, action)
        for action in recommendation.actions
        for update in action.updates
        if update.evidence_file_id == file_id
    ]


def get_file(file_id: int) -> StoredFile:
    """A stored file with its bytes. Raises NotFound."""
    found = db.session.get(StoredFile, file_id)
    if found is None:
        raise NotFound("There is no such file, or it is not yours to see.")
    return found
