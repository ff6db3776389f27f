"""A measure's chart: one small data model, laid out as plain shapes, which a page draws as SVG and a printed
paper can draw otherwise. Knows neither the web nor the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from itertools import pairwise

from ..core.content import Cell, Column, Graph, Table, cell
from ..core.shapes import (
    COMPARED,
    FONT_SIZE,
    GRID,
    INK,
    RESULT,
    TARGET,
    Area,
    Dot,
    Label,
    Line,
    Shape,
    svg_elements,
)
from ..rules.performance import KpiTerms, ReadingStatus
from ..rules.words import words_for
from .figures import Figure
from .series import Series

WIDTH, HEIGHT = 320, 200
TOP, BOTTOM, RIGHT = 20, 28, 14
LETTER = 7.4
MOST_LABELS = 4
MOST_ROWS = 8
SPARK_WIDTH, SPARK_HEIGHT = 96, 28


@dataclass(frozen=True)
class Mark:
    """One period on the chart: a missing figure leaves a gap, a provisional one a hollow dot, and the line
    does not run across a change of definition. `comparator` is the figure of those it is compared with."""

    label: str
    value: Decimal | None
    target: Decimal | None = None
    target_upper: Decimal | None = None
    is_provisional: bool = False
    is_redefined: bool = False
    comparator: Decimal | None = None


@dataclass(frozen=True)
class Chart:
    """What is drawn: a title, the figures oldest first, and how figures are written."""

    title: str
    terms: KpiTerms
    marks: tuple[Mark, ...]


def chart_of(whole: Series) -> Chart:
    """A measure's series as it is drawn, in pages and papers."""
    marks = tuple(
        Mark(
            figure.period or "",
            figure.value,
            figure.target,
            figure.target_upper,
            figure.reading_status is ReadingStatus.PROVISIONAL,
            figure.is_redefined,
            figure.comparator,
        )
        for figure in whole.figures
    )
    return Chart(f"{whole.name}: results and targets", whole.terms, marks)


def graph_of(whole: Series, most: int = MOST_ROWS) -> Graph | None:
    """A measure's chart for a paper with the table of its figures: the newest `most` periods, oldest first.
    None where fewer than two have a figure: the table of results says that already."""
    shown = replace(whole, figures=whole.figures[-most:])
    if sum(figure.value is not None for figure in shown.figures) < 2:
        return None
    chart = chart_of(shown)
    made_up = [figure.is_illustrative for figure in shown.figures if figure.value is not None]
    is_compared = any(figure.comparator is not None for figure in shown.figures)
    rows = tuple(
        (
            cell(figure.period),
            cell(figure.shown or "No figure", *_marks_of(figure, says_made_up=not all(made_up))),
            cell(figure.target_shown or "None"),
            *([_compared_with(figure, whole.terms)] if is_compared else []),
            cell(words_for(figure.status)),
        )
        for figure in shown.figures
    )
    compared = (Column("Compared with"),) if is_compared else ()
    columns = (
        Column("Period"),
        Column("Result", 1.2),
        Column("Target"),
        *compared,
        Column("Against target", 1.3),
    )
    graph = graph_with(chart, Table(chart.title, columns, rows, has_row_names=True), whole.name)
    if not all(made_up):
        return graph
    return replace(graph, alternative=f"{graph.alternative} The figures are illustrative.")


def _compared_with(figure: Figure, terms: KpiTerms) -> Cell:
    return cell("None" if figure.comparator is None else terms.shown(figure.comparator))


def graph_with(chart: Chart, table: Table, title: str = "") -> Graph:
    """A chart for a paper, with a table of its figures."""
    return Graph(title or chart.title, described(chart), WIDTH, HEIGHT, laid_out(chart), table)


def _marks_of(figure: Figure, *, says_made_up: bool) -> Iterator[str]:
    """What has to be known of a figure, in words."""
    if figure.reading_status is ReadingStatus.PROVISIONAL:
        yield "Provisional"
    if figure.is_illustrative and figure.value is not None and says_made_up:
        yield "Illustrative"
    if figure.is_redefined:
        yield "New definition"


