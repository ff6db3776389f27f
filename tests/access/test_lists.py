"""Every list can be taken away as CSV and Excel: the rows of the page, in its order, nothing closed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.access.addresses import Address, every_address
from tests.access.planted import MARKER, plant
from tests.access.test_closed_text import EXEMPT, owner_of_another
from tests.access.whole_council import Kept, keep
from tests.cast import Cast, sign_in

NO_LISTS = {
    "home.committees": "a summary: each part leads to its whole list",
    "home.today": "what to do, not a list of records",
    "meetings.enter_calendar": "a form",
    "meetings.refer_misses": "a form that lists what it would refer",
    "meetings.place_reviews": "a form",
    "recommendations.assign_actions": "a form",
    "recommendations.receipts": "a form",
    "people.account": "the offices of whoever looks",
    "people.admin": "the worker's state, beside links",
}
"""Pages with a table that is no list, and why."""
NO_LIST_ITSELF = ("Documents that", "Strategies by", "the difference")
"""What stands beside a list, by its caption."""
READERS = ("coordinator", "performance", "admin", "officer")


@pytest.fixture
def open_council(cast: Cast) -> Kept:
    """Everything that a council keeps, public."""
    return keep(cast, "Lamps", cast.officer)


def lists(app: Flask, kept: Kept) -> list[Address]:
    """The addresses whose page says what it is as rows."""
    found = [each for each in every_address(app, kept) if hasattr(app.view_functions[each.endpoint], "sheet")]
    return [each for each in found if "GET" in each.methods]


def rows_of(page: str) -> Iterator[str]:
    """The name of each row of a page's lists: the words of its first link, else of its first cell."""
    main = BeautifulSoup(page, "html.parser").find("main")
    assert isinstance(main, Tag)
    for table in main.select("table.house-cards"):
        if any(part in str(table.find("caption")) for part in NO_LIST_ITSELF):
            continue
        for row in table.select("tbody tr"):
            cell = row.find("th") or row
            named = cell.find("a") or row.find(["th", "td"])
            assert isinstance(named, Tag)
            for hidden in named.select(".govuk-visually-hidden, .govuk-tag"):
                hidden.extract()
            yield " ".join(named.get_text(" ").split())


def as_file(path: str, format: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}as={format}"


def csv_rows(client: FlaskClient, path: str) -> list[list[str]]:
    answer = client.get(as_file(path, "csv"))
    assert answer.status_code == 200, path
    assert answer.content_type == "text/csv; charset=utf-8", path
    assert ".csv" in answer.headers["Content-Disposition"]
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff"), path
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def xlsx_rows(client: FlaskClient, path: str) -> list[list[str]]:
    answer = client.get(as_file(path, "xlsx"))
    assert answer.status_code == 200, path
    page = load_workbook(BytesIO(answer.data)).active
    assert page is not None
    assert page.freeze_panes == "A2", path
    assert page.auto_filter.ref, path
    return [[_written(cell) for cell in row] for row in page.values]


def _written(cell: object) -> str:
    """A cell of a workbook as CSV has it."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if (cell.hour, cell.minute) == (0, 0) else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)


def as_number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def test_every_list_offers_its_rows_in_the_order_of_the_page(
    app: Flask, cast: Cast, client: FlaskClient, open_council: Kept
) -> None:
    compared = set()
    for who in READERS:
        sign_in(client, who)
        for each in lists(app, open_council):
            page = client.get(each.path)
            if page.status_code != 200:
                assert client.get(each.path, query_string={"as": "csv"}).status_code == page.status_code
                continue
            shown = list(rows_of(page.text))
            head, *rows = csv_rows(client, each.path)
            assert all(len(row) == len(head) for row in rows), each.path
            assert len(set(head)) == len(head), each.path
            assert [list(map(as_number, row)) for row in xlsx_rows(client, each.path)] == [
                list(map(as_number, row)) for row in [head, *rows]
            ], each.path
            if not shown:
                continue
            assert 'as=csv">CSV' in page.text, f"{each.path} for {who}: offers no CSV"
            assert 'as=xlsx">Excel' in page.text, f"{each.path} for {who}: offers no Excel file"
            compared.add(each.endpoint)
            left = iter([" ".join(" ".join(row).split()) for row in rows])
            for name in shown:
                words = _words(name)
                assert any(all(word in line for word in words) for line in left), f"{each.path}: {name}"
    assert len(compared) >= 22, sorted(compared)


def _words(name: str) -> list[str]:
    """The words by which a row is known; dates are written otherwise in files."""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    words = name.split()
    if any(word.rstrip(",") in months for word in words) or "January" in name or "December" in name:
        return [word for word in words if word.isdecimal() and len(word) == 4]
    return [word.strip(",.…") for word in words][:8]


def test_every_page_with_a_table_is_such_a_list(
    app: Flask, cast: Cast, client: FlaskClient, open_council: Kept
) -> None:
    silent = set()
    for who in READERS:
        sign_in(client, who)
        for rule in app.url_map.iter_rules():
            view = app.view_functions[rule.endpoint]
            if rule.arguments or "GET" not in (rule.methods or ()) or hasattr(view, "sheet"):
                continue
            page = client.get(rule.rule)
            if page.status_code == 200 and page.mimetype == "text/html" and list(rows_of(page.text)):
                silent.add(rule.endpoint)
    assert silent <= NO_LISTS.keys(), f"say `listing` or why not: {sorted(silent - NO_LISTS.keys())}"


def test_filters_hold_and_the_page_does_not(
    app: Flask, cast: Cast, client: FlaskClient, open_council: Kept
) -> None:
    sign_in(client, "coordinator")
    everything = csv_rows(client, "/recommendations?status=all")
    assert len(everything) > 2
    none = client.get("/recommendations?status=all&q=nothing-has-this-word&as=csv").get_data(as_text=True)
    assert none.count("\n") == 1
    page = client.get("/meetings?when=past&body=SCRUCO&after=x").text
    assert 'href="?when=past&amp;body=SCRUCO&amp;as=csv"' in page
    assert client.get("/meetings?as=pdf").mimetype == "text/html"


@pytest.mark.parametrize("who", ["officer", "performance", "nobody", "admin"])
def test_no_list_carries_a_closed_word_away(app: Flask, cast: Cast, client: FlaskClient, who: str) -> None:
    kept = keep(cast, MARKER, owner_of_another(cast), EXEMPT)
    plant()
    sign_in(client, who)
    read = 0
    for each in lists(app, kept):
        if client.get(each.path).status_code != 200:
            continue
        read += 1
        for rows in (csv_rows(client, each.path), xlsx_rows(client, each.path)):
            assert not [cell for row in rows for cell in row if MARKER in cell], each.path
    assert read >= 14
