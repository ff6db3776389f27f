"""What a check found, in the small shape that is kept with the draft and printed by the command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...rules.performance import show_figure
from ...rules.sheets import Labelled, Outcome, Stored, StoredTarget
from .checking import Counts, Line

MOST_SHOWN = 500
"""So many rows of each outcome are kept to be looked at; all of them are counted."""


@dataclass
class Findings:
    """Counts, the first rows of each outcome, and every measure that the file is about."""

    counts: Counts = field(default_factory=Counts)
    shown: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"new": [], "changed": [], "unchanged": [], "errors": []}
    )
    labels: dict[str, Labelled] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """One more row."""
        self.counts.add(line)
        kind = line.outcome.value if line.outcome else "errors"
        if line.labelled is not None:
            self.labels.setdefault(line.labelled.label, line.labelled)
        if line.outcome is None:
            self.errors.append({"row": line.row, "column": line.column, "message": _message(line)})
        if len(self.shown[kind]) < MOST_SHOWN:
            self.shown[kind].append(_shown(line))

    def as_json(self) -> dict[str, Any]:
        """As the draft keeps it."""
        return {
            "counts": dict(self.counts.as_json()),
            "lines": self.shown,
            "measures": [_measure(labelled) for labelled in self.labels.values()],
        }

    def printed(self) -> dict[str, Any]:
        """As the command prints it."""
        counts = self.counts
        return {
            "rows": counts.rows,
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "errors": self.errors,
        }


def counts_of(found: dict[str, Any]) -> Counts:
    """The counts of what a draft keeps."""
    kept = found["counts"]
    return Counts(kept["new"], kept["changed"], kept["unchanged"], kept["errors"])


def _message(line: Line) -> str:
    return f"Sheet ‘{line.sheet.name}’: {line.error}" if line.sheet.name else line.error


def _measure(labelled: Labelled) -> dict[str, Any]:
    measure = labelled.measure
    return {
        "label": labelled.label,
        "code": measure.code if measure else None,
        "name": measure.name if measure else None,
        "is_new": measure is not None and measure.id is None,
        "reason": labelled.reason,
        "rows": labelled.rows,
        "likely": list(labelled.likely),
        "without_polarity": measure is not None and measure.id is None and measure.polarity.value == "none",
    }


def _shown(line: Line) -> dict[str, Any]:
    """A row as the preview shows it."""
    told: dict[str, Any] = {"sheet": line.sheet.name, "cell": line.address}
    if line.error:
        told["error"] = line.error
    if line.described is not None:
        described = line.described
        return told | {
            "code": described.measure.code,
            "name": described.measure.name,
            "changes": sorted(described.changes),
            "kept": list(described.kept),
            "is_new": described.outcome is Outcome.NEW,
        }
    row, labelled = line.reading, line.labelled
    if row is None or labelled is None or labelled.measure is None:
        return told
    unit, decimals = labelled.measure.unit, max(labelled.measure.decimals, labelled.decimals)
    told |= {"code": labelled.measure.code, "name": labelled.measure.name, "period": row.period.label}
    compared = line.compared
    if compared is None:
        return told
    if compared.reading is not None:
        told |= {"value": _figure(compared.reading, unit, decimals), "status": compared.reading.status.value}
        told["comment"] = (compared.reading.comment or "")[:200]
    elif row.value is not None and row.value.number is not None:
        told["value"] = show_figure(row.value.number, decimals, unit)
    if compared.reading is not None and line.stood is not None:
        told["was"] = _figure(line.stood, unit, decimals)
    if compared.target is not None:
        told["target"] = _aim(compared.target, unit, decimals)
    if compared.reading is not None and compared.reading.comparator is not None:
        told["beside"] = show_figure(compared.reading.comparator, decimals, unit)
    return told


def _figure(stored: Stored, unit: str, decimals: int) -> str:
    return "No figure" if stored.value is None else show_figure(stored.value, decimals, unit)


def _aim(target: StoredTarget, unit: str, decimals: int) -> str:
    if target.value is None:
        return "no target"
    if target.upper is None:
        return show_figure(target.value, decimals, unit)
    return f"{show_figure(target.value, decimals)} to {show_figure(target.upper, decimals, unit)}"
