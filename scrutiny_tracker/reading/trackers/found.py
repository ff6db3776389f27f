"""What a check of a tracker found, as it is kept with the draft and printed by the command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...rules.sheets import Outcome
from ...rules.words import words_for
from .planning import Planned, Planner, lasting_decision, lasting_progress
from .said import meaning_json

MOST_SHOWN = 500


@dataclass
class TrackerFindings:
    """Counts, the first rows of each outcome, every status word and every owner."""

    counts: dict[str, int] = field(
        default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0, "errors": 0}
    )
    shown: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"new": [], "changed": [], "unchanged": [], "errors": []}
    )
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def add(self, planned: Planned) -> None:
        """One more row."""
        kind = planned.outcome.value if planned.outcome else "errors"
        self.counts[kind] += 1
        if planned.outcome is None:
            where = f"Sheet ‘{planned.sheet}’: " if planned.sheet else ""
            self.errors.append(
                {"row": planned.row, "column": planned.column, "message": where + planned.error}
            )
        if len(self.shown[kind]) < MOST_SHOWN:
            self.shown[kind].append(_shown(planned))

    def as_json(self, planner: Planner) -> dict[str, Any]:
        """As the draft keeps it."""
        return {
            "counts": {**self.counts, "rows": self.rows},
            "lines": self.shown,
            "words": [
                {"role": role, "word": word, "meaning": meaning_json(meaning)}
                for (role, word), meaning in sorted(planner.words.items())
            ],
            "owners": [
                {"words": words, "person": person} for words, person in sorted(planner.people.items())
            ],
        }

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Every edited cell of an exported register that was kept to be shown."""
        return [
            one
            for kind in ("changed", "unchanged")
            for line in self.shown[kind]
            for one in line.get("cells", ())
        ]

    def printed(self) -> dict[str, Any]:
        """As the command prints it."""
        kept = {name: self.counts[name] for name in ("new", "changed", "unchanged")}
        return {"rows": self.rows, **kept, "errors": self.errors}


def _shown(planned: Planned) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sheet": planned.sheet,
        "row": planned.row,
        "cell": f"{planned.column}{planned.row}",
        "error": planned.error,
    }
    wanted = planned.wanted
    if wanted is None:
        return told
    progress, decision = lasting_progress(wanted), lasting_decision(wanted)
    return told | {
        "text": wanted.row.text[:300],
        "reference": planned.known.reference if planned.known else wanted.row.reference,
        "is_known": planned.known is not None,
        "made_on": wanted.made_on.isoformat(),
        "answer": words_for(wanted.meaning.answer) if wanted.meaning.answer else "",
        "progress": words_for(progress) if progress else "",
        "decision": words_for(decision) if decision else "",
        "owner": wanted.row.owner,
        "due": wanted.row.due_words,
        "notes": len(wanted.notes),
        "changes": list(planned.changes),
        "cells": [one._asdict() for one in planned.cells],
        "is_changed": planned.outcome is Outcome.CHANGED,
    }
