"""Figures that are late and stages of performance cycles: told to whom keeps the data and to performance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ...core.due import Due, Looked, Part, Whose
from ...core.filters import day_date
from ...kpis.queries.late import AwaitedFigure, list_awaited_figures, list_open_stages
from ...rules.reminders import LADDERS, Kind

PERFORMANCE = {"": (Part.PERFORMANCE,)}
BOTH = {"": (Part.OWNER, Part.PERFORMANCE)}


def look_at_figures(today: date) -> Iterator[list[Looked]]:
    """Every measure whose figure is expected about now or has been."""
    for batch in list_awaited_figures(today):
        yield [Looked("measure", one.code, (_of_figure(one),)) for one in batch]


def _of_figure(one: AwaitedFigure) -> Due:
    return Due(
        Kind.FIGURE.value,
        LADDERS[Kind.FIGURE],
        one.due_on,
        Whose(body_id=one.body_id, owner_id=one.data_owner_id, directorate_id=one.directorate_id),
        f"The figure of “{one.name}” for {one.period.label} is expected by {day_date(one.due_on)}",
        f"/kpis/{one.code}",
        BOTH if one.data_owner_id is not None else PERFORMANCE,
    )


def look_at_cycles(_today: date) -> Iterator[list[Looked]]:
    """Every performance cycle with a stage that is not done."""
    rows = list_open_stages()
    yield [
        Looked(
            "cycle",
            reference,
            tuple(
                Due(
                    Kind.CYCLE_STAGE.value,
                    LADDERS[Kind.CYCLE_STAGE],
                    row.due_on,
                    Whose(),
                    f"{row.cycle}: “{row.name}” ({row.who}) is to be done by {day_date(row.due_on)}",
                    "/kpis/cycles",
                    PERFORMANCE,
                    row.position,
                )
                for row in stages
            ),
        )
        for reference, stages in groupby(rows, lambda row: str(row.reference))
    ]
