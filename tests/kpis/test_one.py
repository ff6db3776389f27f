"""One measure's page: its judgement in words, its chart and its table, and what scrutiny is doing."""

from __future__ import annotations

from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis.queries import series
from scrutiny_tracker.rules.performance import Polarity
from tests import factories as make
from tests.cast import Cast, sign_in


def test_it_says_in_words_how_the_measure_stands(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.kpi(
        "K1",
        name="Empty homes <b>",
        polarity=Polarity.LOWER,
        decimals=1,
        definition="Homes empty for six months or more.",
        targets={"2023-24": 5, "2024-25": 5},
        readings={"2023-24": 5.2, "2024-25": 6.1},
        body_id=cast.sb1.id,
    )
    session.commit()
    sign_in(client, "member")
    page = client.get("/kpis/K1").text
    assert "6.1% against a target of 5.0% or less: off target by 1.1 percentage points." in page
    assert "Up from 5.2% in 2023-24 to 6.1%; lower is better." in page
    assert "Homes empty for six months or more." in page
    assert "A lower figure is better" in page
    assert '<desc id="chart-desc">Line chart of 2 figures from 2023-24 to 2024-25.' in page
    assert "<b>" not in page
    assert '<th scope="row" class="govuk-table__header house-whole">2023-24</th>' in page
    assert "Scrutiny is doing nothing about this yet." in page
    assert "Enter a figure" not in page
    sign_in(client, "performance")
    assert "/kpis/K1/enter-reading" in client.get("/kpis/K1").text


def test_a_missing_figure_is_no_chart_and_says_so(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.kpi("K1", readings={"2024-25": None}, targets={"2024-25": 5})
    session.commit()
    sign_in(client, "member")
    page = client.get("/kpis/K1").text
    assert "<svg" not in page
    assert "There is no figure for this period." in page


def test_parts_of_a_year_stand_apart_from_whole_years(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    """They are no step of the same line: a quarter's 20 beside a year's 90 is no fall."""
    whole = {"2023-24": 80, "2024-25": 90}
    parts = {f"Q{n} {year}": 20 for year in ("2022-23", "2023-24", "2024-25") for n in range(1, 5)}
    kpi = make.kpi("K1", {"2024-25": 100}, {**whole, **parts, "Q1 2025-26": 21})
    session.commit()
    found = series([kpi.id])[kpi.id]
    assert [figure.period for figure in found.figures] == ["2023-24", "2024-25"]
    assert len(found.within) == 13
    sign_in(client, "member")
    page = client.get("/kpis/K1").text
    assert "Line chart of 2 figures from 2023-24 to 2024-25." in page
    assert "The newest 12 of 13" in page
    assert ">Q1 2025-26<" in page
    assert ">Q1 2022-23<" not in page
    alone = make.kpi("K2", {"2025-26": 100}, {"Q1 2025-26": 20, "Q2 2025-26": 21})
    assert [figure.period for figure in series([alone.id])[alone.id].figures] == [
        "Q1 2025-26",
        "Q2 2025-26",
        "2025-26",
    ]