def described(chart: Chart) -> str:
    """The chart in words, for those who do not see it; the table beside it has every figure."""
    known = [mark for mark in chart.marks if mark.value is not None]
    if not known:
        return "There are no figures to draw."
    show = chart.terms.shown
    last = known[-1]
    sentences = [f"Line chart of {_periods(known)}."] if len(known) > 1 else []
    against = "" if last.target is None else f", target {_target_words(chart.terms, last)}"
    sentences.append(f"Latest: {show(_value(last))} in {last.label}{against}.")
    if len(known) > 1:
        low, high = min(known, key=_value), max(known, key=_value)
        sentences.append(
            f"Lowest {show(_value(low))} in {low.label}, highest {show(_value(high))} in {high.label}."
        )
    compared = [mark for mark in known if mark.comparator is not None]
    if compared:
        at = compared[-1]
        sentences.append(f"Those it is compared with: {show(at.comparator or Decimal(0))} in {at.label}.")
    missing = [mark.label for mark in chart.marks if mark.value is None]
    if missing:
        sentences.append(f"No figure for {', '.join(missing)}.")
    changed = [mark.label for mark in chart.marks if mark.is_redefined]
    if changed:
        sentences.append(f"The definition changed in {', '.join(changed)}: the line is broken there.")
    return " ".join(sentences)


def _periods(known: Sequence[Mark]) -> str:
    return f"{len(known)} figures from {known[0].label} to {known[-1].label}"


def _target_words(terms: KpiTerms, mark: Mark) -> str:
    assert mark.target is not None
    if mark.target_upper is None:
        return terms.shown(mark.target)
    return f"{terms.shown(mark.target)} to {terms.shown(mark.target_upper)}"


def _value(mark: Mark) -> Decimal:
    return Decimal(0) if mark.value is None else mark.value


