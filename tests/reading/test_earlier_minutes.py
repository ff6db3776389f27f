"""Matters arising: an earlier minute that a paper names shows on both sides, and an answer told of it is
second-hand."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.meetings import queries as meetings
from scrutiny_tracker.meetings.models import AgendaItem
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Provenance
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.reading.conftest import Bring, Do, review_of
from tests.reading.test_confirm import confirm

LATER = """Scrutiny Co-ordination Committee - Thursday, 11 December 2025 2.00 pm

15. Outstanding issues

Further to minute 9/25, Cabinet had agreed the recommendation on 4 November 2025.

RESOLVED that the answer be noted.
"""


@pytest.fixture
def earlier(session: scoped_session[Session], cast: Cast) -> tuple[AgendaItem, Recommendation]:
    """Minute 9/25 of October, with a recommendation that waits for Cabinet's answer."""
    item = make.item(make.meeting(cast.scruco), title="Damp homes", minute_number="9/25")
    row = make.recommendation(cast.scruco, item_id=item.id, agreed_on=date(2025, 10, 30))
    make.addressee(row, cast.cabinet)
    session.commit()
    return item, row


def test_both_sides_show_each_other(
    client: FlaskClient, bring: Bring, do: Do, earlier: tuple[AgendaItem, Recommendation]
) -> None:
    reference = bring(LATER)
    page = client.get(f"/papers-in/{reference}").text
    assert "Damp homes, 30 October 2025" in page
    confirm(client, do, reference, **{"p1-known": f"item:{earlier[0].reference}"})
    later = meetings.list_items_of(meetings.get_meeting("SCRUCO-2025-12-11").id)[0]
    for who in ("member", "officer"):
        sign_in(client, who)
        assert "Refers to minute 9/25" in client.get(f"/items/{later.reference}").text
        page = client.get(f"/items/{earlier[0].reference}").text
        assert "Came up again as minute 9/25" in page
        assert f"/items/{later.reference}" in page


def test_a_minute_that_is_recorded_later_is_found_by_its_number(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    confirm(client, do, bring(LATER))
    later = meetings.list_items_of(meetings.get_meeting("SCRUCO-2025-12-11").id)[0]
    assert "not recorded yet" in client.get(f"/items/{later.reference}").text
    make.item(make.meeting(cast.scruco), title="Damp homes", minute_number="9/25")
    session.commit()
    assert "Damp homes" in client.get(f"/items/{later.reference}").text


def test_an_answer_told_at_a_later_meeting_is_second_hand(
    session: scoped_session[Session],
    client: FlaskClient,
    bring: Bring,
    do: Do,
    earlier: tuple[AgendaItem, Recommendation],
) -> None:
    reference = bring(LATER)
    known = {"p1-known": f"item:{earlier[0].reference}"}
    do(reference, "save", **known)
    assert (
        "1 recommendation waits for an answer, and the paper says so"
        in client.get(f"/papers-in/{reference}").text
    )
    do(reference, "accept-all", **{"p1-told": "agreed", "p1-told_on": "soon"})
    problem = do(reference, "check").text
    assert "enter the day of the decision, such as 2 December 2025." in problem
    confirm(client, do, reference, **{"p1-told_on": "4 November 2025"})
    session.expire_all()
    row = get_recommendation(earlier[1].reference)
    assert row.addressees[0].answer is Answer.AGREED
    assert row.addressees[0].answered_on == date(2025, 11, 4)
    assert row.entries[-1].provenance is Provenance.SECOND_HAND
    page = client.get(f"/recommendations/{row.reference}").text
    assert "Told at Scrutiny Co-ordination Committee, Thursday 11 December 2025" in page
    assert review_of(reference)[0].confirmed_at is not None


def test_nothing_is_said_of_an_answer_unless_somebody_chooses_it(
    session: scoped_session[Session],
    client: FlaskClient,
    bring: Bring,
    do: Do,
    earlier: tuple[AgendaItem, Recommendation],
) -> None:
    confirm(client, do, bring(LATER), **{"p1-known": f"item:{earlier[0].reference}"})
    session.expire_all()
    assert get_recommendation(earlier[1].reference).addressees[0].answer is Answer.WAITING
