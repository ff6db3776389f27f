"""The list of measures: by body, missed only, page by page."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.rules.performance import Polarity
from tests import factories as make
from tests.cast import ROLES, Cast, sign_in


def _codes(page: str) -> list[str]:
    return re.findall(r'href="/kpis/([A-Z]\d+)"', page)


def _measures(cast: Cast, session: scoped_session[Session]) -> None:
    make.kpi("A1", targets={"2024-25": 95}, readings={"2023-24": 92, "2024-25": 90}, body_id=cast.sb1.id)
    make.kpi("A2", targets={"2024-25": 80}, readings={"2023-24": 70, "2024-25": 90}, body_id=cast.sb1.id)
    make.kpi(
        "B1", targets={"2024-25": 9}, readings={"2024-25": 12}, polarity=Polarity.LOWER, body_id=cast.sb2.id
    )
    make.kpi("B2", readings={"2024-25": None}, body_id=cast.sb2.id)
    make.kpi("B3", is_illustrative=True, readings={"2024-25": 5})
    session.commit()


def test_every_role_opens_the_door(cast: Cast, client: FlaskClient) -> None:
    for who in ROLES:
        sign_in(client, who)
        page = client.get("/kpis/measures")
        assert page.status_code == 200
        assert "No measures yet." in page.text


def test_each_row_says_how_it_stands(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    _measures(cast, session)
    sign_in(client, "member")
    page = client.get("/kpis/measures").text
    assert _codes(page) == ["A1", "A2", "B1", "B2", "B3"]
    rows = dict(re.findall(r'href="/kpis/([A-Z]\d+)">.*?</th>(.*?)</tr>', page, re.DOTALL))
    words = {code: " ".join(re.sub(r"<[^>]+>", " ", row).split()) for code, row in rows.items()}
    assert words["A1"] == "95% 90% Missed target Red Worse ↓ 2024-25"
    assert words["A2"] == "80% 90% On target Green Improved ↑ 2024-25"
    assert words["B2"] == "None No figure No figure No comparison 2024-25"
    assert words["B3"] == "None 5% illustrative No target No comparison 2024-25"
    assert "5 measures, by code." in page


def test_missed_only_and_by_body(cast: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    _measures(cast, session)
    sign_in(client, "member")
    assert _codes(client.get("/kpis/measures?missed=yes").text) == ["A1", "B1"]
    assert _codes(client.get("/kpis/measures?body=SB2").text) == ["B1", "B2"]
    page = client.get("/kpis/measures?body=SB1&missed=yes").text
    assert _codes(page) == ["A1"]
    assert (
        "1 measure that missed target in the remit of Learning and Care Scrutiny Board (1), by code." in page
    )
    assert "No measures match." in client.get("/kpis/measures?body=NOWHERE").text


def test_pages_follow_each_other_and_keep_the_filter(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    for n in range(30):
        make.kpi(f"K{n + 10}", targets={"2024-25": 9}, readings={"2024-25": 5}, body_id=cast.sb1.id)
    session.commit()
    sign_in(client, "member")
    for query in ("/kpis/measures", "/kpis/measures?missed=yes&body=SB1"):
        first = client.get(query).text
        address = re.search(r'href="([^"]+)" rel="next"', first)
        assert address is not None
        second = client.get(address[1].replace("&amp;", "&")).text
        assert _codes(first) + _codes(second) == [f"K{n + 10}" for n in range(30)]
        assert 'rel="next"' not in second


def test_the_council_uses_its_own_word(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    session.add(CouncilSetting(name="measure_word", value="KPI"))
    session.commit()
    sign_in(client, "performance")
    page = client.get("/kpis/measures").text
    assert ">Add a KPI<" in page
    assert "No KPIs yet." in page
