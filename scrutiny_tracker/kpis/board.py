"""The measures of a period side by side: each with its judgement, what repeats, and their tally."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from ..rules.performance import (
    Direction,
    KpiTerms,
    Period,
    Rag,
    Run,
    Tally,
    TargetStatus,
    headline,
    missed_in_a_row,
    tally_of,
    worsening_run,
)
from ..rules.performance.target_status import NO_DATA
from .charts import spark
from .figures import Figure, Kept, figure_in, figures_to, statuses_to
from .models import ScorecardLine
from .year_ends import YearEnd, year_end

TREND = 6


class Standing(StrEnum):
    """How firm a period's scorecard is."""

    PUBLISHED = "published"
    FROZEN = "frozen"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Listed:
    """A measure of a plan, and whose it is."""

    kpi_id: int
    code: str
    name: str
    body_id: int | None
    portfolio_id: int | None
    priority_id: int | None
    retired_on: date | None


@dataclass(frozen=True)
class BoardRow:
    """A measure in a period. `figure` is as judged or, where the period is frozen, as it was judged then;
    `now` the figure of today where that has changed since. `trend` is a small chart as SVG. `year_end` is
    where the running year will end, whatever the board's period; None where no part of it is reported."""

    kpi: Listed
    figure: Figure
    now: Figure | None
    missed: Run
    worsening: Run
    trend: str
    year_end: YearEnd | None = None

    @property
    def is_missed(self) -> bool:
        return self.figure.status is TargetStatus.MISSED

    @property
    def has_no_figure(self) -> bool:
        return self.figure.status in NO_DATA

    @property
    def is_on_target(self) -> bool:
        return self.figure.status is TargetStatus.MET

    @property
    def is_worse(self) -> bool:
        return self.figure.direction is Direction.WORSE

    @property
    def is_forecast_miss(self) -> bool:
        return self.year_end is not None and self.year_end.is_missed

    @property
    def is_improved(self) -> bool:
        return self.figure.direction is Direction.IMPROVED


@dataclass(frozen=True)
class Board:
    """All measures of a plan in a period, by code, with the tally that counts for it.

    `counted` is the tally of the rows themselves: another than `tally` where that was published elsewhere.
    """

    period: Period
    rows: tuple[BoardRow, ...]
    tally: Tally
    counted: Tally
    standing: Standing
    published_on: date | None = None
    source: str | None = None
    note: str | None = None

    @property
    def headline(self) -> str:
        return headline(self.tally)

    @cached_property
    def body_ids(self) -> frozenset[int]:
        """Whose remit its measures are."""
        return frozenset(row.kpi.body_id for row in self.rows if row.kpi.body_id is not None)

    @cached_property
    def returned(self) -> int:
        """How many measures have a figure."""
        return sum(row.figure.value is not None for row in self.rows)

    @cached_property
    def is_illustrative(self) -> bool:
        return any(row.figure.is_illustrative for row in self.rows)


def make_board(
    listed: Sequence[Listed],
    kept: Mapping[int, Kept],
    period: Period,
    today: date,
    frozen: Mapping[int, ScorecardLine] | None = None,
) -> Board:
    """The board of a period, judged as on `today`; `frozen` are its frozen judgements by measure."""
    rows = []
    for one in listed:
        if frozen is not None:
            if one.kpi_id in frozen:
                rows.append(_frozen_row(one, kept[one.kpi_id], period, today, frozen[one.kpi_id]))
        elif one.retired_on is None or one.retired_on > period.starts_on:
            rows.append(_row(one, kept[one.kpi_id], figure_in(kept[one.kpi_id], period, today), today))
    tally = tally_of((row.figure.direction, row.figure.status) for row in rows)
    standing = Standing.PROVISIONAL if frozen is None else Standing.FROZEN
    return Board(period, tuple(rows), tally, tally, standing)


def as_published(
    board: Board, tally: Tally, published_on: date | None, source: str | None, note: str | None
) -> Board:
    """A board under the tally that was published for its period."""
    return replace(
        board,
        tally=tally,
        standing=Standing.PUBLISHED,
        published_on=published_on,
        source=source,
        note=note,
    )


def _row(one: Listed, kept: Kept, figure: Figure, today: date, now: Figure | None = None) -> BoardRow:
    figures = figures_to(kept, figure.period)
    missed = missed_in_a_row(statuses_to(kept, figure.period, today))
    band = kept.targets.get(figures[-1].period) if figures else None
    worse = worsening_run(kept.terms, figures[-TREND:], band)
    trend = spark(kept.terms, [(each.period.label, each.value) for each in figures[-TREND:]])
    return BoardRow(one, figure, now, missed, worse, trend, year_end(kept, today))


def _frozen_row(one: Listed, kept: Kept, period: Period, today: date, line: ScorecardLine) -> BoardRow:
    live = figure_in(kept, period, today)
    then = frozen_figure(line, one.code, live)
    changed = (live.value, live.status, live.direction) != (then.value, then.status, then.direction)
    return _row(replace(one, name=line.name), kept, then, today, live if changed else None)


def frozen_figure(line: ScorecardLine, code: str, live: Figure) -> Figure:
    """A measure's figure as it was frozen; what a frozen line does not hold is as it is now."""
    terms = KpiTerms(live.terms.polarity, line.decimals, line.unit)
    return replace(
        live,
        name=line.name,
        code=code,
        value=line.value,
        target=line.target,
        target_upper=line.target_upper,
        status=line.status,
        reason=line.reason,
        direction=line.direction,
        direction_reason=line.direction_reason,
        change=line.change,
        reading_status=line.reading_status,
        comment=line.comment,
        is_illustrative=line.is_illustrative,
        terms=terms,
        colour=line.colour or Rag.NONE,
    )
