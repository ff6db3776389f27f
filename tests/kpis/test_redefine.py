"""A changed definition breaks the comparison and says so; words that are put clearer do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Kpi, Polarity, ReadingStatus
from scrutiny_tracker.kpis.queries import figure_at, figures_now, list_definitions, list_remits_of
from scrutiny_tracker.rules.performance import Direction
from tests.cast import Cast, by, sign_in
from tests.journal import told_of


def _measure(cast: Cast, **more: object) -> Kpi:
    facts = actions.KpiFacts(
        "Waste recycled", "By weight.", "%", 1, Polarity.HIGHER, cast.sb1.id, None, None, False
    )
    kpi = actions.add("W1", replace(facts, **more), by(cast.performance))  # type: ignore[arg-type]
    for period, figure in (("2022-23", "40"), ("2023-24", "42"), ("2024-25", "45")):
        actions.enter_reading(kpi, period, figure, ReadingStatus.FINAL, "", by(cast.performance))
    return kpi


def test_no_figure_is_compared_across_a_change_of_definition(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = _measure(cast)
    assert figures_now([kpi.id])[kpi.id].direction is Direction.IMPROVED
    actions.redefine(
        kpi, "2024-25", "By weight, rubble left out.", None, "National rule.", by(cast.performance)
    )
    figure = figures_now([kpi.id])[kpi.id]
    assert figure.direction is Direction.CANNOT_SAY
    assert figure.direction_reason == "Not comparable: definition changed 2024."
    assert figure_at(kpi, date(2026, 1, 11)).period is None
    assert [one.number for one in list_definitions(kpi.id)] == [2, 1]
    [entry, *_] = told_of("kpi", "W1")
    assert (entry.tag, entry.why, entry.before["definition"]) == (
        "kpi:redefined",
        "National rule.",
        "By weight.",
    )


def test_the_page_and_its_chart_say_where_the_definition_changed(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    _measure(cast)
    session.commit()
    sign_in(client, "performance")
    form = {"period": "2024-25", "definition": "Rubble left out.", "why": "National rule."}
    assert client.post("/kpis/W1/redefine", data=form).location == "/kpis/W1"
    page = client.get("/kpis/W1").text
    assert "The definition changed in 2024-25: the line is broken there." in page
    assert page.count("New definition from here on") == 1
    assert "Changed from 2024-25: National rule." in page
    empty = client.post("/kpis/W1/redefine", data={}).text
    assert "Enter the new definition." in empty
    assert "<title>Error: " in empty


def test_years_on_the_same_side_of_a_change_are_compared(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = _measure(cast)
    actions.redefine(kpi, "2023-24", "Rubble left out.", None, "National rule.", by(cast.performance))
    assert figures_now([kpi.id])[kpi.id].direction is Direction.IMPROVED


def test_clearer_words_break_no_comparison(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = _measure(cast)
    facts = replace(actions.facts_of(kpi), definition="Share by weight.")
    actions.change(kpi, facts, by(cast.performance))
    assert figures_now([kpi.id])[kpi.id].direction is Direction.IMPROVED
    assert [one.definition for one in list_definitions(kpi.id)] == ["Share by weight.", "By weight."]


@pytest.mark.parametrize(
    ("period", "definition", "why", "field"),
    [
        ("2024-25", "Other.", " ", "why"),
        ("2024-25", "By weight.", "A rule.", "definition"),
        ("soon", "Other.", "A rule.", "period"),
    ],
)
def test_a_change_needs_a_period_a_reason_and_something_new(
    cast: Cast, session: scoped_session[Session], period: str, definition: str, why: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.redefine(_measure(cast), period, definition, None, why, by(cast.performance))
    assert refused.value.field == field


def test_whose_remit_it_was_is_kept_with_its_dates(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = _measure(cast)
    for row in list_remits_of(kpi.id):
        row.from_on = date(2024, 5, 16)
    session.flush()
    actions.change(kpi, replace(actions.facts_of(kpi), body_id=cast.sb2.id), by(cast.coordinator))
    dates = [(row.body_id, row.from_on, row.to_on) for row in list_remits_of(kpi.id)]
    assert dates == [
        (cast.sb2.id, date(2026, 1, 12), None),
        (cast.sb1.id, date(2024, 5, 16), date(2026, 1, 11)),
    ]


def test_a_tolerance_below_nought_is_refused(cast: Cast, session: scoped_session[Session]) -> None:
    with pytest.raises(Refused):
        _measure(cast, tolerance_absolute=Decimal(-1))
