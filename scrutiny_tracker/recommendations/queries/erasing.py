"""The rows that say something about one recommendation, for a lawful erasure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.extensions import db
from ...history.models import JournalEntry
from ..models import Action, Entry, Recommendation, Update, Wording


def rows_of(reference: str) -> Mapping[str, Sequence[int]]:
    """Row ids by table of everything said about a recommendation. Raises NotFound."""
    found = db.session.scalar(select(Recommendation.id).where(Recommendation.reference == reference))
    if found is None:
        raise NotFound(f"There is no recommendation {reference}.")
    actions = select(Action.id).where(Action.recommendation_id == found)
    chosen = {
        "entry": select(Entry.id).where(Entry.recommendation_id == found),
        "progress_update": select(Update.id).where(Update.action_id.in_(actions)),
        "wording": select(Wording.id).where(Wording.recommendation_id == found),
        "journal_entry": select(JournalEntry.id).where(
            JournalEntry.noun == "recommendation", JournalEntry.reference == reference
        ),
    }
    rows = {table: db.session.scalars(query).all() for table, query in chosen.items()}
    return {**rows, "recommendation": [found], "action": db.session.scalars(actions).all()}


def rows_of_entry(entry_id: int) -> tuple[str, Mapping[str, Sequence[int]]]:
    """The reference of an entry's recommendation, and the entry with the update it came from.

    Raises NotFound.
    """
    row = db.session.execute(
        select(Recommendation.reference, Entry.update_id)
        .join(Entry, Entry.recommendation_id == Recommendation.id)
        .where(Entry.id == entry_id)
    ).first()
    if row is None:
        raise NotFound(f"There is no entry {entry_id}.")
    return row.reference, {
        "entry": [entry_id],
        "progress_update": [row.update_id] if row.update_id else [],
    }
