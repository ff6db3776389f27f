"""A figure as it stands now, as it stood on a date, and the whole series."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.history.journal import By
from scrutiny_tracker.kpis.actions import enter_reading, set_target
from scrutiny_tracker.kpis.models import ReadingStatus
from scrutiny_tracker.kpis.queries import figure_at, figures_now, series
from scrutiny_tracker.rules.performance import Direction, Polarity, TargetStatus
from tests import factories as make
from tests.cast import Cast, by


def _on(who: By, at: datetime) -> By:
    return replace(who, at=at, today=at.date())


def test_the_figure_of_a_day_is_what_was_known_at_its_end_in_london(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", polarity=Polarity.LOWER, decimals=1)
    who = by(cast.performance)
    set_target(kpi, "2024-25", "5", "", _on(who, datetime(2025, 5, 1, 9, tzinfo=UTC)))
    first = _on(who, datetime(2025, 6, 30, 22, 59, tzinfo=UTC))  # 11.59pm in London, still 30 June
    enter_reading(kpi, "2024-25", "5.4", ReadingStatus.FINAL, "", first)
    second = _on(who, datetime(2025, 6, 30, 23, 0, tzinfo=UTC))  # midnight in London, 1 July
    enter_reading(kpi, "2024-25", "4.9", ReadingStatus.REVISED, "Recounted.", second)
    set_target(kpi, "2024-25", "4", "", _on(who, datetime(2025, 9, 1, 9, tzinfo=UTC)))

    before = figure_at(kpi, date(2025, 6, 29))
    assert (before.period, before.value, before.status) == (None, None, TargetStatus.NOT_AVAILABLE)
    then = figure_at(kpi, date(2025, 6, 30))
    assert (then.period, then.value, then.target, then.status) == (
        "2024-25",
        Decimal("5.4"),
        Decimal(5),
        TargetStatus.MISSED,
    )
    assert figure_at(kpi, date(2025, 7, 1)).status is TargetStatus.MET
    now = figures_now([kpi.id])[kpi.id]
    assert (now.value, now.target, now.status) == (Decimal("4.9"), Decimal(4), TargetStatus.MISSED)


def test_the_latest_period_counts_whatever_was_entered_last(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", readings={"2024-25": 60, "2022-23": 50, "2023-24": 70}, targets={"2024-25": 60})
    figure = figures_now([kpi.id])[kpi.id]
    assert (figure.period, figure.direction, figure.change, figure.arrow) == (
        "2024-25",
        Direction.WORSE,
        Decimal(-10),
        "↓",
    )
    assert figure.shown == "60%"
    assert figure.target_shown == "60%"


def test_a_year_left_out_shows_as_a_period_without_figure(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", readings={"2019-20": 51, "2021-22": 56, "2022-23": 52}, targets={"2025-26": 48})
    figures = series([kpi.id])[kpi.id].figures
    assert [figure.period for figure in figures] == [
        "2019-20",
        "2020-21",
        "2021-22",
        "2022-23",
        "2023-24",
        "2024-25",
        "2025-26",
    ]
    assert figures[1].reason == "No figure has been received, and no date is set for when it is due."
    assert figures[2].direction_reason == "There is no figure for 2020-21 to compare with."
    assert figures[-1].status is TargetStatus.NOT_YET_DUE


def test_a_figure_of_every_second_year_leaves_nothing_out(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", readings={"2018-19": 1, "2020-21": 2, "2024-25": 3})
    assert [figure.period for figure in series([kpi.id])[kpi.id].figures] == [
        "2018-19",
        "2020-21",
        "2022-23",
        "2024-25",
    ]


def test_a_measure_with_nothing_entered_has_a_figure_that_says_so(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", is_illustrative=True)
    figure = figures_now([kpi.id])[kpi.id]
    assert (figure.period, figure.shown, figure.target_shown, figure.arrow) == (None, "", "", "")
    assert figure.reason == figure.direction_reason == "No figure has been entered yet."
    assert figure.is_illustrative
    assert series([kpi.id])[kpi.id].figures == ()
    assert figures_now([]) == {}
