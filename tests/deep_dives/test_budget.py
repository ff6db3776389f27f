"""Pages of deep dives ask the database as often for many rows as for few."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import insert
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.models import (
    DeepDive,
    DeepDiveSession,
    DraftRecommendation,
    DraftState,
    ScopedMeasure,
    ScopeReason,
)
from scrutiny_tracker.kpis.models import Kpi
from scrutiny_tracker.rules.performance import Polarity
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.counting import queries
from tests.factories_deep_dives import BEGAN_ON, deep_dive, deep_dive_session


def _fill(
    cast: Cast, session: scoped_session[Session], dive: DeepDive, one: DeepDiveSession, first: int, last: int
) -> None:
    """So many more deep dives, and so many more measures and sessions in one of them."""
    numbers = range(first, last)
    facts = {"unit": "%", "decimals": 0, "definition": "", "polarity": Polarity.HIGHER, "version": 1}
    session.execute(
        insert(Kpi), [{"id": 5000 + n, "code": f"K{n}", "name": f"Measure {n}", **facts} for n in numbers]
    )
    session.execute(
        insert(DeepDive),
        [
            {
                "id": 5000 + n,
                "reference": f"D-{n}",
                "title": f"Deep dive {n}",
                "body_id": cast.sb1.id,
                "purpose": "",
                "began_on": BEGAN_ON - timedelta(days=n),
                "version": 1,
            }
            for n in numbers
        ],
    )
    session.execute(
        insert(ScopedMeasure),
        [
            {
                "deep_dive_id": of,
                "kpi_id": 5000 + n,
                "why": ScopeReason.MISSED,
                "section": n + 1,
                "session_id": one.id if of == dive.id else None,
                "version": 1,
            }
            for n in numbers
            for of in (dive.id, 5000 + n)
        ],
    )
    session.execute(
        insert(DeepDiveSession),
        [
            {
                "deep_dive_id": dive.id,
                "number": n + 2,
                "on": BEGAN_ON,
                "invited": "",
                "notes": "",
                "version": 1,
            }
            for n in numbers
        ],
    )
    session.execute(
        insert(DraftRecommendation),
        [
            {
                "deep_dive_id": dive.id,
                "number": n + 1,
                "text": f"Publish {n}.",
                "state": DraftState.DRAFT,
                "version": 1,
            }
            for n in numbers
        ],
    )
    session.commit()


@pytest.mark.parametrize(
    "address",
    [
        "/deep-dives",
        "/deep-dives/{}",
        "/deep-dives/{}/sessions/1",
        "/deep-dives/{}/propose-scope",
        "/deep-dives/{}/drafts",
        "/deep-dives/{}/then-and-now",
    ],
)
def test_the_same_count_at_10_and_at_1000(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], address: str
) -> None:
    item = make.item(make.meeting(cast.scruco, date(2025, 8, 21)))
    dive = deep_dive(cast.scruco, agreed_at=item, reports_to=item, paper=make.paper(on=item))
    one = deep_dive_session(dive)
    session.commit()
    sign_in(client, "coordinator")
    counts = []
    for first, last in ((0, 10), (10, 1000)):
        _fill(cast, session, dive, one, first, last)
        with queries() as asked:
            assert client.get(address.format(dive.reference)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20, "\n".join(asked)


def test_the_list_goes_on_where_the_page_before_ended(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    for n in range(30):
        deep_dive(cast.scruco, f"Review {n:02}.", began_on=BEGAN_ON + timedelta(days=n // 3))
    session.commit()
    sign_in(client, "member")
    first = client.get("/deep-dives").text
    after = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get(after.replace("&amp;", "&")).text
    titles = [f"Review {n:02}." for n in range(30)]
    assert [title for title in titles if title in first] == titles[5:]
    assert [title for title in titles if title in second] == titles[:5]
