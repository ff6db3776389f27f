"""Measures at a glance: which rows of a board a reader asked for, in which order, and their counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from ..rules.performance import Tally, headline, tally_of
from .board import Board, BoardRow, Standing

PER_PAGE = 50
FEW = 10


class Show(StrEnum):
    """What a reader looks at."""

    MISSED = "missed"
    ALL = "all"
    BY_PRIORITY = "priority"
    BY_BODY = "body"
    BY_PORTFOLIO = "portfolio"
    WORSE = "worse"
    NO_FIGURE = "no-figure"
    ON_TARGET = "on-target"
    IMPROVED = "improved"
    CELEBRATE = "celebrate"


FITS: Mapping[Show, Callable[[BoardRow], bool]] = {
    Show.MISSED: lambda row: row.is_missed,
    Show.ALL: lambda row: True,
    Show.WORSE: lambda row: row.is_worse,
    Show.NO_FIGURE: lambda row: row.has_no_figure,
    Show.ON_TARGET: lambda row: row.is_on_target,
    Show.IMPROVED: lambda row: row.is_improved,
    Show.CELEBRATE: lambda row: row.is_on_target and row.is_improved,
}
GROUPED: Mapping[Show, Callable[[BoardRow], int | None]] = {
    Show.BY_PRIORITY: lambda row: row.kpi.priority_id,
    Show.BY_BODY: lambda row: row.kpi.body_id,
    Show.BY_PORTFOLIO: lambda row: row.kpi.portfolio_id,
}
COUNTED = (Show.MISSED, Show.WORSE, Show.NO_FIGURE, Show.ON_TARGET, Show.IMPROVED)


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; codes and names, never row ids."""

    plan: str = ""
    period: str = ""
    show: Show = Show.MISSED
    body: str = ""
    portfolio: str = ""
    priority: str = ""
    mine: bool = False
    mine_first: bool = False
    page: int = 1

    def address(self, **other: Any) -> str:  # noqa: ANN401 - the fields above
        """The query of this choice with something changed; `mine_first` is what a bare address shows."""
        chosen = replace(self, **{"page": 1, **other})
        given = {
            "plan": chosen.plan,
            "period": chosen.period,
            "show": "" if chosen.show == Show.MISSED else str(chosen.show),
            "body": chosen.body,
            "portfolio": chosen.portfolio,
            "priority": chosen.priority,
            "mine": "" if chosen.mine == chosen.mine_first else "yes" if chosen.mine else "no",
            "page": str(chosen.page) if chosen.page > 1 else "",
        }
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class Group:
    """The measures of a priority, body or portfolio, counted."""

    name: str
    code: str
    counts: Mapping[Show, int]
    tally: Tally
    number: int


@dataclass(frozen=True)
class Glance:
    """One view of a board."""

    board: Board
    rows: Sequence[BoardRow]
    number: int
    counts: Mapping[Show, int]
    tally: Tally
    is_part: bool
    groups: Sequence[Group]
    celebrated: Sequence[BoardRow]
    pages: int

    @property
    def headline(self) -> str:
        """The tally in words: that of the whole period as it counts, or of the part that was asked for."""
        return headline(self.tally)

    @property
    def counts_differ(self) -> bool:
        """Whether the rows are not those that the published tally counted."""
        return self.board.standing is Standing.PUBLISHED and bool(self.board.rows)


def look(
    board: Board,
    chosen: Chosen,
    within: Callable[[BoardRow], bool] | None,
    busy: Collection[int],
    names: Mapping[int | None, tuple[str, str]],
) -> Glance:
    """The view that was asked for. `within` keeps a part of the board, `busy` are the measures that scrutiny
    works on: those it does not come first among the missed. `names` are code and name by a group's id."""
    part = board.rows if within is None else [row for row in board.rows if within(row)]
    counts = {show: sum(map(FITS[show], part)) for show in COUNTED}
    tally = board.tally if within is None else _tally(part)
    rows: Sequence[BoardRow] = []
    if chosen.show in FITS:
        rows = [row for row in part if FITS[chosen.show](row)]
        if chosen.show is Show.MISSED:
            rows = sorted(rows, key=lambda row: _urgency(row, busy))
    first = (chosen.page - 1) * PER_PAGE
    celebrated = [row for row in part if FITS[Show.CELEBRATE](row)]
    return Glance(
        board,
        rows[first : first + PER_PAGE],
        len(rows),
        counts,
        tally,
        within is not None,
        _groups(part, GROUPED[chosen.show], names) if chosen.show in GROUPED else (),
        celebrated[:FEW],
        max(1, -(-len(rows) // PER_PAGE)),
    )


def _urgency(row: BoardRow, busy: Collection[int]) -> tuple[bool, int, str]:
    """Nothing done yet comes first, then what was missed most often in a row."""
    return row.kpi.kpi_id in busy, -row.missed.length, row.kpi.code


def _tally(rows: Iterable[BoardRow]) -> Tally:
    return tally_of((row.figure.direction, row.figure.status) for row in rows)


def _groups(
    rows: Iterable[BoardRow],
    key: Callable[[BoardRow], int | None],
    names: Mapping[int | None, tuple[str, str]],
) -> list[Group]:
    """In the order of `names`; measures of none come last."""
    found: dict[int | None, list[BoardRow]] = {}
    for row in rows:
        group = key(row)
        found.setdefault(group if group in names else None, []).append(row)
    order = [*(one for one in names if one is not None), None]
    return [
        Group(
            names.get(one, ("", "None named"))[1],
            names.get(one, ("", ""))[0],
            {show: sum(map(FITS[show], found[one])) for show in COUNTED},
            _tally(found[one]),
            len(found[one]),
        )
        for one in order
        if one in found
    ]
