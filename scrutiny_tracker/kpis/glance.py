"""Measures at a glance: which rows of a board a reader asked for, in which order, and their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from ..rules.performance import Tally, headline, tally_of, worked_out
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
    FORECAST_MISS = "forecast-miss"


FITS: Mapping[Show, Callable[[BoardRow], bool]] = {
    Show.MISSED: lambda row: row.is_missed,
    Show.ALL: lambda row: True,
    Show.WORSE: lambda row: row.is_worse,
    Show.NO_FIGURE: lambda row: row.has_no_figure,
    Show.ON_TARGET: lambda row: row.is_on_target,
    Show.IMPROVED: lambda row: row.is_improved,
    Show.FORECAST_MISS: lambda row: row.is_forecast_miss,
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
class Part:
    """Some of a board's measures, sorted once into what a reader can ask for; missed ones by how often in a
    row, then by code. `forecasts` counts those whose running year can be forecast, `running_year` names the
    year of most of them."""

    rows: Mapping[Show, Sequence[BoardRow]]
    tally: Tally
    is_all: bool
    forecasts: int = 0
    running_year: str = ""

    @property
    def counts(self) -> Mapping[Show, int]:
        return {show: len(self.rows[show]) for show in COUNTED}


def part_of(board: Board, within: Callable[[BoardRow], bool] | None) -> Part:
    """The measures that `within` keeps, or all of them under the tally that counts for the period."""
    part = board.rows if within is None else tuple(filter(within, board.rows))
    rows = {show: tuple(filter(fits, part)) for show, fits in FITS.items()}
    rows[Show.MISSED] = tuple(sorted(rows[Show.MISSED], key=lambda row: (-row.missed.length, row.kpi.code)))
    ends = [row.year_end for row in part if row.year_end is not None]
    years = Counter(one.year.label for one in ends if one.status is not None)
    running = years.most_common(1)[0][0] if years else ""
    tally = board.tally if within is None else _tally(part)
    return Part(rows, tally, within is None, years.total(), running)


@dataclass(frozen=True)
class Glance:
    """One view of a board."""

    board: Board
    part: Part
    rows: Sequence[BoardRow]
    number: int
    groups: Sequence[Group]

    @property
    def headline(self) -> str:
        """The tally in words: that of the whole period as it counts, or of the part that was asked for."""
        return headline(self.part.tally)

    @property
    def worked_out(self) -> str:
        """How its percentage was reached."""
        return worked_out(self.part.tally)

    @property
    def celebrated(self) -> Sequence[BoardRow]:
        """The first of those that met their target and improved."""
        return self.part.rows[Show.CELEBRATE][:FEW]

    @property
    def pages(self) -> int:
        return max(1, -(-self.number // PER_PAGE))

    @property
    def counts_differ(self) -> bool:
        """Whether the rows are not those that the published tally counted."""
        return self.board.standing is Standing.PUBLISHED and bool(self.board.rows)


def look(
    board: Board,
    part: Part,
    chosen: Chosen,
    busy: Collection[int],
    groups: Sequence[Group] = (),
    size: int | None = PER_PAGE,
) -> Glance:
    """The view that was asked for, its page of `size` rows or all. `busy` are the measures that scrutiny
    works on: those it does not come first among the missed."""
    rows = part.rows.get(chosen.show, ())
    if chosen.show is Show.MISSED:
        rows = [
            *(row for row in rows if row.kpi.kpi_id not in busy),
            *(row for row in rows if row.kpi.kpi_id in busy),
        ]
    first = (chosen.page - 1) * (size or 0)
    return Glance(board, part, rows[first : first + size] if size else rows, len(rows), groups)


def _tally(rows: Iterable[BoardRow]) -> Tally:
    return tally_of((row.figure.direction, row.figure.status) for row in rows)


def groups_of(
    rows: Iterable[BoardRow],
    show: Show,
    names: Mapping[int | None, tuple[str, str]],
) -> list[Group]:
    """In the order of `names`; measures of none come last."""
    key = GROUPED[show]
    found: dict[int | None, list[BoardRow]] = {}
    for row in rows:
        group = key(row)
        found.setdefault(group if group in names else None, []).append(row)
    order = [*(one for one in names if one is not None), None]
    return [
        Group(
            names.get(one, ("", "None named"))[1],
            names.get(one, ("", ""))[0],
            {each: sum(map(FITS[each], found[one])) for each in COUNTED},
            _tally(found[one]),
            len(found[one]),
        )
        for one in order
        if one in found
    ]
