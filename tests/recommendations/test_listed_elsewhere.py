"""The join walked backwards: from a measure, a deep dive, a meeting and a body to what was recommended."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.deep_dives.models import DeepDive
from scrutiny_tracker.recommendations.models import MeasureLink
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import Cast, sign_in

NAME = "Publish the waiting times each quarter"


@pytest.fixture
def places(cast: Cast, session: scoped_session[Session]) -> dict[str, str]:
    """One recommendation of a report, agreed at a meeting, about a measure; the pages that should list it."""
    meeting = make.meeting(cast.scruco, date(2025, 10, 30))
    item = make.item(meeting)
    paper = make.paper(on=item)
    kpi = make.kpi()
    rec = make.recommendation(cast.scruco, short_name=NAME, item_id=item.id, paper_id=paper.id)
    session.add(MeasureLink(recommendation_id=rec.id, kpi_id=kpi.id, why=LinkReason.MISSED_TARGET))
    dive = DeepDive(
        reference="DD-1", title="Deep dive", body_id=cast.scruco.id, paper_id=paper.id,
        purpose="Measures that missed.", began_on=date(2025, 8, 21),
    )  # fmt: skip
    session.add(dive)
    session.commit()
    return {
        "measure": f"/kpis/{kpi.code}",
        "deep dive": f"/deep-dives/{dive.reference}",
        "meeting": f"/meetings/{meeting.reference}",
        "body": f"/bodies/{cast.scruco.code}",
    }


@pytest.mark.parametrize("place", ["measure", "deep dive", "meeting", "body"])
def test_what_was_recommended_stands_there(place: str, places: dict[str, str], client: FlaskClient) -> None:
    sign_in(client, "member")
    assert NAME in client.get(places[place]).text


@pytest.mark.parametrize("place", ["measure", "deep dive", "meeting", "body"])
def test_a_private_one_keeps_its_name(
    place: str, places: dict[str, str], client: FlaskClient, session: scoped_session[Session]
) -> None:
    from scrutiny_tracker.recommendations.models import Recommendation

    session.query(Recommendation).update({"publicity": Publicity.EXEMPT})
    session.commit()
    sign_in(client, "stranger")
    page = client.get(places[place]).text
    assert NAME not in page
    assert "Private recommendation" in page
