"""The pages about updates cost the same at ten rows and at a thousand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, insert

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.clause_models import DatePrecision
from scrutiny_tracker.recommendations.models import Action, Addressee, Recommendation, Update
from scrutiny_tracker.rules.lifecycle import Answer, Origin, Progress, UpdateState
from tests.cast import Cast, sign_in
from tests.factories_updates import agreed

SENT_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ADDRESSES = ("/updates", "/updates/all", "/updates/waiting")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that run inside."""
    seen: list[str] = []

    def see(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", see)


def many(cast: Cast, number: int, start: int) -> None:
    """Recommendations with an action of the officer, late by weeks; every second has an update sent."""
    ids = range(start, start + number)
    db.session.execute(
        insert(Recommendation),
        [
            {
                "id": n,
                "reference": f"SCRUCO-2425-{n}",
                "short_name": f"Repair shelter {n}",
                "text": "Repair it.",
                "origin": Origin.DEEP_DIVE,
                "made_by_id": cast.scruco.id,
                "agreed_by_id": cast.scruco.id,
                "followed_by_id": cast.scruco.id,
                "made_on": date(2025, 6, 1),
                "agreed_on": date(2025, 6, 1),
                "directorate_id": cast.place.id,
                "answer": Answer.AGREED,
                "update_due_on": date(2025, 12, 1),
                "next_due_on": date(2025, 12, 1),
            }
            for n in ids
        ],
    )
    db.session.execute(
        insert(Addressee),
        [
            {
                "recommendation_id": n,
                "body_id": cast.cabinet.id,
                "answer": Answer.AGREED,
                "answered_on": date(2025, 9, 1),
            }
            for n in ids
        ],
    )
    db.session.execute(
        insert(Action),
        [
            {
                "id": n,
                "recommendation_id": n,
                "text": "Repair it.",
                "owner_id": cast.officer.id,
                "due_on": date(2026, 3, 31),
                "due_precision": DatePrecision.DAY,
            }
            for n in ids
        ],
    )
    db.session.execute(
        insert(Update),
        [
            {
                "action_id": n,
                "state": UpdateState.SENT,
                "value": Progress.ON_TRACK,
                "effective_on": date(2026, 1, 5),
                "author_id": cast.officer.id,
                "sent_at": SENT_AT,
            }
            for n in ids
            if n % 2
        ],
    )
    db.session.commit()


@pytest.mark.parametrize("who", ["officer", "director", "coordinator"])
def test_lists_cost_the_same_at_ten_and_at_a_thousand(
    app: Flask, cast: Cast, client: FlaskClient, who: str
) -> None:
    many(cast, 20, 10_000)
    sign_in(client, who)
    opened = [address for address in ADDRESSES if client.get(address).status_code == 200]
    assert opened
    few = [_cost(app, client, address) for address in opened]
    many(cast, 1000, 20_000)
    assert [_cost(app, client, address) for address in opened] == few
    assert max(few) <= 20


def _cost(app: Flask, client: FlaskClient, address: str) -> int:
    with counted(app) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_one_update_costs_a_fixed_number(app: Flask, cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    assert _cost(app, client, f"/recommendations/{made.reference}/actions/1/update") <= 20
