"""The board of a period, worked out once for each change of what it is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, select

from ...core import clock
from ...core.prebuilt import run
from ...rules.performance import Period, PeriodKind, Tally, parse_period
from ..board import Board, Listed, as_published, make_board
from ..models import Kpi, KpiReading
from .held import Held, hold
from .keeps import list_kept
from .plans import list_plans
from .scorecards import find_scorecard, list_lines, list_scorecards

HALF = 2

K, R = Kpi.__table__.c, KpiReading.__table__.c
_LISTED = select(
    K.id, K.code, K.name, K.body_id, K.portfolio_id, K.priority_id, K.retired_on
).order_by(K.code)  # fmt: skip
_OF_PLAN = _LISTED.where(K.plan_id == bindparam("plan"))
_PERIODS = (
    select(R.period, func.count(R.kpi_id.distinct()))
    .join(Kpi.__table__, K.id == R.kpi_id)
    .where(R.value.is_not(None))
    .group_by(R.period)
)
_PERIODS_OF_PLAN = _PERIODS.where(K.plan_id == bindparam("plan"))


def find_board(plan_id: int | None, period: Period, held: Held | None = None) -> Board:
    """All measures of a plan (or, without plans, of the council) in a period: as published, as frozen, or as
    judged today."""
    return (held or hold()).once("board", plan_id, period.label, make=lambda: _board(plan_id, period))


def _board(plan_id: int | None, period: Period) -> Board:
    listed = list_listed(plan_id)
    kept = list_kept([one.kpi_id for one in listed])
    row = None if plan_id is None else find_scorecard(plan_id, period.label)
    frozen = None
    if row is not None and row.frozen_at is not None:
        frozen = {line.kpi_id: line for line in list_lines(row.id)}
    board = make_board(listed, kept, period, clock.today(), frozen)
    if row is None:
        return board
    if row.is_published_tally:
        return as_published(board, row.tally, row.published_on, row.source, row.note)
    return replace(board, published_on=row.published_on, source=row.source, note=row.note)


def list_listed(plan_id: int | None) -> list[Listed]:
    """The measures of a plan by code; all of them without one."""
    rows = run(_LISTED) if plan_id is None else run(_OF_PLAN, {"plan": plan_id})
    return [Listed(*row) for row in rows]


def list_periods(plan_id: int | None, held: Held | None = None) -> Sequence[Period]:
    """The financial years that a plan has figures or a record for, the newest first."""
    return _years(plan_id, held)[0]


def find_default_period(plan_id: int | None, held: Held | None = None) -> Period | None:
    """The newest year with figures for half of the measures; else the newest with a record, else with any."""
    return _years(plan_id, held)[1]


def _years(plan_id: int | None, held: Held | None) -> tuple[Sequence[Period], Period | None]:
    return (held or hold()).once("years", plan_id, make=lambda: _find_years(plan_id))


def _find_years(plan_id: int | None) -> tuple[Sequence[Period], Period | None]:
    rows = run(_PERIODS) if plan_id is None else run(_PERIODS_OF_PLAN, {"plan": plan_id})
    counts = {parse_period(label): number for label, number in rows}
    counts = {one: n for one, n in counts.items() if one.kind is PeriodKind.FINANCIAL_YEAR}
    records = [] if plan_id is None else [parse_period(row.period) for row in list_scorecards(plan_id)]
    every = sorted({*counts, *records}, reverse=True)
    most = len(list_listed(plan_id))
    full = [one for one, number in counts.items() if number * HALF >= most]
    default = max(full, default=None) or max(records, default=None) or max(every, default=None)
    return every, default


@dataclass(frozen=True)
class Earlier:
    """A year's tally as it was published or frozen."""

    period: str
    tally: Tally


def list_earlier(plan_id: int | None, held: Held | None = None) -> Sequence[Earlier]:
    """The record of a plan's years, the newest first."""
    if plan_id is None:
        return ()
    return (held or hold()).once("earlier", plan_id, make=lambda: _earlier(plan_id))


def _earlier(plan_id: int) -> Sequence[Earlier]:
    return [Earlier(row.period, row.tally) for row in list_scorecards(plan_id)]


@dataclass(frozen=True)
class PlanRow:
    """A plan to choose."""

    id: int
    name: str
    years: str
    is_current: bool


def list_plan_rows(held: Held | None = None) -> Sequence[PlanRow]:
    """Every plan, the current one first."""
    return (held or hold()).once("plans", make=_plan_rows)


def _plan_rows() -> Sequence[PlanRow]:
    return [PlanRow(plan.id, plan.name, plan.years, plan.is_current) for plan in list_plans()]


def has_record(plan_id: int, period: Period) -> bool:
    """Whether anything is known of a plan's period: a record, or a figure in it."""
    return find_scorecard(plan_id, period.label) is not None or find_board(plan_id, period).returned > 0
