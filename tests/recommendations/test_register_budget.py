"""What the register, what is outstanding and the page of one recommendation ask of the database: the same at
10 and at 1,000 rows."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.recommendations.models import Action, Addressee, Entry, Recommendation
from scrutiny_tracker.rules.lifecycle import Origin
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.counting import queries

LISTS = (
    ("/recommendations", 6),
    ("/recommendations?status=all&sort=newest", 6),
    ("/recommendations?filter=open", 16),
    ("/outstanding", 14),
    ("/outstanding?kind=recommendation", 12),
)


def asked(client: FlaskClient, address: str) -> int:
    """How many statements a page sends, once everything that is kept between requests is there."""
    client.get(address)
    with queries() as found:
        assert client.get(address).status_code == 200
    return len(found)


def many(cast: Cast, number: int) -> None:
    """Recommendations in bulk, each asking Cabinet, with one action of the officer."""
    common = {
        "text": "Publish the figures.",
        "origin": Origin.DEEP_DIVE,
        "made_by_id": cast.scruco.id,
        "agreed_by_id": cast.scruco.id,
        "followed_by_id": cast.scruco.id,
        "made_on": make.MADE_ON,
        "agreed_on": make.MADE_ON,
    }
    rows = [
        {
            "reference": f"BULK-{number}-{n}",
            "short_name": f"Publish figure {n}",
            "next_due_on": date(2026, 1 + n % 12, 1 + n % 28),
            **common,
        }
        for n in range(number)
    ]
    made = db.session.scalars(insert(Recommendation).returning(Recommendation.id), rows).all()
    db.session.execute(
        insert(Addressee), [{"recommendation_id": one, "body_id": cast.cabinet.id} for one in made]
    )
    action = {"position": 1, "text": "Publish.", "owner_id": cast.officer.id}
    db.session.execute(insert(Action), [{"recommendation_id": one, **action} for one in made])
    db.session.commit()


@pytest.mark.parametrize(("address", "most"), LISTS)
def test_lists_cost_the_same_at_10_and_at_1000(
    cast: Cast, client: FlaskClient, address: str, most: int
) -> None:
    sign_in(client, "coordinator")
    many(cast, 10)
    few = asked(client, address)
    many(cast, 990)
    assert asked(client, address) == few
    assert few <= most, f"{address} asks {few} times"


def test_a_download_asks_once_for_every_500_rows(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    many(cast, 10)
    few = asked(client, "/recommendations.csv")
    many(cast, 990)
    assert asked(client, "/recommendations.csv") == few + 1_000 // 500


@pytest.mark.parametrize("page", ["", "/history"])
def test_one_recommendation_costs_the_same_however_much_was_said(
    cast: Cast, client: FlaskClient, page: str
) -> None:
    """With 10 and with 1,000 entries and lines of history."""
    made = make.recommendation(cast.scruco, asked=cast.cabinet, owner=cast.officer)
    address = f"/recommendations/{made.reference}{page}"
    db.session.commit()
    sign_in(client, "coordinator")

    def said(times: int) -> int:
        entry = {
            "recommendation_id": made.id,
            "thread": "decision",
            "value": "under-review",
            "effective_on": date(2025, 12, 11),
            "recorded_at": make.NOW,
            "actor_name": "Cora Ordway",
            "detail": {},
        }
        line = {
            "at": make.NOW,
            "actor_name": "Cora Ordway",
            "tag": "recommendation:changed",
            "noun": "recommendation",
            "reference": made.reference,
        }
        db.session.execute(insert(Entry), [entry] * times)
        db.session.execute(insert(JournalEntry), [line] * times)
        db.session.commit()
        return asked(client, address)

    few = said(10)
    assert said(990) == few
    assert few <= 45, f"{address} asks {few} times"


@pytest.mark.parametrize("address", ["/admin/accounts", "/admin/offices"])
def test_accounts_and_offices_cost_the_same(cast: Cast, client: FlaskClient, address: str) -> None:
    sign_in(client, "admin")

    def joined(number: int) -> int:
        rows = [
            {
                "name": f"Person {number} {n}",
                "email": f"p.{number}.{n}@council.example",
                "created_at": make.NOW,
                "is_active": True,
                "session_number": 1,
            }
            for n in range(number)
        ]
        made = db.session.scalars(insert(Person).returning(Person), rows).all()
        for person in made[:200]:
            make.office(person, Role.CO_ORDINATOR)
        db.session.commit()
        return asked(client, address)

    assert joined(10) == joined(990)
