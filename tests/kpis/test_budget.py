"""Pages of measures ask the database as often for 2,000 measures with ten years as for 75."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import insert
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis.models import Kpi, KpiReading, KpiTarget, ReadingStatus, stamp_anew
from scrutiny_tracker.kpis.queries import figures_now, series
from scrutiny_tracker.rules.performance import Polarity
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.counting import queries

ADDRESSES = {
    "board, cold": ("/kpis", 16),
    "board": ("/kpis", 6),
    "one body": ("/kpis?show=all&body=SB1&page=2", 6),
    "by body": ("/kpis?show=body", 6),
    "by code": ("/kpis/measures", 12),
    "missed, by code": ("/kpis/measures?missed=yes", 12),
    "one measure, cold": ("/kpis/K00003", 18),
    "one measure": ("/kpis/K00003", 8),
    "health": ("/kpis/health", 12),
}


def _fill(cast: Cast, session: scoped_session[Session], first: int, last: int) -> None:
    """Measures with ten years of figures, every one missing its target."""
    numbers = range(first, last)
    facts = {"unit": "%", "decimals": 0, "definition": "", "polarity": Polarity.HIGHER, "version": 1}
    rows = [
        {"id": 10_000 + n, "code": f"K{n:05}", "name": f"Measure {n}", "body_id": cast.sb1.id, **facts}
        for n in numbers
    ]
    session.execute(insert(Kpi), rows)
    periods = [(f"{year}-{year % 100 + 1}", date(year, 4, 1)) for year in range(2015, 2025)]
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
            {"kpi_id": row["id"], "period": "2024-25", "starts_on": periods[-1][1], "value": Decimal(60)}
            for row in rows
        ],
    )
    session.commit()


def test_the_same_count_at_75_and_at_2000_with_ten_years(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    """The board as first asked after a change, and every page once it is held."""
    sign_in(client, "performance")
    counts: dict[str, list[int]] = {}
    for first, last in ((0, 75), (75, 2000)):
        _fill(cast, session, first, last)
        stamp_anew()
        session.commit()
        for name, (address, most) in ADDRESSES.items():
            with queries() as asked:
                assert client.get(address).status_code == 200
            assert len(asked) <= most, name
            counts.setdefault(name, []).append(len(asked))
    assert all(few == many for few, many in counts.values()), counts


def test_figures_take_a_fixed_number_of_queries_however_many(
    cast: Cast, session: scoped_session[Session]
) -> None:
    _fill(cast, session, 0, 200)
    ids = range(10_000, 10_200)
    for ask, most in ((figures_now, 5), (series, 6)):
        with queries() as asked:
            assert len(ask(ids)) == 200
        assert len(asked) <= most, asked
