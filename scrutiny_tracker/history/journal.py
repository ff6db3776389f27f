"""Writing and reading the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, select

from ..core import clock
from ..core.access import principal
from ..core.extensions import Base, db
from ..rules.publicity import Publicity
from .models import JournalEntry
from .tags import Tag


@dataclass(frozen=True)
class By:
    """Who changes something and when: what every action is given (UTC instant, London date)."""

    person_id: int | None
    name: str
    at: datetime
    today: date


def record(
    by: By,
    tag: Tag,
    noun: str,
    reference: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str | None = None,
    publicity: Publicity = Publicity.PUBLIC,
) -> None:
    """Adds one line to the history of the record (noun, reference), in the caller's transaction."""
    db.session.add(
        JournalEntry(
            at=by.at,
            actor_id=by.person_id,
            actor_name=by.name,
            tag=tag.value,
            noun=noun,
            reference=reference,
            before=_plain(before),
            after=_plain(after),
            why=why,
            publicity=publicity,
        )
    )


def changes(row: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    """What has been changed on a row and not flushed yet: values before and after, by column."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes() and attribute.key != "version":
            before[attribute.key] = history.deleted[0] if history.deleted else None
            after[attribute.key] = history.added[0] if history.added else None
    return before, after


def record_changes(
    by: By,
    tag: Tag,
    noun: str,
    reference: str,
    row: Base,
    *,
    why: str | None = None,
    publicity: Publicity = Publicity.PUBLIC,
) -> bool:
    """Journals what changed on a row since it was loaded; False, and nothing written, where nothing did."""
    before, after = changes(row)
    if not after:
        return False
    record(by, tag, noun, reference, before=before, after=after, why=why, publicity=publicity)
    return True


def list_history(noun: str, reference: str) -> Sequence[JournalEntry]:
    """The history of one record, newest first."""
    return db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.noun == noun, JournalEntry.reference == reference)
        .order_by(JournalEntry.id.desc())
    ).all()


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if values is None else {name: _json(value) for name, value in values.items()}


def _json(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    return str(value)


def by_now() -> By:
    """Whoever asks, at this moment: what a view gives its action."""
    who = principal()
    return By(who.person_id, who.name, clock.now(), clock.today())
