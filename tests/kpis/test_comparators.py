"""Groups of areas that measures are compared with: their page, and the line in the chart."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.content import plain
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.charts import graph_of
from scrutiny_tracker.kpis.models import ComparatorReading
from scrutiny_tracker.kpis.queries import find_group, get_kpi, list_areas, series
from tests import factories as make
from tests.cast import Cast, by, sign_in

ADD = "/kpis/comparators/add"
AREAS = "E1; Northam\nE2; Southam\n\nE3"


def _compared(session: scoped_session[Session], actor: Cast) -> int:
    """K1 is compared with three areas, whose median is 45 and then 55; returns their group."""
    areas = [("E1", "Northam"), ("E2", "Southam"), ("E3", "E3")]
    group = actions.add_comparator_group("Neighbours", None, areas, by(actor.performance))
    kpi = make.kpi("K1", {"2024-25": 60}, {"2023-24": 50, "2024-25": 58}, comparator_group_id=group.id)
    figures = {"2023-24": (40, 45, 70), "2024-25": (55, 52, 80)}
    for period, values in figures.items():
        for (code, name), value in zip(areas, values, strict=True):
            session.add(
                ComparatorReading(
                    kpi_id=kpi.id, area_code=code, area_name=name, period=period,
                    starts_on=date(int(period[:4]), 4, 1), value=value, recorded_at=make.NOW,
                )
            )  # fmt: skip
    session.commit()
    return group.id


def test_the_comparator_is_a_line_a_column_and_words(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    _compared(session, cast)
    sign_in(client, "member")
    page = client.get("/kpis/K1").text
    assert 'stroke-dasharray="1.5 3.5"' in page
    assert "Dotted grey line: those it is compared with." in page
    assert "Those it is compared with: 55% in 2024-25." in page
    assert 'data-name="Compared with">55%' in page
    assert "Those it is compared with: 55% (median, Neighbours)." in page


def test_the_comparator_stands_in_the_table_of_a_paper_s_chart(
    cast: Cast, session: scoped_session[Session]
) -> None:
    _compared(session, cast)
    [whole] = series([get_kpi("K1").id]).values()
    graph = graph_of(whole)
    assert graph is not None
    assert graph.table is not None
    assert graph.table.columns[3].name == "Compared with"
    last = next(row for row in graph.table.rows if plain(row[0][0]) == "2024-25")
    assert plain(last[3][0]) == "55%"


def test_a_group_is_added_and_changed_on_its_page(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    assert client.post(ADD, data={"name": "Neighbours", "areas": AREAS}).status_code == 302
    group = find_group("Neighbours")
    assert group is not None
    address = f"/kpis/comparators/{group.id}/change"
    assert "E3; E3\nE1; Northam\nE2; Southam" in client.get(address).text.replace("\r", "")
    form = {"name": "Nearest neighbours", "areas": "E1; North Ham\nE4; Westham", "version": "1"}
    assert client.post(address, data=form).status_code == 302
    session.expire_all()
    assert [(area.code, area.name) for area in list_areas()[group.id]] == [
        ("E1", "North Ham"),
        ("E4", "Westham"),
    ]
    page = client.get("/kpis/comparators").text
    assert "Nearest neighbours" in page
    assert "0 measures compared with 2 areas." in page
    stale = client.post(address, data=form | {"areas": "E9; Elsewhere", "once": "another"})
    assert stale.status_code == 409
    assert "E4; Westham" in stale.text


def test_an_area_that_leaves_no_longer_counts(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    group_id = _compared(session, cast)
    sign_in(client, "performance")
    assert "Those it is compared with: 55%" in client.get("/kpis/K1").text
    form = {"name": "Neighbours", "areas": "E1; Northam", "version": "1"}
    assert client.post(f"/kpis/comparators/{group_id}/change", data=form).status_code == 302
    assert "Those it is compared with: 55% (median" in client.get("/kpis/K1").text
    form = {"name": "Neighbours", "areas": "E2; Southam", "version": "2", "once": "another"}
    assert client.post(f"/kpis/comparators/{group_id}/change", data=form).status_code == 302
    assert "Those it is compared with: 52% (median" in client.get("/kpis/K1").text


@pytest.mark.parametrize(
    ("areas", "says"),
    [
        ("Birmingham and all of its neighbours", "write code; name"),
        ("; Northam", "write code; name"),
        ("E1; Northam\nE1; Southam", "E1 is there twice."),
        (" \n ", "Enter at least one area."),
    ],
)
def test_areas_that_cannot_be_read_say_why(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], areas: str, says: str
) -> None:
    sign_in(client, "performance")
    page = client.post(ADD, data={"name": "Neighbours", "areas": areas}).text
    assert says in page
    assert find_group("Neighbours") is None


def test_a_name_is_there_once(cast: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    actions.add_comparator_group("Neighbours", None, [("E1", "Northam")], by(cast.performance))
    other = actions.add_comparator_group("Core cities", None, [("E1", "Northam")], by(cast.performance))
    session.commit()
    sign_in(client, "performance")
    form = {"name": "Neighbours", "areas": AREAS, "version": "1"}
    assert "of that name already" in client.post(ADD, data=form).text
    assert "of that name already" in client.post(f"/kpis/comparators/{other.id}/change", data=form).text


@pytest.mark.parametrize("who", ["member", "officer", "nobody"])
def test_others_read_and_may_not_change(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    assert client.get("/kpis/comparators").status_code == 200
    assert client.get(ADD).status_code == 403
