"""What the set of measures waits for: figures that are due, and stages of performance cycles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select

from ...core.prebuilt import run_kept
from ...rules.performance import Period
from ..awaited import awaited
from ..models import Cycle, CycleStage, Kpi
from .held import hold
from .keeps import list_kept

K = Kpi.__table__.c
AT_ONCE = 250
AHEAD = timedelta(days=7)
_COLLECTED = (
    select(K.id, K.code, K.name, K.data_owner_id, K.directorate_id, K.body_id)
    .where(K.retired_on.is_(None))
    .order_by(K.code)
)


@dataclass(frozen=True)
class AwaitedFigure:
    """A figure that is expected: of which measure and period, by when, and whose it is."""

    code: str
    name: str
    period: Period
    due_on: date
    data_owner_id: int | None
    directorate_id: int | None
    body_id: int | None


def list_awaited_figures(today: date) -> Iterator[list[AwaitedFigure]]:
    """Measures that are collected and whose next figure is expected by a week from today, batch by batch.
    What each waits for is worked out once for each change of the measures, not every morning."""
    every = hold().lasting("awaited", make=_every_awaited)
    soon = [one for one in every if one.due_on <= today + AHEAD]
    for begin in range(0, len(soon), AT_ONCE):
        yield soon[begin : begin + AT_ONCE]


def _every_awaited() -> Sequence[AwaitedFigure]:
    rows = run_kept(_COLLECTED).all()
    batches = (rows[begin : begin + AT_ONCE] for begin in range(0, len(rows), AT_ONCE))
    return [one for batch in batches for one in _expected(batch)]


def _expected(rows: Sequence[Row[Any]]) -> Iterator[AwaitedFigure]:
    kept = list_kept([row.id for row in rows])
    for row in rows:
        found = awaited(kept[row.id])
        if found is not None:
            yield AwaitedFigure(
                row.code, row.name, *found, row.data_owner_id, row.directorate_id, row.body_id
            )


_OPEN_STAGES = (
    select(
        Cycle.reference,
        Cycle.name.label("cycle"),
        CycleStage.position,
        CycleStage.name,
        CycleStage.who,
        CycleStage.due_on,
    )
    .join(Cycle, Cycle.id == CycleStage.cycle_id)
    .where(CycleStage.done_on.is_(None))
    .order_by(Cycle.id, CycleStage.position)
)


def list_open_stages() -> Sequence[Row[Any]]:
    """The stages of performance cycles that are not done, cycle by cycle in their order. One query."""
    return run_kept(_OPEN_STAGES).all()
