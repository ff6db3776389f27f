"""A period's scorecard: the headline with its sum, the years beside it, every measure by priority, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ...core.content import (
    Block,
    Cell,
    Column,
    Content,
    Graph,
    Heading,
    Pairs,
    Paragraph,
    Run,
    Table,
    cell,
    words,
)
from ...core.errors import NotFound
from ...core.filters import day_date, plural
from ...kpis.board import Board, BoardRow, Standing
from ...kpis.charts import Chart, Mark, graph_of, graph_with
from ...kpis.figures import Figure
from ...kpis.glance import GROUPED, Show, part_of
from ...kpis.models import Plan
from ...kpis.queries import (
    Earlier,
    find_board,
    find_current_plan,
    find_default_period,
    find_plan,
    has_record,
    hold,
    list_earlier,
    list_names,
    series,
)
from ...kpis.queries.names import Names
from ...kpis.series import Series
from ...kpis.views.words import period_words
from ...rules.performance import (
    Direction,
    KpiTerms,
    NotAPeriodError,
    Period,
    Polarity,
    ReadingStatus,
    Tally,
    TargetStatus,
    headline,
    parse_period,
    worked_out,
)
from ...rules.words import words_for

MOST_CHARTS = 40
SHAPES = {TargetStatus.MET: "✓", TargetStatus.WITHIN_TOLERANCE: "≈", TargetStatus.MISSED: "▲"}
UNKNOWN = "Not known"
COLUMNS = (
    Column("Measure", 2.7),
    Column("Target", 0.8),
    Column("Result", 1.1),
    Column("Against target", 1.1),
    Column("Since last year", 1.1),
    Column("To know", 1.5),
)
PARTS = (
    ("Improved", "improved"),
    ("Stayed the same", "same"),
    ("Got worse", "worse"),
    ("Could not be judged", "cannot_say"),
    ("Had nothing to compare", "not_available"),
    ("All", "total"),
)
AGAINST = (
    ("On target", "met"),
    ("Within tolerance", "within_tolerance"),
    ("Missed target", "missed"),
    ("No target", "no_target"),
    ("No figure", "no_data"),
)


def chosen(reference: str | None) -> tuple[Plan | None, Board]:
    """The plan and the board of PERIOD, or of PLAN:PERIOD; the newest period without one. Raises NotFound."""
    name, _, label = (reference or "").rpartition(":")
    plan = find_plan(name) if name else find_current_plan()
    if name and plan is None:
        raise NotFound(f"There is no plan called {name}.")
    plan_id = None if plan is None else plan.id
    period = _period(label) if label else find_default_period(plan_id)
    if period is None:
        raise NotFound("No measure has a figure yet.")
    board = find_board(plan_id, period)
    if not board.returned and (plan is None or not has_record(plan.id, period)):
        raise NotFound(f"There is neither a record nor a figure for {period.label}.")
    return plan, board


def _period(label: str) -> Period:
    try:
        return parse_period(label)
    except NotAPeriodError as problem:
        raise NotFound(str(problem)) from problem


def scorecard_content(reference: str | None, council: str, today: date) -> Content:
    """The scorecard as a paper. Raises NotFound."""
    plan, board = chosen(reference)
    names = list_names(hold())
    blocks: list[Block] = [
        _front(plan, board, today),
        Paragraph((Run(headline(board.tally), is_bold=True),)),
    ]
    if board.note and board.tally != board.counted:
        blocks.append(Paragraph(words(board.note), is_note=True))
    blocks += [
        Heading("How this is worked out"),
        Paragraph(words(worked_out(board.tally) or "The record gives no counts of direction.")),
        Paragraph(
            words(
                "A result counts as the same when it has not changed as shown. Whether a target is met is "
                "counted apart: a measure can improve and still miss."
            )
        ),
        _counts("Since the year before", PARTS, board.tally),
        _counts("Against target", AGAINST, board.tally),
    ]
    if board.source:
        when = f", {day_date(board.published_on)}" if board.published_on else ""
        blocks.append(Paragraph(words(f"Source: {board.source}{when}."), is_note=True))
    blocks += _years(list_earlier(None if plan is None else plan.id), board)
    blocks += _by_priority(board, names) if board.returned else _no_rows(board)
    blocks += _charts(board)
    return Content(
        "scorecard",
        f"Performance scorecard, {period_words(board.period)}",
        caption=council,
        footer=council,
        blocks=tuple(blocks),
    )


def _front(plan: Plan | None, board: Board, today: date) -> Pairs:
    rows: list[tuple[str, Cell]] = []
    if plan is not None:
        rows.append(("Plan", cell(f"{plan.name}, {plan.years}")))
    rows += [
        ("Period", cell(f"{board.period.label}: {period_words(board.period)}")),
        ("How firm", cell(standing_words(board, today))),
    ]
    return Pairs(tuple(rows))


def standing_words(board: Board, today: date) -> str:
    """Whether the figures are published, frozen or provisional, in a sentence."""
    if board.standing is Standing.PUBLISHED:
        return "Published" + (f" {day_date(board.published_on)}." if board.published_on else ".")
    if board.standing is Standing.FROZEN:
        when = f"Published {day_date(board.published_on)}. " if board.published_on else ""
        return f"{when}The judgements are kept as they were made; what was revised since stands beside them."
    return f"Provisional: as the figures stand on {day_date(today)}; the year has not been frozen."


def _counts(caption: str, parts: Sequence[tuple[str, str]], tally: Tally) -> Table:
    rows = tuple((cell(name), cell(_count(getattr(tally, of)))) for name, of in parts)
    return Table(caption, (Column(caption, 3), Column("Measures")), rows, has_row_names=True)


def _count(number: int | None) -> str:
    return UNKNOWN if number is None else f"{number:,}"


def _years(earlier: Sequence[Earlier], board: Board) -> list[Block]:
    """Every year of the record, oldest first, this one among them."""
    every = {one.period: one.tally for one in earlier}
    every[board.period.label] = board.tally
    known = sorted((parse_period(label), tally) for label, tally in every.items())
    if len(known) < 2:
        return []
    columns = (
        Column("Year"),
        Column("Improved or the same", 1.2),
        Column("Of those compared", 1.2),
        Column("Per cent"),
        Column("Missed target"),
    )
    rows = tuple(
        (
            cell(period.label),
            *(cell(_count(n)) for n in (tally.improved_or_same, tally.directional)),
            cell(UNKNOWN if tally.percent is None else f"{tally.percent}%"),
            cell(_count(tally.missed)),
        )
        for period, tally in known
    )
    title = "Improved or stayed the same, per cent of the measures that can be compared"
    table = Table("Year by year", columns, rows, has_row_names=True)
    marks = tuple(Mark(period.label, _decimal(tally.percent)) for period, tally in known)
    chart = Chart(title, KpiTerms(Polarity.HIGHER, 0, "%"), marks)
    drawn: Block = graph_with(chart, table) if sum(m.value is not None for m in marks) > 1 else table
    return [Heading("Year by year"), drawn]


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _no_rows(board: Board) -> list[Block]:
    if board.standing is not Standing.PUBLISHED:
        return []
    said = "The record of this year gives counts alone; there are no figures of single measures."
    return [Paragraph(words(said))]


def _by_priority(board: Board, names: Names) -> Iterator[Block]:
    yield Heading("Measures by priority")
    if board.is_illustrative:
        said = "Figures marked illustrative are made up: the published record does not give them."
        yield Paragraph(words(said), is_note=True)
    for name, rows in groups(board, names):
        yield Heading(f"{name}: {plural(len(rows), 'measure')}", 3)
        yield Table(f"{name}: measures", COLUMNS, tuple(_row(row, names) for row in rows), True)


def groups(board: Board, names: Names) -> Iterator[tuple[str, list[BoardRow]]]:
    """The measures by priority in the plan's order, those of none last."""
    key = GROUPED[Show.BY_PRIORITY]
    for priority, (_, name) in [*names.priorities.items(), (None, ("", "No priority named"))]:
        held = names.priorities
        rows = [row for row in board.rows if (key(row) if key(row) in held else None) == priority]
        if rows:
            yield name, rows


