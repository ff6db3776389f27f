"""What people say of a tracker beside what was understood of it, as it is kept with the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...rules.lifecycle import Answer, Decision, Progress
from ...rules.trackers import Layout, Meaning, TrackerRole


@dataclass(frozen=True)
class TrackerSaid:
    """The layout by name, roles of columns by sheet and column, meanings of status words, owners' ids."""

    layout: Layout | None = None
    roles: Mapping[int, Mapping[int, TrackerRole]] = field(default_factory=dict)
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    owners: Mapping[str, int] = field(default_factory=dict)


def as_json(said: TrackerSaid) -> dict[str, Any]:
    """As the draft keeps it."""
    return {
        "layout": said.layout.value if said.layout else None,
        "roles": {
            str(sheet): {str(column): role.value for column, role in roles.items()}
            for sheet, roles in said.roles.items()
        },
        "meanings": {word: meaning_json(meaning) for word, meaning in said.meanings.items()},
        "owners": dict(said.owners),
    }


def from_json(kept: Mapping[str, Any]) -> TrackerSaid:
    """What was kept by `as_json`; nothing said of an empty one."""
    return TrackerSaid(
        Layout(kept["layout"]) if kept.get("layout") else None,
        {
            int(sheet): {int(column): TrackerRole(role) for column, role in roles.items()}
            for sheet, roles in kept.get("roles", {}).items()
        },
        {word: meaning_from(meaning) for word, meaning in kept.get("meanings", {}).items()},
        kept.get("owners", {}),
    )


def meaning_json(meaning: Meaning | None) -> dict[str, str | None] | None:
    """A status word's meaning as values; None for a word that nobody knows."""
    if meaning is None:
        return None
    return {
        "answer": meaning.answer.value if meaning.answer else None,
        "progress": meaning.progress.value if meaning.progress else None,
        "decision": meaning.decision.value if meaning.decision else None,
    }


def meaning_from(kept: Mapping[str, str | None]) -> Meaning:
    """What was kept by `meaning_json`."""
    answer, progress, decision = kept["answer"], kept["progress"], kept["decision"]
    return Meaning(
        Answer(answer) if answer else None,
        Progress(progress) if progress else None,
        Decision(decision) if decision else None,
    )
