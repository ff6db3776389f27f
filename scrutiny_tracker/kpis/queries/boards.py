"""The board of a period, worked out once for each change of what it is judged by."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import bindparam, func, select

from ...core import clock
from ...core.prebuilt import run
from ...rules.performance import Period, PeriodKind, parse_period
from ..board import Board, Listed, as_published, make_board
from ..models import Kpi, KpiReading, KpiStamp, Plan
from .keeps import list_kept
from .scorecards import find_scorecard, list_lines, list_scorecards

Found = TypeVar("Found")
MOST_HELD = 64
HALF = 2

K, R = Kpi.__table__.c, KpiReading.__table__.c
_STAMP = select(KpiStamp.__table__.c.token)
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

_held: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = Lock()


def once(what: str, *parts: object, make: Callable[[], Found]) -> Found:
    """What `make` works out, held until anything that measures are judged by changes, or the day does.

    The mark of the last change is read first, so that what is held is never older than its mark.
    """
    token = run(_STAMP).scalar()
    key = (token, what, clock.today(), *parts)
    if token is not None:
        with _lock:
            if key in _held:
                _held.move_to_end(key)
                return cast("Found", _held[key])
    found = make()
    if token is not None:
        with _lock:
            _held[key] = found
            while len(_held) > MOST_HELD:
                _held.popitem(last=False)
    return found


def find_board(plan: Plan | None, period: Period) -> Board:
    """All measures of a plan (or, without plans, of the council) in a period: as published, as frozen, or as
    judged today."""
    plan_id = None if plan is None else plan.id
    return once("board", plan_id, period.label, make=lambda: _board(plan_id, period))


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


def list_periods(plan: Plan | None) -> Sequence[Period]:
    """The financial years that a plan has figures or a record for, the newest first."""
    return _years(plan)[0]


def find_default_period(plan: Plan | None) -> Period | None:
    """The newest year with figures for half of the measures; else the newest with a record, else with any."""
    return _years(plan)[1]


def _years(plan: Plan | None) -> tuple[Sequence[Period], Period | None]:
    plan_id = None if plan is None else plan.id
    return once("years", plan_id, make=lambda: _find_years(plan_id))


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


def has_record(plan: Plan, period: Period) -> bool:
    """Whether anything is known of a plan's period: a record, or a figure in it."""
    return find_scorecard(plan.id, period.label) is not None or find_board(plan, period).returned > 0
