"""Pages of measures ask the database as often for 1,000 measures as for 10."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import insert
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis.models import Kpi, KpiReading, KpiTarget, ReadingStatus
from scrutiny_tracker.kpis.queries import figures_now, series
from scrutiny_tracker.rules.performance import Polarity
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.counting import queries


def _fill(cast: Cast, session: scoped_session[Session], first: int, last: int) -> None:
    """Measures with three years of figures, every one missing its target."""
    numbers = range(first, last)
    facts = {"unit": "%", "decimals": 0, "definition": "", "polarity": Polarity.HIGHER, "version": 1}
    rows = [
        {"id": 10_000 + n, "code": f"K{n:05}", "name": f"Measure {n}", "body_id": cast.sb1.id, **facts}
        for n in numbers
    ]
    session.execute(insert(Kpi), rows)
    periods = [(f"{year}-{year % 100 + 1}", date(year, 4, 1)) for year in (2022, 2023, 2024)]
    kept = {"status": ReadingStatus.FINAL, "recorded_at": make.NOW}
    session.execute(
        insert(KpiReading),
        [
            {"kpi_id": row["id"], "period": period, "starts_on": on, "value": Decimal(50), **kept}
            for row in rows
            for period, on in periods
        ],
    )
    session.execute(
        insert(KpiTarget),
        [
            {"kpi_id": row["id"], "period": "2024-25", "starts_on": periods[2][1], "value": Decimal(60)}
            for row in rows
        ],
    )
    session.commit()


@pytest.mark.parametrize("address", ["/kpis", "/kpis?missed=yes", "/kpis?body=SB1", "/kpis/K00003"])
def test_the_same_count_at_10_and_at_1000(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], address: str
) -> None:
    sign_in(client, "performance")
    counts = []
    for first, last in ((0, 10), (10, 1000)):
        _fill(cast, session, first, last)
        with queries() as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12, "\n".join(asked)


def test_figures_take_a_fixed_number_of_queries_however_many(
    cast: Cast, session: scoped_session[Session]
) -> None:
    _fill(cast, session, 0, 200)
    ids = range(10_000, 10_200)
    for ask, most in ((figures_now, 5), (series, 6)):
        with queries() as asked:
            assert len(ask(ids)) == 200
        assert len(asked) <= most, asked
