"""Who clears a deep dive's report: the table is opened once and stands on the deep dive's page."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.papers.models import Document
from scrutiny_tracker.papers.queries.deep_dives import get_clearance_of
from tests import factories as make
from tests.cast import ROLES, Cast, sign_in
from tests.factories_deep_dives import deep_dive

ROW = {
    "role": "finance",
    "name": "Zebulon Marsh",
    "post": "Finance",
    "on_behalf_of": "",
    "sent_on": ["", "", ""],
    "back_on": ["", "", ""],
    "comments": "",
}


def test_the_table_is_opened_once_and_its_days_stand_beside_the_key_dates(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.meeting(cast.scruco, date(2026, 2, 26), reference="SCRUCO-2026-02-26")
    dive = deep_dive(cast.scruco, reports_at_reference="SCRUCO-2026-02-26")
    session.commit()
    sign_in(client, "coordinator")
    address = f"/deep-dives/{dive.reference}"
    assert "Nobody stands in the clearance table yet." in client.get(address).text
    adding = client.post(f"{address}/open-clearance").location
    assert client.post(f"{address}/open-clearance").location == adding
    assert session.scalar(select(func.count()).select_from(Document)) == 1
    assert client.post(adding, data=ROW | {"once": "n"}).location == f"{address}#clearance"
    page = client.get(address).text
    assert "Zebulon Marsh" in page
    assert "Draft to those who clear it" in page
    client.post(f"{address}/send-for-clearing")
    session.expire_all()
    [row] = get_clearance_of(dive).clearances
    assert (row.sent_on, row.back_on) == (date(2026, 1, 12), None)
    assert "On time" in client.get(address).text


@pytest.mark.parametrize("who", ROLES)
def test_only_the_review_group_sees_the_table_and_only_the_co_ordinator_fills_it(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str
) -> None:
    dive = deep_dive(cast.scruco)
    session.commit()
    address = f"/deep-dives/{dive.reference}"
    sign_in(client, "coordinator")
    adding = client.post(f"{address}/open-clearance").location
    client.post(adding, data=ROW | {"once": "n"})
    sign_in(client, who)
    assert ("Zebulon" in client.get(address).text) is (who in ("coordinator", "member", "chair"))
    if who != "coordinator":
        for verb in ("open-clearance", "send-for-clearing"):
            assert client.post(f"{address}/{verb}").status_code == 403
