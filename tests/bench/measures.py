"""Measures of the bench's council: a plan of 75 or of 2,000, each with ten years of figures and targets."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import insert

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis.models import Kpi, KpiReading, KpiTarget, Plan, Priority, PriorityKind, stamp_anew
from scrutiny_tracker.recommendations.models import MeasureLink
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.rules.performance import Polarity, ReadingStatus

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
FIRST_YEAR, YEARS = 2015, 10
LINKED = 50


def fill_measures(many: int, bodies: int) -> None:
    """The current plan with `many` measures; recommendations are made about the first fifty."""
    chance = random.Random(75)
    starts_on, ends_on = date(2022, 4, 1), date(2030, 3, 31)
    db.session.add(Plan(id=1, name="City Plan", starts_on=starts_on, ends_on=ends_on, is_current=True))
    db.session.flush()
    for n in range(1, 6):
        db.session.add(
            Priority(id=n, plan_id=1, position=n, name=f"Priority {n}", kind=PriorityKind.DELIVERY)
        )
    db.session.flush()
    facts = {"unit": "%", "decimals": 1, "definition": "Of all.", "polarity": Polarity.HIGHER, "version": 1}
    db.session.execute(
        insert(Kpi),
        [
            {
                "id": n,
                "code": f"K{n:04}",
                "name": f"Residents who are content with service number {n}",
                "plan_id": 1,
                "priority_id": n % 5 + 1,
                "body_id": n % bodies + 1,
                "portfolio_id": 1,
                "directorate_id": 1,
                **facts,
            }
            for n in range(1, many + 1)
        ],
    )
    years = [(f"{y}-{(y + 1) % 100:02d}", date(y, 4, 1)) for y in range(FIRST_YEAR, FIRST_YEAR + YEARS)]
    kept = {"status": ReadingStatus.FINAL, "recorded_at": NOW}
    rows = [
        {"kpi_id": n, "period": period, "starts_on": on, "value": Decimal(chance.randrange(400, 900)) / 10}
        for n in range(1, many + 1)
        for period, on in years
    ]
    db.session.execute(insert(KpiReading), [row | kept for row in rows])
    db.session.execute(insert(KpiTarget), [row | {"value": Decimal(65)} for row in rows])
    links = [
        {"recommendation_id": n * 5, "kpi_id": n, "why": LinkReason.MISSED_TARGET, "is_illustrative": False}
        for n in range(1, LINKED + 1)
    ]
    db.session.execute(insert(MeasureLink), links)
    stamp_anew()
