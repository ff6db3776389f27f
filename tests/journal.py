"""What the journal tells of a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.rules.publicity import Publicity


@dataclass(frozen=True)
class Told:
    """One entry; values that it does not have are empty."""

    tag: str
    actor_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    why: str | None
    publicity: Publicity


def told_of(noun: str, reference: str) -> list[Told]:
    """The history of one record, newest first."""
    return [
        Told(entry.tag, entry.actor_id, entry.before or {}, entry.after or {}, entry.why, entry.publicity)
        for entry in list_history(noun, reference)
    ]
