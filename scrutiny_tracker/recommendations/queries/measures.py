"""A recommendation's measures: the figures as they stood then, and as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from sqlalchemy import select

from ...core.extensions import db
from ...kpis.models import Kpi, KpiReading, KpiTarget
from ...rules.performance import KpiTerms, RagPolicy, Target, judge_target
from ..models import MeasureLink


@dataclass(frozen=True)
class FigureThen:
    """A measure on a day: its newest period with a figure, that figure, its target, and how it stood."""

    period: str | None = None
    value: Decimal | None = None
    target: Decimal | None = None
    status: str | None = None


@dataclass(frozen=True)
class Point:
    """One period's figure beside its target; None for what the record does not give."""

    period: str
    value: Decimal | None
    target: Decimal | None


@dataclass(frozen=True)
class ThenAndNow:
    """One linked measure as its table and its chart show it."""

    link: MeasureLink
    points: Sequence[Point]

    @property
    def name(self) -> str:
        return self.link.kpi.name

    @property
    def now(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def has_moved(self) -> bool:
        then, now = self.link, self.now
        return now is not None and now.period != then.period and now.value != then.value_then

    def shown(self, value: Decimal | None) -> str:
        """A figure in the measure's unit; nothing for none."""
        return "" if value is None else terms_of(self.link.kpi).shown(value)


def terms_of(kpi: Kpi) -> KpiTerms:
    return KpiTerms(polarity=kpi.polarity, decimals=kpi.decimals, unit=kpi.unit)


def figure_as_it_stood(kpi: Kpi, on: date) -> FigureThen:
    """What was known of a measure at the end of a day (London date); empty where nothing was.

    A figure that was recorded later does not count, unless nothing had been recorded by then at all:
    then the newest period begun by that day does, as where a council brings its records in afterwards.
    """
    readings = db.session.scalars(
        select(KpiReading)
        .where(KpiReading.kpi_id == kpi.id, KpiReading.value.is_not(None), KpiReading.starts_on <= on)
        .order_by(KpiReading.starts_on.desc(), KpiReading.id.desc())
    ).all()
    ended_at = datetime.combine(on, time.max, UTC)
    known = [reading for reading in readings if reading.recorded_at <= ended_at] or readings
    if not known:
        return FigureThen()
    newest = known[0]
    target = _targets([kpi.id]).get((kpi.id, newest.period))
    status = judge_target(terms_of(kpi), RagPolicy(), newest.value, target, on).status
    return FigureThen(newest.period, newest.value, target.value if target else None, status.value)


def list_then_and_now(links: Sequence[MeasureLink]) -> list[ThenAndNow]:
    """Linked measures (with their kpi loaded), each period's newest figure in order: two queries in all."""
    if not links:
        return []
    kpi_ids = [link.kpi_id for link in links]
    newest: dict[int, dict[str, KpiReading]] = {kpi_id: {} for kpi_id in kpi_ids}
    rows = db.session.scalars(
        select(KpiReading).where(KpiReading.kpi_id.in_(kpi_ids)).order_by(KpiReading.starts_on, KpiReading.id)
    )
    for reading in rows:
        newest[reading.kpi_id][reading.period] = reading
    targets = _targets(kpi_ids)
    return [
        ThenAndNow(
            link,
            [
                Point(period, reading.value, _value(targets.get((link.kpi_id, period))))
                for period, reading in newest[link.kpi_id].items()
                if reading.value is not None
            ],
        )
        for link in links
    ]


def _value(target: Target | None) -> Decimal | None:
    return target.value if target else None


def _targets(kpi_ids: Iterable[int]) -> dict[tuple[int, str], Target]:
    """The newest target of each period, where there is one."""
    rows = db.session.execute(
        select(KpiTarget.kpi_id, KpiTarget.period, KpiTarget.value, KpiTarget.upper)
        .where(KpiTarget.kpi_id.in_(list(kpi_ids)))
        .order_by(KpiTarget.starts_on, KpiTarget.id)
    )
    return {(row.kpi_id, row.period): Target(row.value, row.upper) for row in rows if row.value is not None}


def list_linkable(linked: Iterable[int]) -> Sequence[Kpi]:
    """The measures that are not linked yet, by name."""
    return db.session.scalars(select(Kpi).where(Kpi.id.not_in(list(linked))).order_by(Kpi.name)).all()
