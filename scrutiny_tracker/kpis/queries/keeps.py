"""Measures with the readings, targets and definitions that count, as plain rows: what every judgement is made
from. As many queries for two thousand measures as for one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, or_, select

from ...core.clock import LONDON
from ...core.prebuilt import run
from ...council.settings import text_setting
from ...rules.performance import RagPolicy, RagRule, Target, Tolerance, parse_period
from ..figures import Kept, Returned, terms_from
from ..models import ComparatorArea, ComparatorReading, Kpi, KpiDefinition, KpiReading, KpiTarget

WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
UNTIL: BindParameter[Any] = bindparam("until")

K, R, T, D = Kpi.__table__.c, KpiReading.__table__.c, KpiTarget.__table__.c, KpiDefinition.__table__.c
A, C = ComparatorArea.__table__.c, ComparatorReading.__table__.c
_BREAK = (D.is_comparable.is_(False), D.starts_on.is_not(None))
_KPIS = select(
    K.id, K.code, K.name, K.unit, K.decimals, K.polarity, K.is_illustrative, K.every_years, K.lag_months,
    K.next_expected_on, K.year_made_by, K.no_material_change, K.tolerance_percent, K.tolerance_absolute,
    exists().where(D.kpi_id == K.id, *_BREAK).label("is_redefined"),
).where(K.id.in_(WANTED))  # fmt: skip
_READINGS = (
    select(
        R.kpi_id, R.period, R.value, R.status, R.comment, R.recorded_at, R.missing, R.numerator,
        R.denominator, R.comparator, R.is_illustrative,
    )
    .where(R.kpi_id.in_(WANTED))
    .order_by(R.id)
)  # fmt: skip
_TARGETS = select(T.kpi_id, T.period, T.value, T.upper).where(T.kpi_id.in_(WANTED)).order_by(T.id)
_BREAKS = select(D.kpi_id, D.starts_on).where(D.kpi_id.in_(WANTED), *_BREAK).order_by(D.starts_on)
_READINGS_THEN = _READINGS.where(R.recorded_at < UNTIL)
_TARGETS_THEN = _TARGETS.where(or_(T.set_at.is_(None), T.set_at < UNTIL))
_BREAKS_THEN = _BREAKS.where(D.recorded_at < UNTIL)
_COMPARATORS = (
    select(C.kpi_id, C.period, C.area_code, C.value)
    .join(Kpi.__table__, K.id == C.kpi_id)
    .join(ComparatorArea.__table__, (A.group_id == K.comparator_group_id) & (A.code == C.area_code))
    .where(C.kpi_id.in_(WANTED))
    .order_by(C.id)
)


def rag_policy() -> RagPolicy:
    """The council's rule for what is within tolerance."""
    percent = Decimal(text_setting("tolerance_percent"))
    return RagPolicy(RagRule(text_setting("rag_rule")), Tolerance(percent) if percent else Tolerance())


def list_kept(
    kpi_ids: Collection[int], until: date | None = None, *, with_comparators: bool = False
) -> dict[int, Kept]:
    """Measures by id with what counts of their readings, targets and definitions, as entered by the end of
    the London day `until`; `with_comparators` adds the median of their comparator group for each period."""
    values: dict[str, Any] = {"wanted": sorted(set(kpi_ids))}
    then = until is not None
    if until is not None:
        values["until"] = datetime.combine(until + timedelta(days=1), time.min, LONDON)
    found, redefined = _kpis(values)
    _add_readings(found, _READINGS_THEN if then else _READINGS, values)
    _add_targets(found, _TARGETS_THEN if then else _TARGETS, values)
    if with_comparators:
        _add_comparators(found, values)
    if redefined:
        values["wanted"] = redefined
        for row in run(_BREAKS_THEN if then else _BREAKS, values):
            found[row.kpi_id].breaks.append(row.starts_on)
    return found


def _kpis(values: Mapping[str, Any]) -> tuple[dict[int, Kept], list[int]]:
    """Measures by id, and the ids of those whose definition changed."""
    policy = rag_policy()
    rows = run(_KPIS, {"wanted": values["wanted"]}).all()
    found = {
        row.id: Kept(
            row.id,
            row.code,
            row.name,
            terms_from(
                row.polarity,
                row.decimals,
                row.unit,
                row.no_material_change,
                row.tolerance_percent,
                row.tolerance_absolute,
            ),
            row.is_illustrative,
            policy,
            row.every_years or 1,
            row.lag_months,
            row.next_expected_on,
            row.year_made_by,
        )
        for row in rows
    }
    return found, [row.id for row in rows if row.is_redefined]


def _add_readings(found: dict[int, Kept], query: Select[Any], values: Mapping[str, Any]) -> None:
    for row in run(query, values):
        found[row.kpi_id].readings[parse_period(row.period)] = Returned(
            row.value,
            row.status,
            row.comment,
            row.recorded_at,
            row.missing,
            row.numerator,
            row.denominator,
            row.comparator,
            row.is_illustrative,
        )


def _add_targets(found: dict[int, Kept], query: Select[Any], values: Mapping[str, Any]) -> None:
    for row in run(query, values):
        target = None if row.value is None else Target(row.value, row.upper)
        found[row.kpi_id].targets[parse_period(row.period)] = target


def _add_comparators(found: dict[int, Kept], values: Mapping[str, Any]) -> None:
    """The median of the group's areas, the newest figure of each."""
    newest: dict[tuple[int, str], dict[str, Decimal | None]] = {}
    for row in run(_COMPARATORS, values):
        newest.setdefault((row.kpi_id, row.period), {})[row.area_code] = row.value
    for (kpi_id, period), by_area in newest.items():
        known: Sequence[Decimal] = [value for value in by_area.values() if value is not None]
        if known:
            found[kpi_id].comparators[parse_period(period)] = median(known)
