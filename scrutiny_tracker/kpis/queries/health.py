"""The set of measures as it is kept, in five queries however many measures there are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from ...core.prebuilt import run
from ...rules.performance import Polarity
from ..health import Standing
from ..models import Kpi, KpiReview, KpiStrategy, KpiTarget, Strategy

K, V, S, T, G = (
    Kpi.__table__.c,
    KpiReview.__table__.c,
    KpiStrategy.__table__.c,
    KpiTarget.__table__.c,
    Strategy.__table__.c,
)
_KPIS = (
    select(K.id, K.code, K.name, K.body_id, K.priority_id, K.set_by, K.frequency, K.polarity)
    .where(K.retired_on.is_(None))
    .order_by(K.code)
)
_OF_PLAN = _KPIS.where(K.plan_id == bindparam("plan"))
_REVIEWS = select(V.kpi_id, V.year, V.is_measurable).order_by(V.id)
_SERVES = select(S.kpi_id, S.strategy_id)
_TARGETS = select(T.kpi_id, T.value).where(T.period == bindparam("period")).order_by(T.id)
_STRATEGIES = select(G.id, G.name, G.owner).where(G.ended_on.is_(None)).order_by(G.name)


def list_standings(plan_id: int | None, year: str) -> Sequence[Standing]:
    """The measures of a plan that are not retired; reviewed and with a target means: for that year."""
    reviewed: set[int] = set()
    measurable: dict[int, bool] = {}
    for row in run(_REVIEWS):
        measurable[row.kpi_id] = row.is_measurable
        if row.year == year:
            reviewed.add(row.kpi_id)
    serves: dict[int, set[int]] = {}
    for row in run(_SERVES):
        serves.setdefault(row.kpi_id, set()).add(row.strategy_id)
    targets = {row.kpi_id: row.value is not None for row in run(_TARGETS, {"period": year})}
    rows = run(_KPIS) if plan_id is None else run(_OF_PLAN, {"plan": plan_id})
    return [
        Standing(
            row.id,
            row.code,
            row.name,
            row.body_id,
            row.priority_id,
            row.set_by is not None,
            row.frequency is not None,
            targets.get(row.id, False),
            row.polarity != Polarity.NONE,
            row.id in reviewed,
            measurable.get(row.id),
            frozenset(serves.get(row.id, ())),
        )
        for row in rows
    ]


def list_strategy_rows() -> Sequence[tuple[int, str, str | None]]:
    """Strategies that have not ended: row, name, and the post that answers for it."""
    return [(row.id, row.name, row.owner) for row in run(_STRATEGIES)]
