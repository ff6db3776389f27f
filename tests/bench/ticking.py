"""A morning of the worker on which nothing is due: its CPU at one size and at another."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from scrutiny_tracker import create_app
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.jobs import send_waiting
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.reminders.jobs import find_what_is_due, write_messages
from scrutiny_tracker.rules.clocks import NO_DATE
from tests.bench.council import TODAY

CEILING = 1.5
TIMES = 15


def morning_ms(uri: str) -> float:
    """The middle of some mornings' CPU milliseconds: finding what is due, writing and sending nothing."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": uri, "SCRUTINY_TODAY": TODAY, "SCRUTINY_MAIL": "console:"})
    with app.app_context():
        db.session.execute(update(Recommendation).values(remind_on=NO_DATE))
        db.session.commit()
        costs = []
        for day in range(TIMES + 1):
            now = datetime(2026, 4, 1, 7, tzinfo=UTC) + timedelta(days=day)
            begun = time.process_time()
            find_what_is_due(now.date(), now)
            write_messages(now.date(), now)
            send_waiting(now)
            costs.append((time.process_time() - begun) * 1000)
    return sorted(costs[1:])[TIMES // 2]


def told(costs: dict[int, float]) -> bool:
    """Prints the ratio of the largest size to the smallest; whether it is beyond its ceiling."""
    smallest, largest = min(costs), max(costs)
    ratio = costs[largest] / costs[smallest]
    beyond = ratio > CEILING
    print(
        f"  a tick with nothing due {costs[smallest]:8.2f} ms at {smallest:,}, {costs[largest]:.2f} ms at "
        f"{largest:,}  ×{ratio:5.2f}  ≤ {CEILING}{'  BEYOND' if beyond else ''}"
    )
    return beyond
