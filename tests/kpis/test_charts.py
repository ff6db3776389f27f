"""The chart says in words and shapes what the table says in figures."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.core.shapes import Area, Dot, Label, Line
from scrutiny_tracker.kpis.charts import (
    HEIGHT,
    WIDTH,
    Chart,
    Mark,
    described,
    laid_out,
    svg,
    ticks,
)
from scrutiny_tracker.rules.performance import KpiTerms, Polarity

PERCENT = KpiTerms(Polarity.LOWER, 1, "%")
SVG = "{http://www.w3.org/2000/svg}"


def _chart(*values: str | None, target: str | None = None, terms: KpiTerms = PERCENT) -> Chart:
    marks = tuple(
        Mark(
            f"{2018 + i}-{19 + i}",
            None if value is None else Decimal(value),
            None if target is None else Decimal(target),
        )
        for i, value in enumerate(values)
    )
    return Chart("Empty homes: results and targets", terms, marks)


def test_it_is_described_in_words() -> None:
    assert described(_chart("5.4", None, "6.1", "5.8", target="5")) == (
        "Line chart of 3 figures from 2018-19 to 2021-22. Latest: 5.8% in 2021-22, target 5.0%. "
        "Lowest 5.4% in 2018-19, highest 6.1% in 2020-21. No figure for 2019-20."
    )
    assert described(_chart("5")) == "Latest: 5.0% in 2018-19."
    assert described(_chart(None)) == "There are no figures to draw."


def test_a_missing_figure_breaks_the_line_and_a_provisional_one_is_hollow() -> None:
    chart = _chart("5", "6", None, "7")
    provisional = Chart(
        chart.title, chart.terms, (*chart.marks, Mark("2022-23", Decimal(8), None, None, True))
    )
    shapes = laid_out(provisional)
    dots = [shape for shape in shapes if isinstance(shape, Dot)]
    assert [dot.is_hollow for dot in dots] == [False, False, False, True]
    joined = {
        (line.points[0][0], line.points[1][0])
        for line in shapes
        if isinstance(line, Line) and not line.is_dashed
    }
    assert (dots[0].x, dots[1].x) in joined
    assert (dots[1].x, dots[2].x) not in joined
    assert dots[0].y > dots[1].y, "a higher figure stands higher"


def test_a_range_is_an_area_between_two_dashed_lines() -> None:
    mark = Mark("2024-25", Decimal(12), Decimal(10), Decimal(15))
    shapes = laid_out(Chart("Days", KpiTerms(Polarity.BAND, 0, "days"), (mark,)))
    [area] = [shape for shape in shapes if isinstance(shape, Area)]
    dashed = sorted(line.points[0][1] for line in shapes if isinstance(line, Line) and line.is_dashed)
    assert dashed == pytest.approx([area.y, area.y + area.height])


def test_the_element_is_well_formed_named_and_free_of_styles() -> None:
    chart = Chart("Homes <script> & “streets”", PERCENT, _chart("5", "6").marks)
    drawn = svg(chart, "chart")
    assert "style=" not in drawn
    assert "<script" not in drawn
    root = ElementTree.fromstring(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    assert root.get("role") == "img"
    ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert [ids[name] for name in (root.get("aria-labelledby") or "").split()] == [
        chart.title,
        described(chart),
    ]
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert "6.0%" in texts
    assert "2019-20" in texts
    assert svg(_chart(None), "chart") == ""


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=30))
def test_ticks_are_few_round_and_hold_every_figure(figures: list[Decimal]) -> None:
    levels = ticks(figures)
    assert 2 <= len(levels) <= 7
    assert levels[0] <= min(figures)
    assert levels[-1] >= max(figures)
    assert levels[0] < levels[-1]
    assert len({later - sooner for sooner, later in pairwise(levels)}) == 1


@given(
    st.lists(st.none() | st.decimals(-(10**7), 10**7, places=1), min_size=1, max_size=60),
    st.none() | st.decimals(-(10**7), 10**7, places=1),
)
def test_nothing_is_drawn_outside_the_page(values: list[Decimal | None], target: Decimal | None) -> None:
    shapes = laid_out(
        _chart(
            *(None if v is None else str(v) for v in values), target=None if target is None else str(target)
        )
    )
    for shape in shapes:
        match shape:
            case Line():
                places = shape.points
            case Dot():
                places = ((shape.x, shape.y),)
            case Label():
                places = ((shape.x, shape.y),)
            case Area():
                places = ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
        for x, y in places:
            assert -0.01 <= x <= WIDTH + 0.01
            assert -0.01 <= y <= HEIGHT + 0.01
