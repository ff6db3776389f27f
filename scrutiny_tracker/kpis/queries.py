"""Reading measures: one, a list, and their figures as they stand now or stood on a date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from ..core import clock
from ..core.clock import LONDON
from ..core.errors import NotFound
from ..core.extensions import db
from ..core.paging import PAGE, Page
from ..council.models import Body
from ..rules.performance import KpiTerms, Period, Target, TargetStatus, parse_period
from ..rules.permissions import Matter
from .figures import Figure, Kept, Returned, Series, latest_figure, whole_series
from .models import Kpi, KpiReading, KpiTarget


@dataclass(frozen=True)
class ListedKpi:
    """A row of the list."""

    code: str
    name: str
    body_code: str | None
    body_name: str | None
    figure: Figure


class Lacks(StrEnum):
    """What keeps a measure from being judged against its target."""

    FIGURE = "figure"
    TARGET = "target"


LACKING = {Lacks.FIGURE: TargetStatus.NOT_AVAILABLE, Lacks.TARGET: TargetStatus.NO_TARGET}


@dataclass(frozen=True)
class Listed:
    """A page of measures and how many there are by its filter."""

    page: Page[ListedKpi]
    count: int


@dataclass(frozen=True)
class EnteredReading:
    """A reading as it was entered, with by whom; earlier figures of a period stay readable."""

    period: str
    shown: str
    status: str
    comment: str | None
    recorded_at: datetime
    is_replaced: bool


def find_kpi(code: str) -> Kpi | None:
    """A measure by its code, with its body, portfolio and directorate."""
    return db.session.scalar(
        select(Kpi)
        .where(Kpi.code == code)
        .options(joinedload(Kpi.body), joinedload(Kpi.portfolio), joinedload(Kpi.directorate))
    )


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


def figures_now(kpi_ids: Collection[int]) -> dict[int, Figure]:
    """The latest figure of each measure, judged today; three queries however many there are."""
    today = clock.today()
    return {kpi_id: latest_figure(kept, today) for kpi_id, kept in _kept(kpi_ids).items()}


def figure_at(kpi: Kpi, on: date) -> Figure:
    """The latest figure as it stood at the end of a London day, with the target that was set by then.

    Judged by what was entered up to that day: a figure entered or revised later does not change it.
    """
    return latest_figure(_kept([kpi.id], on)[kpi.id], on)


def series(kpi_ids: Collection[int]) -> dict[int, Series]:
    """Every period of each measure, oldest first, judged today; three queries however many there are."""
    today = clock.today()
    return {kpi_id: whole_series(kept, today) for kpi_id, kept in _kept(kpi_ids).items()}


def list_kpis(
    body: str | None = None, *, missed: bool = False, lacks: Lacks | None = None, after: str | None = None
) -> Listed:
    """A page of measures in the order of their codes, after the code `after`.

    `body` is the code of the scrutiny body whose remit it is; `missed` keeps those whose latest result missed
    its target, `lacks` those without a figure or a target, which only the rule can say, so that all their
    figures are judged.
    """
    query = _of(body)
    only = TargetStatus.MISSED if missed else LACKING[lacks] if lacks is not None else None
    if only is not None:
        every = db.session.execute(query).all()
        figures = figures_now([row.id for row in every])
        missing = [row for row in every if figures[row.id].status is only]
        rows = [row for row in missing if after is None or row.code > after][: PAGE + 1]
        count = len(missing)
    else:
        rows = list(
            db.session.execute((query if after is None else query.where(Kpi.code > after)).limit(PAGE + 1))
        )
        figures = figures_now([row.id for row in rows])
        count = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    listed = [
        ListedKpi(row.code, row.name, row.body_code, row.body_name, figures[row.id]) for row in rows[:PAGE]
    ]
    return Listed(Page(listed, listed[-1].code if len(rows) > PAGE else None), count)


def _of(body: str | None) -> Select[tuple[int, str, str, str, str]]:
    query = (
        select(Kpi.id, Kpi.code, Kpi.name, Body.code.label("body_code"), Body.name.label("body_name"))
        .outerjoin(Body, Body.id == Kpi.body_id)
        .order_by(Kpi.code)
    )
    return query if body is None else query.where(Body.code == body)


def list_judged(body_ids: Collection[int] | None = None) -> list[ListedKpi]:
    """Every measure (in the remit of some bodies) with its latest figure as judged today, by code; four
    queries however many there are."""
    query = _of(None)
    if body_ids is not None:
        query = query.where(Kpi.body_id.in_(body_ids))
    every = db.session.execute(query).all()
    figures = figures_now([row.id for row in every])
    return [ListedKpi(row.code, row.name, row.body_code, row.body_name, figures[row.id]) for row in every]


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
            EnteredReading(row.period, shown, row.status, row.comment, row.recorded_at, row.period in seen)
        )
        seen.add(row.period)
    return entered


def terms_of(kpi: Kpi) -> KpiTerms:
    """What a measure is judged by."""
    return KpiTerms(kpi.polarity, kpi.decimals, kpi.unit)


def _kept(kpi_ids: Collection[int], until: date | None = None) -> dict[int, Kept]:
    """The measures with what counts of their readings and targets, as entered by the end of `until`."""
    wanted = sorted(set(kpi_ids))
    columns = (Kpi.id, Kpi.code, Kpi.name, Kpi.unit, Kpi.decimals, Kpi.polarity, Kpi.is_illustrative)
    found = {
        row.id: Kept(
            row.id,
            row.code,
            row.name,
            KpiTerms(row.polarity, row.decimals, row.unit),
            row.is_illustrative,
        )
        for row in db.session.execute(select(*columns).where(Kpi.id.in_(wanted)))
    }
    _add_readings(found, wanted, until)
    _add_targets(found, wanted, until)
    return found


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, LONDON)


def _add_readings(found: dict[int, Kept], wanted: Sequence[int], until: date | None) -> None:
    query = select(
        KpiReading.kpi_id,
        KpiReading.period,
        KpiReading.value,
        KpiReading.status,
        KpiReading.comment,
        KpiReading.recorded_at,
    ).where(KpiReading.kpi_id.in_(wanted))
    if until is not None:
        query = query.where(KpiReading.recorded_at < _end_of(until))
    for row in db.session.execute(query.order_by(KpiReading.id)):
        found[row.kpi_id].readings[parse_period(row.period)] = Returned(
            row.value, row.status, row.comment, row.recorded_at
        )


def _add_targets(found: dict[int, Kept], wanted: Sequence[int], until: date | None) -> None:
    query = select(KpiTarget.kpi_id, KpiTarget.period, KpiTarget.value, KpiTarget.upper).where(
        KpiTarget.kpi_id.in_(wanted)
    )
    if until is not None:
        query = query.where(or_(KpiTarget.set_at.is_(None), KpiTarget.set_at < _end_of(until)))
    for row in db.session.execute(query.order_by(KpiTarget.id)):
        period: Period = parse_period(row.period)
        found[row.kpi_id].targets[period] = None if row.value is None else Target(row.value, row.upper)
