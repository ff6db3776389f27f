"""What the pages of sendings, answers and progress reports ask of the database, however much they show."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import insert

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.models import Commitment, Sending, SentLine
from scrutiny_tracker.recommendations.queries.commitments import list_commitments
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries


def asked(client: FlaskClient, address: str) -> int:
    """How many statements a page sends, once everything that is kept between requests is there."""
    client.get(address)
    with queries() as found:
        assert client.get(address).status_code == 200
    return len(found)


def many_sendings(cast: Cast, number: int) -> None:
    """Sendings in bulk that all carry one recommendation."""
    carried = make.recommendation(cast.scruco, asked=cast.cabinet)
    common = {"from_body_id": cast.scruco.id, "to_body_id": cast.cabinet.id, "regime": "executive"}
    rows = [
        {
            "reference": f"BULK-{number}-{n}",
            "title": f"Letter {n}",
            "answer_due_on": date(2026, 1, 1 + n % 28),
            **common,
        }
        for n in range(number)
    ]
    made = db.session.scalars(insert(Sending).returning(Sending.id), rows).all()
    lines = [
        {"sending_id": sending_id, "addressee_id": carried.addressees[0].id, "position": 1, "wording": "x"}
        for sending_id in made
    ]
    db.session.execute(insert(SentLine), lines)
    db.session.commit()


def test_the_list_costs_the_same_at_10_and_at_1000(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    many_sendings(cast, 10)
    few = asked(client, "/sendings")
    many_sendings(cast, 990)
    assert asked(client, "/sendings") == few
    assert few <= 8


def test_pages_of_one_sending_cost_the_same_whatever_it_carries(cast: Cast, client: FlaskClient) -> None:
    who = by(cast.coordinator)
    report = make.paper("Deep dive")
    small = given.sent(cast, who, given.agreed(cast, who, make.paper("Small"))).reference
    large = given.sent(cast, who, *(given.agreed(cast, who, report) for _ in range(20))).reference
    db.session.commit()
    sign_in(client, "governance")
    for page in ("", "/answer", "/answered"):
        assert asked(client, f"/sendings/{small}{page}") == asked(client, f"/sendings/{large}{page}"), page
    assert asked(client, "/progress-reports/SCRUCO-2526-PR-01") == asked(
        client, "/progress-reports/SCRUCO-2526-PR-02"
    )


def test_the_list_of_progress_reports_costs_the_same(cast: Cast) -> None:
    def made(number: int, before: str) -> int:
        rows = [
            {
                "reference": f"{before}-{n}",
                "title": f"Report {n}",
                "body_id": cast.scruco.id,
                "base_event": "decision",
                "not_before_on": date(2026, 11, 4),
            }
            for n in range(number)
        ]
        db.session.execute(insert(Commitment), rows)
        with queries() as found:
            assert len(list_commitments(TODAY).rows) == min(number, 25)
        return len(found)

    assert made(10, "A") == made(990, "B") == 3
