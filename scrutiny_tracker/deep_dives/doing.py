"""The open deep dives of measures, for the board of measures."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from ..core.prebuilt import run_kept
from ..kpis.doing import Doing
from .models import DeepDive, ScopedMeasure

S, D = ScopedMeasure.__table__.c, DeepDive.__table__.c
_OPEN = (
    select(S.kpi_id, D.reference)
    .join(DeepDive.__table__, D.id == S.deep_dive_id)
    .where(D.ended_on.is_(None))
    .order_by(D.id.desc())
)


def open_deep_dives(_about: object = None) -> Iterator[tuple[int, Doing]]:
    """By measure; one query."""
    for kpi_id, reference in run_kept(_OPEN):
        yield kpi_id, Doing("Deep dive", f"/deep-dives/{reference}")
