"""From a file to the record through the pages, by a performance officer and a colleague."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import select
from sqlalchemy.orm import scoped_session
from werkzeug.test import TestResponse

from scrutiny_tracker.kpis.importing import actions
from scrutiny_tracker.kpis.importing.models import ImportState, KpiImport
from scrutiny_tracker.kpis.importing.said import from_json
from scrutiny_tracker.kpis.models import ComparatorGroup, Kpi, KpiReading
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.counting import queries
from tests.kpis.importing.files import KNOWN, MESSY, text_table, xlsx

ADDRESS = "/kpis/imports"
AREAS = text_table(
    [
        ["area_code", "area_name", "period", "indicator", "unit", "value"],
        ["E92000001", "England", "2022/23", "Recycled", "%", 43.3],
        ["X01", "Ours", "2022/23", "Recycled", "%", 41.2],
        ["X02", "Near", "2022/23", "Recycled", "%", 40],
        ["X03", "Nearer", "2022/23", "Recycled", "%", 44],
        ["X04", "Far", "2022/23", "Recycled", "%", 99],
    ]
)


@pytest.fixture
def known(cast: Cast, session: scoped_session[Session]) -> Cast:
    for code, (name, unit) in KNOWN.items():
        make.kpi(code, name=name, unit=unit)
    session.commit()
    return cast


def send(client: FlaskClient, name: str, content: bytes) -> TestResponse:
    return client.post(f"{ADDRESS}/start", data={"file": (io.BytesIO(content), name), "once": name})


def answer(client: FlaskClient, address: str, more: Mapping[str, Any] | None = None) -> TestResponse:
    """Sends a page's form as the page has it now."""
    seen = client.get(address.removesuffix("/drop")).text
    version = seen.split('name="version" value="')[1].split('"')[0]
    return client.post(address, data={"version": version, "once": "check", **(more or {})})


