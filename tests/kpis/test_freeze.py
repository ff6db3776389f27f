"""A frozen judgement stays, whatever is revised, set or redefined afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask_sqlalchemy.session import Session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.board import Board, Standing
from scrutiny_tracker.kpis.models import Kpi, Plan, ReadingStatus
from scrutiny_tracker.kpis.queries import find_board
from scrutiny_tracker.rules.performance import TargetStatus, financial_year
from tests import factories as make
from tests.cast import Cast, by

YEAR = financial_year(2024)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    return actions.add_plan(facts, by(cast.performance))


def _missed(plan: Plan) -> Kpi:
    return make.kpi("K1", {"2024-25": 90}, {"2023-24": 80, "2024-25": 85}, plan_id=plan.id)


def _freeze(plan: Plan, cast: Cast) -> Board:
    board = find_board(plan.id, YEAR)
    figures = [row.figure for row in board.rows]
    actions.freeze(plan, YEAR, figures, board.tally, actions.Published("Report"), by(cast.performance))
    return find_board(plan.id, YEAR)


def _judged(board: Board) -> list[tuple[object, ...]]:
    return [
        (row.figure.value, row.figure.target, row.figure.status, row.figure.direction) for row in board.rows
    ]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.decimals(-500, 500, places=2), min_size=1, max_size=3))
def test_no_later_figure_or_target_changes_it(
    cast: Cast, plan: Plan, session: scoped_session[Session], later: list[Decimal]
) -> None:
    with session.begin_nested() as savepoint:
        kpi = _missed(plan)
        before = _judged(_freeze(plan, cast))
        for n, figure in enumerate(later):
            comment = f"Recount {n}."
            actor = by(cast.performance)
            actions.enter_reading(kpi, "2024-25", str(figure), ReadingStatus.REVISED, comment, actor)
            actions.set_target(kpi, "2024-25", str(figure + n + 1), "", actor)
        board = find_board(plan.id, YEAR)
        assert _judged(board) == before
        assert board.tally.missed == 1
        savepoint.rollback()
    session.expire_all()


def test_what_changed_since_stands_beside_it(
    cast: Cast, plan: Plan, session: scoped_session[Session]
) -> None:
    kpi = _missed(plan)
    [row] = _freeze(plan, cast).rows
    assert row.now is None
    actions.enter_reading(kpi, "2024-25", "95", ReadingStatus.REVISED, "Recount.", by(cast.performance))
    board = find_board(plan.id, YEAR)
    [row] = board.rows
    assert board.standing is Standing.FROZEN
    assert (row.figure.value, row.figure.status) == (Decimal(85), TargetStatus.MISSED)
    assert row.now is not None
    assert (row.now.value, row.now.status) == (Decimal(95), TargetStatus.MET)


def test_a_measure_added_later_is_not_in_it(cast: Cast, plan: Plan, session: scoped_session[Session]) -> None:
    _missed(plan)
    _freeze(plan, cast)
    make.kpi("K2", {"2024-25": 90}, {"2024-25": 1}, plan_id=plan.id)
    assert len(find_board(plan.id, YEAR).rows) == 1


def test_a_year_is_frozen_once_and_only_when_over(
    cast: Cast, plan: Plan, session: scoped_session[Session]
) -> None:
    actor, published = by(cast.performance), actions.Published()
    with pytest.raises(Refused, match="no measures"):
        actions.freeze(plan, YEAR, [], find_board(plan.id, YEAR).tally, published, actor)
    _missed(plan)
    board = _freeze(plan, cast)
    figures = [row.figure for row in board.rows]
    with pytest.raises(Refused, match="frozen already"):
        actions.freeze(plan, YEAR, figures, board.tally, published, actor)
    with pytest.raises(Refused, match="has not ended"):
        actions.freeze(plan, financial_year(2025), figures, board.tally, published, actor)
    with pytest.raises(Refused, match="frozen"):
        actions.record_published(plan, "2024-25", board.tally, published, actor)


def test_the_database_itself_refuses(cast: Cast, plan: Plan, session: scoped_session[Session]) -> None:
    _missed(plan)
    _freeze(plan, cast)
    for statement in ("UPDATE scorecard_line SET value = 1", "DELETE FROM scorecard_line"):
        with pytest.raises(DatabaseError), session.begin_nested():
            session.execute(text(statement))
