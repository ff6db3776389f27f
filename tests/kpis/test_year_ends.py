"""Where a running year will end: on the measure's page, on the board, and as a reason for a deep dive."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.deep_dives.queries.proposing import list_proposed
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Kpi, ReadingStatus, YearMadeBy
from scrutiny_tracker.kpis.queries import figures_now, find_board, list_kept
from scrutiny_tracker.kpis.year_ends import year_end
from scrutiny_tracker.rules.performance import TargetStatus, financial_year
from scrutiny_tracker.rules.scoping import ScopeReason
from tests import factories as make
from tests.cast import Cast, by, sign_in

TODAY = date(2026, 1, 12)
Of = dict[str, int | str | None]


def _kpi(readings: Of, made_by: YearMadeBy | None = YearMadeBy.SUM, code: str = "K1") -> Kpi:
    """Homes built: 100 were to be built last year and this, and 100 were last year."""
    targets: Of = {"2024-25": 100, "2025-26": 100}
    return make.kpi(code, targets, {"2024-25": 100, **readings}, unit="homes", year_made_by=made_by)


def _set(**settings: str) -> None:
    db.session.add_all(CouncilSetting(name=name, value=value) for name, value in settings.items())


@pytest.mark.parametrize(
    ("readings", "made_by", "words"),
    [
        ({"Q1 2025-26": 20, "Q2 2025-26": 20}, YearMadeBy.SUM,
         "2025-26: Forecast from 2 of 4 quarters: 80 homes (carried forward evenly). "
         "80 homes against a target of 100 homes or more: off target by 20 homes."),
        ({"Q1 2025-26": 20}, YearMadeBy.SUM,
         "No forecast for 2025-26: 1 of 4 quarters is too little to forecast from."),
        ({"Q1 2025-26": 20, "Q2 2025-26": 20}, None,
         "No forecast for 2025-26: nobody has said how the year's figure comes from its parts."),
        ({"Q1 2024-25": 20, "Q2 2024-25": 20}, YearMadeBy.SUM,
         "No forecast for 2025-26: no part of 2025-26 has been reported yet."),
    ],
)  # fmt: skip
def test_the_forecast_or_why_there_is_none_stands_on_the_page(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], readings: Of,
    made_by: YearMadeBy | None, words: str,
) -> None:  # fmt: skip
    kpi = _kpi(readings, made_by)
    session.commit()
    found = year_end(list_kept([kpi.id])[kpi.id], TODAY)
    assert found is not None
    assert found.words == words
    sign_in(client, "member")
    assert words.replace("'", "&#39;") in client.get("/kpis/K1").text


def test_a_measure_of_whole_years_says_so(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    kpi = _kpi({})
    session.commit()
    assert year_end(list_kept([kpi.id])[kpi.id], TODAY) is None
    sign_in(client, "member")
    assert "No forecast: figures come for whole years alone." in client.get("/kpis/K1").text


def test_the_year_that_ended_is_forecast_until_its_own_figure_is_there(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = _kpi({"Q1 2025-26": 20, "Q2 2025-26": 30, "Q3 2025-26": 25})
    in_may = year_end(list_kept([kpi.id])[kpi.id], date(2026, 5, 4))
    assert in_may is not None
    assert (in_may.year.label, in_may.status) == ("2025-26", TargetStatus.MET)
    actions.enter_reading(kpi, "2025-26", "97", ReadingStatus.PROVISIONAL, "", by(cast.performance))
    later = year_end(list_kept([kpi.id])[kpi.id], date(2026, 5, 4))
    assert later is not None
    assert later.words == "No forecast for 2026-27: no part of 2026-27 has been reported yet."
    assert year_end(list_kept([kpi.id])[kpi.id], TODAY) is None


def test_last_years_course_counts_unless_the_definition_changed_between(
    cast: Cast, session: scoped_session[Session]
) -> None:
    course: Of = {"Q1 2024-25": 40, "Q2 2024-25": 40, "Q3 2024-25": 10, "Q4 2024-25": 10}
    kpi = _kpi({**course, "Q1 2025-26": 40, "Q2 2025-26": 36})
    kept = list_kept([kpi.id])[kpi.id]
    found = year_end(kept, TODAY)
    assert found is not None
    assert (found.shown, found.is_missed) == ("95 homes", True)
    assert "in the same proportion as last year" in found.words
    kept.breaks = [date(2025, 4, 1)]
    anew = year_end(kept, TODAY)
    assert anew is not None
    assert anew.shown == "152 homes"
    kept.breaks = [date(2025, 7, 1)]
    within = year_end(kept, TODAY)
    assert within is not None
    assert within.words == "No forecast for 2025-26: the definition changed within the year."


def test_a_part_without_a_target_does_not_hide_the_judgement_of_the_year(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", {"2024-25": 100}, {"2024-25": 90, "Q1 2025-26": 20})
    assert figures_now([kpi.id])[kpi.id].status is TargetStatus.MISSED
    own = make.kpi("K2", {"Q1 2025-26": 30}, {"2024-25": 90, "Q1 2025-26": 20})
    assert figures_now([own.id])[own.id].period == "Q1 2025-26"
    alone = make.kpi("K3", {}, {"Q4 2024-25": 90, "Q1 2025-26": 20})
    assert figures_now([alone.id])[alone.id].period == "Q1 2025-26"


def test_a_forecast_miss_is_counted_on_the_board_and_proposed_for_a_deep_dive(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    _kpi({"Q1 2025-26": 20, "Q2 2025-26": 20})
    _kpi({"Q1 2025-26": 30, "Q2 2025-26": 30}, code="K2")
    session.commit()
    [proposed] = list_proposed(None)
    assert proposed.proposal is not None
    assert (proposed.code, proposed.proposal.why) == ("K1", ScopeReason.FORECAST_MISS)
    assert "Forecast from 2 of 4 quarters: 80 homes" in proposed.proposal.reason
    sign_in(client, "coordinator")
    board = client.get("/kpis?period=2024-25").text
    assert "1 measure is forecast to miss target</a>, of 2 with figures during the year." in board
    only = client.get("/kpis?period=2024-25&show=forecast-miss").text
    assert "Forecast to miss in 2025-26: 80 homes" in only
    assert 'href="/kpis/K2"' not in only


def test_who_keeps_measures_says_how_a_year_is_made(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    _kpi({"Q1 2025-26": 20, "Q2 2025-26": 20}, None)
    session.commit()
    sign_in(client, "performance")
    form = {"name": "Measure K1", "unit": "homes", "decimals": "0", "polarity": "higher", "version": "1"}
    assert client.post("/kpis/K1/change", data=form | {"year_made_by": "average"}).status_code == 302
    page = client.get("/kpis/K1").text
    assert "Forecast from 2 of 4 quarters: 20 homes (the average so far)" in page
    assert "The average of its months or quarters" in page


@pytest.mark.parametrize(
    ("rule", "value", "colour", "says"),
    [
        ("percentage-tolerance", 96, "Amber", "Green on target, amber within 5% of it, red further off."),
        ("percentage-tolerance", 94, "Red", "Green on target, amber within 5% of it, red further off."),
        ("direction-dependent", 94, "Amber", "further off, amber where the result improved or held"),
        ("direction-dependent", 88, "Red", "further off, amber where the result improved or held"),
        ("absolute-tolerance", 99, "Red", "amber within the measure&#39;s own tolerance"),
    ],
)
def test_the_colour_is_said_in_words_by_the_councils_rule(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], rule: str, value: int, colour: str,
    says: str,
) -> None:  # fmt: skip
    make.kpi("K1", {"2024-25": 100}, {"2023-24": 90, "2024-25": value})
    _set(rag_rule=rule, tolerance_percent="5")
    session.commit()
    sign_in(client, "member")
    page = client.get("/kpis/K1").text
    assert f"<strong>{colour}</strong> by the council’s rule." in page
    assert says in page
    board = client.get("/kpis?period=2024-25&show=all").text
    assert f'</strong><span class="house-under">{colour}</span>' in board


def test_a_frozen_colour_stays_when_the_rule_changes(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    actor = by(cast.performance)
    facts = actions.PlanFacts("Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, actor)
    kpi = make.kpi("K1", {"2024-25": 100}, {"2023-24": 90, "2024-25": 94}, plan_id=plan.id)
    session.commit()
    board = find_board(plan.id, financial_year(2024))
    figures = [row.figure for row in board.rows]
    actions.freeze(plan, board.period, figures, board.tally, actions.Published("Report"), actor)
    _set(rag_rule="direction-dependent")
    session.commit()
    forget_settings()
    assert figures_now([kpi.id])[kpi.id].colour == "amber"
    assert [row.figure.colour for row in find_board(plan.id, financial_year(2024)).rows] == ["red"]
