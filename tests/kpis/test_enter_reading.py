"""Figures are entered once their period has begun; a revision is a row of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis.actions import enter_reading
from scrutiny_tracker.kpis.models import Kpi, ReadingStatus
from scrutiny_tracker.kpis.queries import figures_now, list_readings
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.journal import told_of

FINAL, PROVISIONAL, REVISED = ReadingStatus.FINAL, ReadingStatus.PROVISIONAL, ReadingStatus.REVISED


def test_a_figure_is_entered_once_by_a_double_click(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", decimals=1)
    session.commit()
    sign_in(client, "performance")
    form = {
        "period": "2024/25",
        "figure": "93.4%",
        "status": "final",
        "comment": "Two bad winters.",
        "once": "n",
    }
    for _ in range(2):
        assert client.post("/kpis/K1/enter-reading", data=form).location == "/kpis/K1"
    [reading] = list_readings(kpi)
    assert (reading.period, reading.shown, reading.comment) == ("2024-25", "93.4%", "Two bad winters.")
    [entry] = told_of("kpi", "K1")
    assert (entry.tag, entry.after["value"], entry.actor_id) == ("kpi:read", "93.400000", cast.performance.id)
    assert "Two bad winters." in client.get("/kpis/K1").text


def test_a_revision_counts_and_what_it_replaced_stays(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = make.kpi("K1", readings={"2024-25": 90})
    enter_reading(kpi, "2024-25", "91", REVISED, "A school returned late.", by(cast.performance))
    assert [(row.shown, row.is_replaced) for row in list_readings(kpi)] == [("91%", False), ("90%", True)]
    figure = figures_now([kpi.id])[kpi.id]
    assert (figure.value, figure.reading_status) == (Decimal(91), REVISED)
    [entry] = told_of("kpi", "K1")
    assert (entry.before["value"], entry.after["value"]) == ("90.000000", "91.000000")


def test_a_reading_is_never_changed_in_place(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = make.kpi("K1")
    reading = enter_reading(kpi, "2024-25", "91", FINAL, "", by(cast.performance))
    session.commit()
    reading.value = Decimal(99)
    with pytest.raises(DatabaseError, match="append-only"):
        session.flush()


def test_a_missing_figure_is_entered_with_its_reason(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = make.kpi("K1")
    enter_reading(kpi, "2024-25", "n/a", FINAL, "The survey was not run.", by(cast.performance))
    figure = figures_now([kpi.id])[kpi.id]
    assert (figure.period, figure.value, figure.comment) == ("2024-25", None, "The survey was not run.")
    enter_reading(kpi, "2024-25", "50", FINAL, "", by(cast.performance))
    assert figures_now([kpi.id])[kpi.id].value == 50


def test_a_running_period_takes_a_provisional_figure_then_the_final_one(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1")
    enter_reading(kpi, "2025-26", "40", PROVISIONAL, "To December.", by(cast.performance))
    assert figures_now([kpi.id])[kpi.id].reading_status is PROVISIONAL
    with pytest.raises(Refused, match="2025-26 has not ended: enter the figure as provisional") as refused:
        enter_reading(kpi, "2025-26", "41", FINAL, "", by(cast.performance))
    assert refused.value.field == "status"


@pytest.mark.parametrize(
    ("period", "figure", "status", "comment", "field", "sentence"),
    [
        ("2026-27", "5", PROVISIONAL, "", "period", "2026-27 has not begun."),
        ("never", "5", FINAL, "", "period", "never"),
        ("2024-25", "many", FINAL, "", "figure", "many"),
        ("2024-25", "", FINAL, "", "comment", "Say why there is no figure."),
        ("2024-25", "5 days", FINAL, "", "figure", "This measure is counted in %, not in days."),
        ("2024-25", "5", REVISED, "Late.", "status", "There is no figure for this period yet"),
        ("2023-24", "5", FINAL, "", "status", "There is a final figure for this period."),
        ("2023-24", "5", REVISED, "", "comment", "Say why the figure is revised."),
        ("2023-24", "90", FINAL, "", "figure", "This figure has been entered already."),
    ],
)
def test_what_is_no_reading_says_why(
    cast: Cast,
    session: scoped_session[Session],
    period: str,
    figure: str,
    status: ReadingStatus,
    comment: str,
    field: str,
    sentence: str,
) -> None:
    kpi: Kpi = make.kpi("K1", readings={"2023-24": 90})
    with pytest.raises(Refused) as refused:
        enter_reading(kpi, period, figure, status, comment, by(cast.performance))
    assert refused.value.field == field
    assert sentence in refused.value.sentence
    assert len(list_readings(kpi)) == 1


def test_the_page_says_why_beside_the_field_and_keeps_what_was_typed(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.kpi("K1")
    session.commit()
    sign_in(client, "performance")
    form = {"period": "2026-27", "figure": "5", "status": "final", "comment": "Early."}
    page = client.post("/kpis/K1/enter-reading", data=form)
    assert page.status_code == 200
    assert 'href="#period">2026-27 has not begun.' in page.text
    assert "Early." in page.text
