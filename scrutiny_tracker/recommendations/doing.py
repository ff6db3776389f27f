"""The open recommendations about measures, counted, for the board of measures."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from ..core.prebuilt import run_kept
from ..kpis.doing import Doing
from ..kpis.models import Kpi
from .models import MeasureLink, Recommendation

M, R, K = MeasureLink.__table__.c, Recommendation.__table__.c, Kpi.__table__.c
_OPEN = (
    select(M.kpi_id, K.code, func.count(M.id))
    .join(Recommendation.__table__, R.id == M.recommendation_id)
    .join(Kpi.__table__, K.id == M.kpi_id)
    .where(R.is_open)
    .group_by(M.kpi_id, K.code)
)


def open_recommendations(_about: object = None) -> Iterator[tuple[int, Doing]]:
    """By measure; one query. They are counted and not named: the register says who may read what."""
    for kpi_id, code, number in run_kept(_OPEN):
        words = "1 recommendation" if number == 1 else f"{number} recommendations"
        yield kpi_id, Doing(words, f"/recommendations?kpi={code}")
