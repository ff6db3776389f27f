"""Figures of measures as they stand now or stood on a date, and the list of all measures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, func, select

from ...core import clock
from ...core.extensions import db
from ...core.paging import PAGE, Page
from ...council.models import Body
from ...rules.performance import TargetStatus
from ..figures import Figure, latest_figure
from ..models import Kpi
from ..series import Series, whole_series
from .keeps import list_kept


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


def figures_now(kpi_ids: Collection[int]) -> dict[int, Figure]:
    """The latest figure of each measure, judged today; four queries however many there are."""
    today = clock.today()
    return {kpi_id: latest_figure(kept, today) for kpi_id, kept in list_kept(kpi_ids).items()}


def figure_at(kpi: Kpi, on: date) -> Figure:
    """The latest figure as it stood at the end of a London day, with the target that was set by then.

    Judged by what was entered up to that day: a figure entered or revised later does not change it.
    """
    return figures_at([kpi.id], on)[kpi.id]


def figures_at(kpi_ids: Collection[int], on: date) -> dict[int, Figure]:
    """As `figure_at`, for several measures; four queries however many there are."""
    return {kpi_id: latest_figure(kept, on) for kpi_id, kept in list_kept(kpi_ids, on).items()}


def series(kpi_ids: Collection[int]) -> dict[int, Series]:
    """Every period of each measure, oldest first, judged today; five queries however many there are."""
    today = clock.today()
    kept = list_kept(kpi_ids, with_comparators=True)
    return {kpi_id: whole_series(one, today) for kpi_id, one in kept.items()}


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
    """Every measure (in the remit of some bodies) with its latest figure as judged today, by code; five
    queries however many there are."""
    query = _of(None)
    if body_ids is not None:
        query = query.where(Kpi.body_id.in_(body_ids))
    every = db.session.execute(query).all()
    figures = figures_now([row.id for row in every])
    return [ListedKpi(row.code, row.name, row.body_code, row.body_name, figures[row.id]) for row in every]
