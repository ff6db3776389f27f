"""One list of all that is owed, soonest due first, page by page without a gap."""

from __future__ import annotations

import re
from datetime import date, timedelta

from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.recommendations.queries.outstanding import OutstandingFilter, list_outstanding
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, sign_in
from tests.counting import queries

MARKER = "zanzibarine"


def fill(cast: Cast, each: int) -> None:
    for n in range(each):
        due = TODAY + timedelta(days=n % 7)
        make.recommendation(cast.scruco, next_due_on=due, action_due_on=due)
        make.follow_up(cast.scruco, due_on=due, next_due_on=due)
        make.referral(cast.scruco, cast.sb1, next_due_on=due)


def test_pages_follow_one_another_without_gap_or_repeat(cast: Cast, session: scoped_session[Session]) -> None:
    fill(cast, 20)
    chosen, after, seen = OutstandingFilter(), None, []
    while True:
        page = list_outstanding(chosen, after, TODAY)
        seen += [(row.next_due_on, type(row).__name__, row.id) for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 60
    assert [on for on, *_ in seen] == sorted(on for on, *_ in seen)


def test_everybody_sees_the_list_and_its_kinds(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    fill(cast, 2)
    session.commit()
    sign_in(client, "officer")
    page = client.get("/outstanding").text
    assert "6 open" in page
    for kind, many in (("recommendation", 2), ("information-request", 2), ("referral", 2)):
        rows = client.get(f"/outstanding?kind={kind}").text
        assert rows.count("<tr class=") == many
        assert re.search(rf"\({many}\)", rows)


def test_late_closed_and_filters(cast: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    late = make.follow_up(
        cast.scruco,
        what="When was the depot inspected?",
        due_on=date(2026, 1, 5),
        next_due_on=date(2026, 1, 5),
        owner_id=cast.officer.id,
    )
    make.follow_up(cast.sb1, what="How many trees were planted?")
    session.commit()
    sign_in(client, "coordinator")
    assert late.reference in client.get("/outstanding?status=late").text
    assert "trees" not in client.get("/outstanding?status=late").text
    assert "depot" not in client.get(f"/outstanding?body={cast.sb1.code}").text
    assert "depot" in client.get(f"/outstanding?owner={cast.officer.email}").text
    assert "Nothing is outstanding here" in client.get("/outstanding?body=NOBODY").text


def test_private_words_stay_private(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.follow_up(cast.scruco, what=f"Who is {MARKER}?", publicity=Publicity.EXEMPT)
    make.referral(cast.scruco, cast.sb1, what=MARKER, publicity=Publicity.EXEMPT)
    make.recommendation(cast.scruco, short_name=MARKER, text=MARKER, publicity=Publicity.EXEMPT)
    session.commit()
    sign_in(client, "stranger")
    assert MARKER not in client.get("/outstanding").text
    assert MARKER not in client.get("/recommendations").text
    assert MARKER not in client.get("/recommendations.csv").text
    assert "(0)" in client.get(f"/recommendations?q={MARKER}").text
    sign_in(client, "coordinator")
    assert client.get("/outstanding").text.count(MARKER) == 3


def test_as_many_queries_for_ten_rows_as_for_a_thousand(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    fill(cast, 10)
    session.commit()
    with queries() as few:
        client.get("/outstanding")
    fill(cast, 323)
    session.commit()
    with queries() as many:
        client.get("/outstanding")
    assert len(few) == len(many) <= 20
