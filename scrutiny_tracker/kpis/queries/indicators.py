"""One measure and what hangs from it, and measures to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...rules.performance import KpiTerms, Target
from ...rules.permissions import Matter
from ..figures import terms_from
from ..models import Kpi, KpiBody, KpiDefinition, KpiReading, KpiStrategy, KpiTarget, Strategy

AT_ONCE = 500


@dataclass(frozen=True)
class EnteredReading:
    """A reading as it was entered; earlier figures of a period stay readable."""

    period: str
    shown: str
    status: str
    comment: str | None
    recorded_at: datetime
    source_import: str | None
    is_replaced: bool


@dataclass(frozen=True)
class SetTarget:
    """A target as it was set, and why."""

    period: str
    shown: str
    reason: str | None
    set_at: datetime | None
    is_replaced: bool


def find_kpi(code: str) -> Kpi | None:
    """A measure by its code, with its body, portfolio, directorate, plan, priority and comparator group."""
    return db.session.scalar(
        select(Kpi)
        .where(Kpi.code == code)
        .options(
            joinedload(Kpi.body),
            joinedload(Kpi.portfolio),
            joinedload(Kpi.directorate),
            joinedload(Kpi.plan),
            joinedload(Kpi.priority),
            joinedload(Kpi.comparator_group),
            joinedload(Kpi.data_owner_person),
        )
    )


def find_codes(codes: Sequence[str]) -> set[str]:
    """Which of some codes are taken; one query for each five hundred."""
    found: set[str] = set()
    for first in range(0, len(codes), AT_ONCE):
        some = codes[first : first + AT_ONCE]
        found.update(db.session.scalars(select(Kpi.code).where(Kpi.code.in_(some))))
    return found


def get_kpi(code: str) -> Kpi:
    """As `find_kpi`. Raises NotFound."""
    kpi = find_kpi(code)
    if kpi is None:
        raise NotFound(f"There is no measure with the code {code}.")
    return kpi


def matter_of(kpi: Kpi) -> Matter:
    """Whose a measure is, as the grants table asks."""
    return Matter(
        body_ids=frozenset({kpi.body_id} if kpi.body_id else ()),
        portfolio_ids=frozenset({kpi.portfolio_id} if kpi.portfolio_id else ()),
        directorate_ids=frozenset({kpi.directorate_id} if kpi.directorate_id else ()),
    )


def list_kpi_choices() -> list[tuple[str, str]]:
    """Code and "CODE: name" of every measure, for a form's list."""
    rows = db.session.execute(select(Kpi.code, Kpi.name).order_by(Kpi.code))
    return [(row.code, f"{row.code}: {row.name}") for row in rows]


def terms_of(kpi: Kpi) -> KpiTerms:
    """What a measure is judged by."""
    return terms_from(
        kpi.polarity,
        kpi.decimals,
        kpi.unit,
        kpi.no_material_change,
        kpi.tolerance_percent,
        kpi.tolerance_absolute,
    )


def find_latest_reading(kpi_id: int, period: str) -> KpiReading | None:
    """The reading of a period that counts."""
    return db.session.scalar(
        select(KpiReading)
        .where(KpiReading.kpi_id == kpi_id, KpiReading.period == period)
        .order_by(KpiReading.id.desc())
        .limit(1)
    )


def find_latest_target(kpi_id: int, period: str) -> KpiTarget | None:
    """The target of a period that counts; its value is None where it was taken back."""
    return db.session.scalar(
        select(KpiTarget)
        .where(KpiTarget.kpi_id == kpi_id, KpiTarget.period == period)
        .order_by(KpiTarget.id.desc())
        .limit(1)
    )


def list_readings(kpi: Kpi) -> Sequence[EnteredReading]:
    """Everything that was entered, newest first, with what has been replaced since marked so."""
    rows = db.session.scalars(
        select(KpiReading).where(KpiReading.kpi_id == kpi.id).order_by(KpiReading.id.desc())
    ).all()
    seen: set[str] = set()
    entered = []
    for row in rows:
        shown = "No figure" if row.value is None else terms_of(kpi).shown(row.value)
        entered.append(
            EnteredReading(
                row.period,
                shown,
                row.status,
                row.comment,
                row.recorded_at,
                row.source_import,
                row.period in seen,
            )
        )
        seen.add(row.period)
    return entered


def list_targets(kpi: Kpi) -> Sequence[SetTarget]:
    """Every target that was set, newest first, with what has been replaced since marked so."""
    rows = db.session.scalars(
        select(KpiTarget).where(KpiTarget.kpi_id == kpi.id).order_by(KpiTarget.id.desc())
    ).all()
    seen: set[str] = set()
    found = []
    for row in rows:
        shown = "No target" if row.value is None else Target(row.value, row.upper).shown(terms_of(kpi))
        found.append(SetTarget(row.period, shown, row.reason, row.set_at, row.period in seen))
        seen.add(row.period)
    return found


def list_definitions(kpi_id: int) -> Sequence[KpiDefinition]:
    """Every definition that a measure had, the newest first."""
    return db.session.scalars(
        select(KpiDefinition).where(KpiDefinition.kpi_id == kpi_id).order_by(KpiDefinition.number.desc())
    ).all()


def count_definitions(kpi_id: int) -> int:
    return (
        db.session.scalar(select(func.max(KpiDefinition.number)).where(KpiDefinition.kpi_id == kpi_id)) or 0
    )


def find_open_remit(kpi_id: int) -> KpiBody | None:
    """Whose remit a measure is, as a row with its beginning."""
    return db.session.scalar(select(KpiBody).where(KpiBody.kpi_id == kpi_id, KpiBody.to_on.is_(None)))


def list_remits_of(kpi_id: int) -> Sequence[KpiBody]:
    """Whose remit a measure was, the newest first, with the bodies."""
    return db.session.scalars(
        select(KpiBody)
        .where(KpiBody.kpi_id == kpi_id)
        .options(joinedload(KpiBody.body))
        .order_by(KpiBody.from_on.desc(), KpiBody.id.desc())
    ).all()


def list_strategy_ids(kpi_id: int) -> dict[int, int]:
    """The strategies of a measure, by the row that says so."""
    rows = db.session.execute(
        select(KpiStrategy.id, KpiStrategy.strategy_id).where(KpiStrategy.kpi_id == kpi_id)
    )
    return {row.id: row.strategy_id for row in rows}


def list_strategies_of(kpi_id: int) -> Sequence[Strategy]:
    """The strategies that a measure serves, by name."""
    return db.session.scalars(
        select(Strategy)
        .join(KpiStrategy, KpiStrategy.strategy_id == Strategy.id)
        .where(KpiStrategy.kpi_id == kpi_id)
        .order_by(Strategy.name)
    ).all()
