"""Whatever is revised, set, redefined or ruled after a freeze, its judgements stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.kpis.actions.scorecards import line_of
from scrutiny_tracker.kpis.board import Listed, make_board
from scrutiny_tracker.kpis.figures import Figure, Kept, Returned
from scrutiny_tracker.rules.performance import (
    KpiTerms,
    Polarity,
    RagPolicy,
    RagRule,
    ReadingStatus,
    Target,
    Tolerance,
    financial_year,
)

TODAY = date(2026, 1, 12)
YEAR = financial_year(2024)
YEARS = [financial_year(2022), financial_year(2023), YEAR]
LISTED = [Listed(1, "K1", "Measure", None, None, None, None)]

figures = st.decimals(-1000, 1000, allow_nan=False, places=2)
terms = st.builds(KpiTerms, st.sampled_from(Polarity), st.integers(0, 3), st.sampled_from(["", "%", "days"]))
policies = st.builds(
    RagPolicy, st.sampled_from(RagRule), st.builds(Tolerance, st.decimals(0, 50, allow_nan=False, places=1))
)


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    """A measure with some of three years' figures and targets."""
    found = Kept(1, "K1", "Measure", draw(terms), False, draw(policies))
    found.breaks = draw(st.sampled_from([[], [YEAR.starts_on]]))
    for year in YEARS:
        if draw(st.booleans()):
            value = draw(st.none() | figures)
            returned = Returned(value, ReadingStatus.FINAL, "As returned", datetime(2025, 6, 1, tzinfo=UTC))
            found.readings[year] = returned
        if draw(st.booleans()):
            found.targets[year] = Target(draw(figures))
    return found


def judged(figure: Figure) -> tuple[object, ...]:
    """What was judged, and by what."""
    return (
        figure.value, figure.target, figure.target_upper, figure.status, figure.reason, figure.direction,
        figure.direction_reason, figure.change, figure.reading_status, figure.comment, figure.colour,
        figure.shown, figure.target_shown,
    )  # fmt: skip


@given(kept(), kept())
def test_nothing_that_comes_later_changes_a_frozen_judgement(then: Kept, later: Kept) -> None:
    board = make_board(LISTED, {1: then}, YEAR, TODAY)
    [row] = board.rows
    frozen = {1: line_of(1, row.figure)}
    after = make_board(LISTED, {1: later}, YEAR, date(2027, 6, 1), frozen)
    [kept_row] = after.rows
    assert judged(kept_row.figure) == judged(row.figure)
    assert after.tally == board.tally
    [live] = make_board(LISTED, {1: later}, YEAR, date(2027, 6, 1)).rows
    differs = (live.figure.value, live.figure.status, live.figure.direction) != (
        row.figure.value,
        row.figure.status,
        row.figure.direction,
    )
    assert (kept_row.now is not None) is differs


@given(kept(), figures)
def test_a_revised_figure_stands_beside_the_frozen_one(then: Kept, revised: Decimal) -> None:
    [row] = make_board(LISTED, {1: then}, YEAR, TODAY).rows
    frozen = {1: line_of(1, row.figure)}
    returned = Returned(revised, ReadingStatus.REVISED, "Recounted", datetime(2025, 11, 1, tzinfo=UTC))
    later = replace(then, readings={**then.readings, YEAR: returned})
    [after] = make_board(LISTED, {1: later}, YEAR, TODAY, frozen).rows
    assert judged(after.figure) == judged(row.figure)
    if row.figure.value != revised:
        assert after.now is not None
        assert after.now.value == revised
