"""What scrutiny said about measures before: earlier deep dives, and what upper rooms know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from ...core.extensions import db
from ..models import DeepDive, ScopedMeasure

MOST = 3


@dataclass(frozen=True)
class Said:
    """Something that scrutiny did about a measure: when, in a few words, and where it stands."""

    on: date
    words: str
    address: str


def said_about(
    kpi_ids: Sequence[int], dive: DeepDive, upstairs: Sequence[Mapping[int, Sequence[Said]]]
) -> dict[int, list[Said]]:
    """The latest things said about each measure before a deep dive began, newest first; one query of ours."""
    found: dict[int, list[Said]] = {kpi_id: [] for kpi_id in kpi_ids}
    if not kpi_ids:
        return found
    rows = db.session.execute(
        select(ScopedMeasure.kpi_id, DeepDive.began_on, DeepDive.title, DeepDive.reference)
        .join(DeepDive, DeepDive.id == ScopedMeasure.deep_dive_id)
        .where(ScopedMeasure.kpi_id.in_(kpi_ids), DeepDive.id != dive.id, DeepDive.began_on <= dive.began_on)
    )
    for kpi_id, began_on, title, reference in rows:
        found[kpi_id].append(Said(began_on, title, f"/deep-dives/{reference}"))
    for told in upstairs:
        for kpi_id, said in told.items():
            found[kpi_id].extend(one for one in said if one.on < dive.began_on)
    return {
        kpi_id: sorted(said, key=lambda one: one.on, reverse=True)[:MOST] for kpi_id, said in found.items()
    }
