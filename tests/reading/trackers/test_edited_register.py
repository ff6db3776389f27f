"""The register exported as Excel, edited and brought back: cell by cell before, and nothing else after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.extensions import Base, db
from scrutiny_tracker.recommendations.exporting import HEADINGS
from scrutiny_tracker.recommendations.models import Action, Addressee, Entry, Recommendation
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.conftest import Program

SECRET = "That the depot be sold for a price"
FORMULA = "=1+1 is what the lamps cost"
Edit = Callable[[Worksheet], None]


@pytest.fixture
def register(cast: Cast, session: scoped_session[Session]) -> Cast:
    for number in (1, 2, 3):
        made = make.recommendation(
            cast.scruco,
            f"Street {number}",
            asked=cast.cabinet,
            owner=cast.officer,
            reference=f"R-{number}",
        )
        made.actions[0].due_on = made.actions[0].first_due_on = date(2026, 3, number)
    make.recommendation(cast.scruco, text=FORMULA, reference="R-4")
    make.recommendation(
        cast.scruco,
        "Depot",
        text=SECRET,
        asked=cast.cabinet,
        owner=cast.officer,
        reference="R-5",
        publicity=Publicity.EXEMPT,
        exempt_paragraph="3",
        public_text="A property matter",
        public_name="A property matter",
    )
    session.commit()
    return cast


def everything() -> dict[tuple[str, int], dict[str, object]]:
    """Every column of what an import could touch."""
    db.session.expire_all()
    found: dict[tuple[str, int], dict[str, object]] = {}
    for model in (Recommendation, Action, Addressee, Entry):
        table = Base.metadata.tables[model.__tablename__]
        for row in db.session.execute(select(table)).mappings():
            found[table.name, row["id"]] = dict(row)
    return found


def edited(content: bytes, edit: Edit) -> bytes:
    book = load_workbook(BytesIO(content))
    page = book.active
    assert isinstance(page, Worksheet)
    edit(page)
    to = BytesIO()
    book.save(to)
    return to.getvalue()


def cell_of(page: Worksheet, reference: str, heading: str) -> str:
    """The address of a cell, by its row's reference and its column's heading."""
    column = HEADINGS.index(heading) + 1
    row = next(row for row in range(2, page.max_row + 1) if page.cell(row, 1).value == reference)
    return str(page.cell(row, column).coordinate)


def put(page: Worksheet, reference: str, heading: str, value: object) -> str:
    address = cell_of(page, reference, heading)
    page[address] = value  # type: ignore[assignment]
    return address


def brought(client: FlaskClient, content: bytes) -> tuple[str, str]:
    """The page that lists what the rows do, and its address."""
    sent = client.post("/trackers/start", data={"file": (BytesIO(content), "register.xlsx")})
    checked = client.post(sent.location, data={}, follow_redirects=True)
    assert checked.status_code == 200
    address = sent.location.rstrip("/") + "/rows"
    return client.get(address).text, address


def test_each_edited_cell_is_listed_and_nothing_else_changes(register: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    exported = client.get("/recommendations?status=all&as=xlsx").data
    places: dict[str, str] = {}

    def edit(page: Worksheet) -> None:
        places["wording"] = put(page, "R-1", "Wording", "Street 1, both sides.")
        places["date"] = put(page, "R-2", "Date", date(2026, 9, 30))
        places["name"] = put(page, "R-3", "Short name", "Another name")
        places["formula"] = put(page, "R-4", "Wording", f"'{FORMULA} now")
        places["closed"] = put(page, "R-5", "Progress", "On track")

    before = everything()
    page, address = brought(client, edited(exported, edit))
    text = " ".join(page.split())
    for cell, heading, was, becomes in (
        (places["wording"], "Wording", "Street 1.", "Street 1, both sides."),
        (places["date"], "Date", "2026-03-02", "2026-09-30"),
        (places["closed"], "Progress", "Not started", "On track"),
    ):
        assert f"<strong>{cell}</strong> {heading}: <del>{was}</del> → <ins>{becomes}</ins>" in text
    assert everything() == before, "only a confirmation writes"
    unchanged = " ".join(client.get(f"{address}?tab=unchanged").text.split())
    assert (
        f"<strong>{places['name']}</strong> Short name: <del>Street 3</del> → <ins>Another name</ins>"
        in unchanged
    )
    assert "Not taken: change it in the register." in unchanged
    assert client.post(address, data={}).status_code == 302
    after = everything()
    changed = {key for key in before if before[key] != after[key]}
    told = {row.id: row.reference for row in db.session.query(Recommendation)}
    of_rows = {told[key[1]] for key in changed if key[0] == "recommendation"}
    assert of_rows <= {"R-1", "R-2", "R-4", "R-5"}
    texts = {row.reference: row.text for row in db.session.query(Recommendation)}
    assert texts["R-1"] == "Street 1, both sides."
    assert texts["R-4"] == f"{FORMULA} now"
    assert texts["R-5"] == SECRET
    assert {row.reference: row.short_name for row in db.session.query(Recommendation)}["R-3"] == "Street 3"
    actions = {row.id: row for row in db.session.query(Action)}
    due = {told[row.recommendation_id]: row.due_on for row in actions.values()}
    for key in (key for key in changed if key[0] == "action"):
        touched = {name for name, value in after[key].items() if before[key][name] != value}
        of_row = told[actions[key[1]].recommendation_id]
        assert of_row in ("R-2", "R-5") or touched <= {"text", "version"}, (of_row, touched)
    assert (due["R-1"], due["R-2"], due["R-3"]) == (date(2026, 3, 1), date(2026, 9, 30), date(2026, 3, 3))


def test_the_command_lists_the_cells_and_keeps_the_words_of_a_closed_row(
    register: Cast, runner: Program, tmp_path: object
) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "register.xlsx"
    done = runner.invoke(args=["export", "recommendations", "--out", str(file)])
    assert done.exit_code == 0
    places: dict[str, str] = {}

    def edit(page: Worksheet) -> None:
        places["date"] = put(page, "R-5", "Progress", "On track")
        places["report"] = put(page, "R-1", "Report", "Another report")

    file.write_bytes(edited(file.read_bytes(), edit))
    for more in (("--dry-run",), ()):
        done = runner.invoke(args=["import", "recommendations", str(file), "--layout", "own", *more])
        assert done.exit_code == 0, done.output
        assert "5 rows: 0 new, 1 changed, 4 unchanged, 0 with errors" in done.output
        assert f"{places['date']} Progress: ‘Not started’ → ‘On track’" in done.output
        assert f"{places['report']} Report: ‘’ → ‘Another report’ (not taken" in done.output
    db.session.expire_all()
    [row] = db.session.query(Recommendation).filter(Recommendation.reference == "R-5")
    assert row.text == SECRET, "the public wording that was exported does not replace the wording itself"
    assert row.progress == "on-track"
