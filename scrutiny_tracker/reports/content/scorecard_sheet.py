"""A period's measures for those who count: a row each, numbers as numbers."""

from __future__ import annotations

from decimal import Decimal

from ...kpis.board import BoardRow
from ...kpis.queries import hold, list_names
from ...kpis.queries.names import Names
from ...rules.words import words_for
from .scorecard import chosen, groups, to_know
from .sheet import Sheet

SHEET = (
    ("Priority", 28),
    ("Code", 12),
    ("Measure", 50),
    ("Scrutiny body", 28),
    ("Cabinet portfolio", 24),
    ("Period", 12),
    ("Target", 10),
    ("Target, upper end", 10),
    ("Result", 10),
    ("Unit", 10),
    ("Against target", 18),
    ("Since last year", 16),
    ("Change", 10),
    ("Missed in a row", 10),
    ("To know", 40),
)


def scorecard_sheet(reference: str | None) -> Sheet:
    """Every measure as a row of numbers and words. Raises NotFound."""
    _plan, board = chosen(reference)
    names = list_names(hold())
    rows = [_cells(name, row, names) for name, grouped in groups(board, names) for row in grouped]
    return Sheet(f"Scorecard {board.period.label}".replace("/", "-"), SHEET, rows)


def _cells(priority: str, row: BoardRow, names: Names) -> tuple[object, ...]:
    figure = row.figure
    return (
        priority,
        row.kpi.code,
        figure.name,
        names.bodies.get(row.kpi.body_id, ("", ""))[1],
        names.portfolios.get(row.kpi.portfolio_id, ("", ""))[1],
        figure.period,
        *(_number(n) for n in (figure.target, figure.target_upper, figure.value)),
        figure.terms.unit,
        words_for(figure.status),
        words_for(figure.direction),
        _number(figure.change),
        row.missed.length,
        "; ".join(to_know(row)),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
