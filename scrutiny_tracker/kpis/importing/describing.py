"""What a sheet says about measures themselves, beside what the record says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...rules.performance import PeriodKind
from ...rules.sheets import KpiMetadata, Layout, Matcher, Measure, Outcome, Role, SheetError, read_metadata
from ...rules.sheets.matching import LONGEST_NAME, LONGEST_UNIT, described_as
from .understood import UnderstoodSheet

LONGEST_SOURCE = 400
ONE_ROW_EACH = (Layout.ONE_PERIOD, Layout.PERIODS_ACROSS)
STAYS = frozenset({"definition", "calculation"})
"""What a sheet fills in and never changes: a definition changes on the measure's own page, from a period."""
Facts = Mapping[str, Any]
"""A measure's columns, by name."""


@dataclass(frozen=True)
class Described:
    """A measure as a sheet describes it. `changes` are the columns to fill or change, by name; `kept` those
    in which the record says something else and stays."""

    outcome: Outcome
    measure: Measure
    changes: dict[str, Any] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def describe(said: KpiMetadata, matcher: Matcher, facts: Mapping[int, Facts]) -> Described:
    """What a description changes; `facts` are the record's own, by the measure's id."""
    measure = matcher.describe(said)
    wanted = {name: value for name, value in _columns(said).items() if value not in (None, "")}
    if measure.id is None:
        return Described(Outcome.NEW, measure, wanted)
    stands = facts.get(measure.id, {})
    differing = {name: value for name, value in wanted.items() if stands.get(name) != value}
    kept = tuple(sorted(name for name in differing if name in STAYS and stands.get(name)))
    changes = {name: value for name, value in differing.items() if name not in kept}
    return Described(Outcome.CHANGED if changes else Outcome.UNCHANGED, measure, changes, kept)


def said_beside_figures(sheets: Iterable[UnderstoodSheet]) -> dict[str, KpiMetadata]:
    """What sheets of figures with a row for each measure say of them, such as which way is better."""
    said: dict[str, KpiMetadata] = {}
    for sheet in sheets:
        understanding = sheet.understanding
        if understanding.layout not in ONE_ROW_EACH or understanding.column(Role.POLARITY) is None:
            continue
        for found in read_metadata(sheet.sheet.rows(), understanding):
            if not isinstance(found, SheetError):
                said.setdefault(described_as(found.code, found.name), found)
    return said


def _columns(said: KpiMetadata) -> dict[str, Any]:
    frequency = said.frequency
    yearly = frequency is not None and frequency.kind not in (
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.HALF_YEAR,
    )
    return {
        "name": said.name[:LONGEST_NAME],
        "unit": said.unit[:LONGEST_UNIT],
        "decimals": None if said.decimals is None else min(said.decimals, 4),
        "polarity": said.polarity,
        "frequency": frequency.kind if frequency else None,
        "every_years": frequency.every_years if frequency and yearly else None,
        "years_together": frequency.years_together
        if frequency and frequency.kind is PeriodKind.YEARS
        else None,
        "definition": said.definition,
        "calculation": _calculation(said),
        "source": said.source[:LONGEST_SOURCE],
        "data_owner": said.owner[:LONGEST_NAME],
    }


def _calculation(said: KpiMetadata) -> str:
    parts = (("Numerator", said.numerator), ("Denominator", said.denominator))
    return " ".join(f"{name}: {text.rstrip('.')}." for name, text in parts if text)