def ticks(figures: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Three to six round figures, evenly apart, that hold all the given ones between them."""
    every = list(figures)
    low, high = min(every), max(every)
    if low == high:
        low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
    step = _round_step((high - low) / 4)
    first, last = (
        (low / step).to_integral_value("ROUND_FLOOR"),
        (high / step).to_integral_value("ROUND_CEILING"),
    )
    return tuple(step * number for number in range(int(first), int(last) + 1))


def _round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2 or 5 times a power of ten that is not less."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * times for times in (1, 2, 5, 10) if power * times >= least)


def laid_out(chart: Chart) -> tuple[Shape, ...]:
    """The chart as shapes on a page of WIDTH × HEIGHT, y downwards; empty where there is no figure at all."""
    figures = [
        number
        for mark in chart.marks
        for number in (mark.value, mark.target, mark.target_upper, mark.comparator)
        if number is not None
    ]
    if not any(mark.value is not None for mark in chart.marks):
        return ()
    return tuple(_Layout(chart, ticks(figures)).shapes())


class _Layout:
    """Where everything goes."""

    def __init__(self, chart: Chart, levels: Sequence[Decimal]) -> None:
        self.chart, self.levels = chart, levels
        decimals = max(0, *(-int(level.normalize().as_tuple().exponent) for level in levels))
        terms = chart.terms
        self.level_words = [KpiTerms(terms.polarity, decimals, terms.unit).shown(level) for level in levels]
        if terms.unit not in ("%", "£"):
            self.level_words = [words.removesuffix(terms.unit).strip() for words in self.level_words]
        self.left = max(map(len, self.level_words)) * LETTER + 8
        self.slot = (WIDTH - self.left - RIGHT) / len(chart.marks)

    def x(self, index: int) -> float:
        return self.left + self.slot * (index + 0.5)

    def y(self, number: Decimal) -> float:
        low, high = self.levels[0], self.levels[-1]
        return TOP + float((high - number) / (high - low)) * (HEIGHT - TOP - BOTTOM)

    def shapes(self) -> Iterable[Shape]:
        yield from self.grid()
        yield from self.targets()
        yield from self.breaks()
        yield from self.comparators()
        yield from self.results()
        yield from self.periods()

    def grid(self) -> Iterable[Shape]:
        for level, words in zip(self.levels, self.level_words, strict=True):
            y = self.y(level)
            yield Line(((self.left, y), (WIDTH - RIGHT, y)), GRID, width=1)
            yield Label(self.left - 5, y + 4, words, "end")

    def targets(self) -> Iterable[Shape]:
        for index, mark in enumerate(self.chart.marks):
            if mark.target is None:
                continue
            left, right = self.x(index) - self.slot / 2, self.x(index) + self.slot / 2
            if mark.target_upper is not None:
                top, bottom = self.y(mark.target_upper), self.y(mark.target)
                yield Area(left, top, right - left, bottom - top)
                yield Line(((left, top), (right, top)), TARGET, is_dashed=True)
            y = self.y(mark.target)
            yield Line(((left, y), (right, y)), TARGET, is_dashed=True)

    def breaks(self) -> Iterable[Shape]:
        """A line between two periods where another definition begins."""
        for index, mark in enumerate(self.chart.marks):
            if mark.is_redefined and index:
                x = self.x(index) - self.slot / 2
                yield Line(((x, TOP), (x, HEIGHT - BOTTOM)), INK, is_dashed=True, width=1)

    def comparators(self) -> Iterable[Shape]:
        """The figures of those it is compared with: dotted between neighbouring periods, a short stroke where
        one stands alone."""
        at = {i: self.y(m.comparator) for i, m in enumerate(self.chart.marks) if m.comparator is not None}
        for i, y in at.items():
            if i + 1 in at:
                points = ((self.x(i), y), (self.x(i + 1), at[i + 1]))
                yield Line(points, COMPARED, width=2.5, is_dotted=True)
            elif i - 1 not in at:
                yield Line(((self.x(i) - 6, y), (self.x(i) + 6, y)), COMPARED, width=2.5, is_dotted=True)

    def results(self) -> Iterable[Shape]:
        known = [(i, mark) for i, mark in enumerate(self.chart.marks) if mark.value is not None]
        for (i, one), (j, other) in pairwise(known):
            if j == i + 1 and not other.is_redefined:
                yield Line(((self.x(i), self.y(_value(one))), (self.x(j), self.y(_value(other)))), RESULT)
        for i, mark in known:
            yield Dot(self.x(i), self.y(_value(mark)), mark.is_provisional)
        last, mark = known[-1]
        words = self.chart.terms.shown(_value(mark))
        half = len(words) * LETTER / 2
        x = min(max(self.x(last), self.left + half), WIDTH - half - 2)
        yield Label(x, self.y(_value(mark)) - 8, words, "middle", is_bold=True)

    def periods(self) -> Iterable[Shape]:
        marks = self.chart.marks
        longest = max(len(mark.label) for mark in marks) * LETTER
        room = max(1, min(MOST_LABELS, int((WIDTH - self.left) / (longest + 6))))
        every = -(-len(marks) // room)
        for index in range((len(marks) - 1) % every, len(marks), every):
            half = len(marks[index].label) * LETTER / 2
            x = min(max(self.x(index), half), WIDTH - half)
            yield Label(x, HEIGHT - 8, marks[index].label, "middle")


def spark(terms: KpiTerms, figures: Sequence[tuple[str, Decimal | None]]) -> str:
    """A line as small as a word, oldest first, with its figures as text alternative; empty for fewer than
    two. A missing figure leaves a gap."""
    known = [value for _, value in figures if value is not None]
    if len(known) < 2:
        return ""
    low, span = min(known), (max(known) - min(known)) or Decimal(1)
    step = (SPARK_WIDTH - 8) / (len(figures) - 1)
    runs: list[list[str]] = [[]]
    last = ""
    for place, (_, value) in enumerate(figures):
        if value is None:
            runs.append([])
            continue
        y = SPARK_HEIGHT - 4 - float((value - low) / span) * (SPARK_HEIGHT - 8)
        last = f"{4 + place * step:.1f},{y:.1f}"
        runs[-1].append(last)
    words = ", ".join(
        f"{label} {'no figure' if value is None else terms.shown(value)}" for label, value in figures
    )
    lines = "".join(f'<polyline points="{" ".join(run)}"/>' for run in runs if len(run) > 1)
    x, y_last = last.split(",")
    return (
        f'<svg class="house-spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" role="img" '
        f'aria-label="{escape(words)}" fill="none" stroke="{RESULT}" stroke-width="2">{lines}'
        f'<circle cx="{x}" cy="{y_last}" r="3" fill="{RESULT}"/></svg>'
    )


def svg(chart: Chart, name: str) -> str:
    """The chart as an SVG element, safe to put into a page; empty where there is no figure at all.

    `name` makes the ids of its title and description unique on the page. Presentation attributes only: the
    pages allow no inline style.
    """
    shapes = laid_out(chart)
    if not shapes:
        return ""
    name = escape(name)
    return (
        f'<svg class="house-chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="arial, sans-serif" font-size="{FONT_SIZE}">'
        f'<title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-desc">{escape(described(chart))}</desc>'
        f"{svg_elements(shapes)}</svg>"
    )