def _row(row: BoardRow, names: Names) -> tuple[Cell, ...]:
    figure = row.figure
    body = names.bodies.get(row.kpi.body_id, ("", ""))[1]
    return (
        cell(figure.name, ", ".join(filter(None, (row.kpi.code, body)))),
        cell(figure.target_shown or "None"),
        cell(figure.shown or "No figure"),
        cell(_shaped(figure.status)),
        cell(f"{words_for(figure.direction)} {figure.arrow}".strip()),
        tuple(words(each) for each in to_know(row)),
    )


def _shaped(status: TargetStatus) -> str:
    return f"{SHAPES.get(status, '')} {words_for(status)}".strip()


def to_know(row: BoardRow) -> Iterator[str]:
    """What a reader has to know of a measure's figure."""
    figure = row.figure
    if figure.value is None:
        yield figure.reason
    yield from _marks(figure)
    if row.missed.length > 1:
        yield f"Missed {row.missed.length} times in a row"
    if figure.direction is Direction.CANNOT_SAY:
        yield figure.direction_reason
    elif row.worsening.length > 1:
        yield f"Worse {row.worsening.length} times running"
    if row.now is not None:
        yield f"Now {row.now.shown or 'no figure'}"


def _marks(figure: Figure) -> Iterator[str]:
    if figure.reading_status is ReadingStatus.PROVISIONAL:
        yield "Provisional"
    elif figure.reading_status is ReadingStatus.REVISED:
        yield "Revised"
    if figure.is_illustrative and figure.value is not None:
        yield "Illustrative"


def _charts(board: Board) -> list[Block]:
    """A chart of each measure that missed its target, those that missed longest first."""
    missed = part_of(board, None).rows[Show.MISSED]
    shown = missed[:MOST_CHARTS]
    every = series([row.kpi.kpi_id for row in shown]) if shown else {}
    drawn = [graph_of(_up_to(every[row.kpi.kpi_id], board.period)) for row in shown]
    graphs: list[Graph] = [graph for graph in drawn if graph is not None]
    if not graphs:
        return []
    said = "A solid line with dots is the results, a dashed line the target; a hollow dot is provisional."
    if len(missed) > len(shown):
        said += f" Of {len(missed)} measures that missed target, the first {len(shown)} are drawn."
    if board.standing is not Standing.PROVISIONAL:
        said += " The charts show the figures as they stand today."
    return [Heading("Measures that missed target"), Paragraph(words(said)), *graphs]


def _up_to(whole: Series, last: Period) -> Series:
    """The periods that ended no later than the scorecard's."""
    held = tuple(
        figure
        for figure in whole.figures
        if figure.period is not None and parse_period(figure.period).ends_on <= last.ends_on
    )
    return replace(whole, figures=held)