def test_a_messy_workbook_is_understood_checked_and_taken(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    assert "No spreadsheet has been brought in yet." in client.get(ADDRESS).text
    address = send(client, "results.xlsx", MESSY).location
    understood = client.get(address).text
    assert "A row for each measure, one period" in understood
    assert "All figures are read as those of 2022-23." in understood
    assert "Not read: E (RAG)." in understood
    assert answer(client, address).location == f"{address}/rows"
    rows = client.get(f"{address}/rows").text
    assert "3 rows: 3 new, 0 changed" in rows
    assert "41.2%" in rows
    assert "D6" in rows
    assert session.scalar(select(KpiReading.id)) is None
    assert answer(client, f"{address}/rows").location == address
    session.expire_all()
    assert len(session.scalars(select(KpiReading)).all()) == 3
    taken = client.get(address).text
    assert "3: 3 new, 0 changed, 0 unchanged" in taken
    assert 'href="/kpis/K1"' in taken
    assert "In the record" in client.get(ADDRESS).text
    assert client.get(f"{address}/rows").status_code == 404


def test_the_same_form_sent_twice_makes_one_draft(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    assert send(client, "a.xlsx", MESSY).location == send(client, "a.xlsx", MESSY).location


def test_a_colleague_finishes_the_draft(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    address = send(client, "results.xlsx", MESSY).location
    sign_in(client, "coordinator")
    assert "results.xlsx" in client.get(ADDRESS).text
    answer(client, address)
    answer(client, f"{address}/rows")
    [draft] = session.scalars(select(KpiImport))
    assert (draft.state, draft.taken_by_id) == (ImportState.TAKEN, known.coordinator.id)
    assert draft.started_by_id == known.performance.id


def test_a_column_is_corrected_and_stays_so(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    content = xlsx({"S": [["Ref", "Indicator", "Latest", "Before"], ["K1", "Waste", 41.2, 40.1]]})
    address = send(client, "odd.xlsx", content).location
    assert "Say which period its figures are for" in client.get(address).text
    refused = answer(client, address, {"once": "early"})
    assert "<title>Error:" in refused.text
    page = client.get(f"{address}/sheets/0").text
    form = {
        "is_read": "y",
        "first": "1",
        "last": "1",
        "period": "2022/23",
        "kpi": "",
        "version": page.split('name="version" value="')[1].split('"')[0],
    }
    for at, role in enumerate(("code", "name", "value", "value")):
        form |= {
            f"columns-{at}-index": str(at),
            f"columns-{at}-role": role,
            f"columns-{at}-period": "2021/22" if at == 3 else "",
            f"columns-{at}-kpi": "",
        }
    wrong = client.post(f"{address}/sheets/0", data=form | {"period": "someday"})
    assert "<title>Error:" in wrong.text
    assert "someday" in wrong.text
    assert client.post(f"{address}/sheets/0", data=form).location == address
    assert client.post(f"{address}/sheets/0", data=form).status_code == 200
    answer(client, address)
    answer(client, f"{address}/rows")
    session.expire_all()
    figures = {row.period: row.value for row in session.scalars(select(KpiReading))}
    assert figures == {"2021-22": Decimal("40.1"), "2022-23": Decimal("41.2")}


def test_our_area_and_the_list_to_compare_with_are_chosen(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    address = send(client, "areas.csv", AREAS).location
    assert "Say which of them is ours." in client.get(address).text
    refused = answer(client, address, {"once": "a"})
    assert "<title>Error:" in refused.text
    near = text_table([["area_code", "area_name"], ["X02", "Near"], ["X03", "Nearer"]])
    chosen = {"area": "X01", "group": "new", "group_name": "Neighbours"}
    sent = answer(client, address, chosen | {"group_file": (io.BytesIO(near), "near.csv"), "once": "b"})
    assert sent.location == f"{address}/rows"
    assert "Compared with 42.0%" in client.get(f"{address}/rows").text
    answer(client, f"{address}/rows")
    session.expire_all()
    [reading] = session.scalars(select(KpiReading))
    assert (reading.value, reading.comparator) == (Decimal("41.2"), Decimal(42))
    [group] = session.scalars(select(ComparatorGroup))
    kpi = session.scalars(select(Kpi).where(Kpi.id == reading.kpi_id)).one()
    assert (group.name, kpi.comparator_group_id) == ("Neighbours", group.id)


def test_a_name_is_given_its_measure(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    content = text_table([["Indicator", "2022/23"], ["Household waste recycling", "41.2"]])
    address = send(client, "names.csv", content).location
    answer(client, address)
    assert "Not in the record yet" in client.get(f"{address}/rows").text
    assert "Perhaps K1?" in client.get(f"{address}/measures").text
    form = {"measures-0-label": "Household waste recycling", "measures-0-stands_for": "K1"}
    assert answer(client, f"{address}/measures", form).location == f"{address}/rows"
    assert "Not in the record yet" not in client.get(f"{address}/rows").text
    answer(client, f"{address}/rows")
    assert session.scalar(select(Kpi.code).join(KpiReading, KpiReading.kpi_id == Kpi.id)) == "K1"


def test_rows_with_errors_are_shown_with_their_cells_and_may_be_left_out(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    content = text_table([["Code", "2022/23"], ["K1", "about half"], ["K2", "420"]])
    address = send(client, "wrong.csv", content).location
    answer(client, address)
    errors = client.get(f"{address}/rows?tab=errors").text
    assert "B2" in errors
    assert "‘about half’ is not a figure" in errors
    answer(client, f"{address}/rows")
    assert session.scalar(select(KpiReading.id)) is None
    answer(client, f"{address}/rows", {"skip": "1"})
    assert session.scalar(select(KpiReading.value)) == 420


def test_a_file_that_is_none_is_refused_beside_its_field(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "performance")
    for name, content, words in (
        ("letter.pdf", b"%PDF-1.7", "is not a spreadsheet: choose an XLSX, ODS or CSV file."),
        ("broken.xlsx", b"PK\x03\x04 nothing", "damaged"),
        ("empty.csv", b"", "is empty."),
    ):
        page = send(client, name, content)
        assert page.status_code == 200
        assert "<title>Error:" in page.text
        assert words in page.text
    assert "Choose a spreadsheet." in client.post(f"{ADDRESS}/start").text


def test_a_large_file_tells_how_far_it_has_come(
    known: Cast, client: FlaskClient, session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tracker.kpis.importing.views.LARGE", 2)
    monkeypatch.setattr("scrutiny_tracker.kpis.importing.actions.AT_ONCE", 2)
    sign_in(client, "performance")
    address = send(client, "results.xlsx", MESSY).location
    page = answer(client, address)
    assert page.status_code == 200
    assert "2 rows checked" in page.text
    assert f'href="{address}/rows"' in page.text
    assert "3 rows: 3 new" in client.get(f"{address}/rows").text


def test_a_draft_is_dropped(known: Cast, client: FlaskClient, session: scoped_session[Session]) -> None:
    sign_in(client, "performance")
    address = send(client, "results.xlsx", MESSY).location
    assert answer(client, f"{address}/drop").location == ADDRESS
    assert client.get(address).status_code == 404
    assert "results.xlsx" not in client.get(ADDRESS).text


@pytest.mark.parametrize("who", ["member", "officer", "governance", "admin", "nobody"])
def test_others_may_not(known: Cast, client: FlaskClient, session: scoped_session[Session], who: str) -> None:
    draft = actions.start("results.xlsx", "text/csv", MESSY, by(known.performance))
    session.commit()
    address = f"{ADDRESS}/{draft.id}"
    sign_in(client, who)
    for path in (ADDRESS, f"{ADDRESS}/start", address, f"{address}/rows", f"{address}/sheets/1"):
        assert client.get(path).status_code == 403
    assert send(client, "results.xlsx", MESSY).status_code == 403
    assert client.post(f"{address}/drop").status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    small = text_table([["Code", "2022/23"], ["K1", "41"]])
    counts = []
    for many in (2, 28):
        for number in range(many):
            actions.start(f"{many}-{number}.csv", "text/csv", small, by(known.performance))
        session.commit()
        client.get(ADDRESS)
        with queries() as asked:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "Next page" in client.get(ADDRESS).text


def test_no_page_of_an_import_takes_what_was_opened_before_a_colleague_worked_on_it(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    content = text_table([["Indicator", "2022/23"], ["Household waste recycling", "41.2"]])
    address = send(client, "names.csv", content).location
    old = {"version": "1", "once": "old"}
    answer(client, address)
    for page in (address, f"{address}/sheets/0", f"{address}/measures"):
        stale = client.post(page, data=old | {"measures-0-label": "x", "measures-0-stands_for": "K1"})
        assert stale.status_code == 200, page
        assert "<title>Error:" in stale.text, page
        assert "What you chose stands below" in stale.text, page
    kept = client.post(
        f"{address}/measures", data=old | {"measures-0-label": "x", "measures-0-stands_for": "K2"}
    )
    assert '<option value="K2" selected>' in kept.text
    assert '<option value="-">' in kept.text
    for button in ("rows", "drop"):
        sent = client.post(f"{address}/{button}", data=old, follow_redirects=True)
        assert "since you opened the page: look at it again." in sent.text, button
    session.expire_all()
    [draft] = session.scalars(select(KpiImport))
    assert draft.state is ImportState.DRAFT
    assert session.scalar(select(KpiReading.id)) is None
    assert answer(client, f"{address}/rows").location == address


def test_rows_that_somebody_corrected_meanwhile_are_not_taken(
    known: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "performance")
    address = send(client, "results.xlsx", MESSY).location
    answer(client, address)
    [draft] = session.scalars(select(KpiImport))
    seen = str(draft.version)
    actions.say(draft, from_json(draft.said), by(known.coordinator))
    session.commit()
    sent = client.post(f"{address}/rows", data={"version": seen}, follow_redirects=True)
    assert "look at it again." in sent.text
    assert session.scalar(select(KpiReading.id)) is None
