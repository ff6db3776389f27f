"""`import recommendations` and `export recommendations`: what was exported comes back unchanged."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from flask_sqlalchemy.session import Session
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import Cast
from tests.conftest import Program
from tests.reading.trackers.files import FILES

SECRET = "That the depot be sold for a price"
FORMULA = '=HYPERLINK("http://x.example","That lamps")\nbe lit, \'all\' night'


@pytest.fixture
def register(cast: Cast, session: scoped_session[Session]) -> Cast:
    for number in range(3):
        wording = f"That street {number}\nbe swept, “daily”"
        make.recommendation(cast.scruco, asked=cast.cabinet, owner=cast.officer, text=wording)
    make.recommendation(cast.sb1, text=FORMULA)
    make.recommendation(
        cast.scruco, text=SECRET, publicity=Publicity.EXEMPT, exempt_paragraph="3", public_text="A property"
    )
    session.commit()
    return cast


def export(runner: Program, out: Path, *more: str) -> None:
    done = runner.invoke(args=["export", "recommendations", "--out", str(out), *more])
    assert done.exit_code == 0, done.output


def brought(runner: Program, file: Path, *more: str) -> dict[str, Any]:
    done = runner.invoke(args=["import", "recommendations", str(file), "--json", *more])
    assert done.exit_code == 0, done.output
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("who", [(), ("--as", "coordinator@council.example")])
def test_what_was_exported_comes_back_unchanged(
    register: Cast, runner: Program, tmp_path: Path, ending: str, who: tuple[str, ...]
) -> None:
    out = tmp_path / f"register.{ending}"
    export(runner, out, *who)
    for more in (("--dry-run",), (), ("--layout", "own")):
        counts = brought(runner, out, *more, *who)
        assert counts == {"rows": 5, "new": 0, "changed": 0, "unchanged": 5, "errors": []}


def test_no_cell_runs_as_a_formula_and_no_closed_word_leaves(
    register: Cast, runner: Program, tmp_path: Path
) -> None:
    for ending in ("csv", "xlsx", "json"):
        export(runner, tmp_path / f"register.{ending}")
    with (tmp_path / "register.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    sheet = CalamineWorkbook.from_path(str(tmp_path / "register.xlsx")).get_sheet_by_index(0)
    cells += [str(cell) for row in sheet.to_python() for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    told = json.loads((tmp_path / "register.json").read_text())
    assert SECRET not in cells
    assert SECRET not in json.dumps(told)
    assert {row["wording"] for row in told} > {"A property", FORMULA}
    export(runner, tmp_path / "all.json", "--as", "coordinator@council.example")
    assert SECRET in (tmp_path / "all.json").read_text()


def test_the_filter_is_that_of_the_registers_address(register: Cast, runner: Program, tmp_path: Path) -> None:
    export(runner, tmp_path / "sb1.json", "--filter", "body=SB1&status=open")
    [row] = json.loads((tmp_path / "sb1.json").read_text())
    assert (row["wording"], row["answer"]) == (FORMULA, "waiting")
    for args, words in (
        (("--out", "x.txt"), "says no format"),
        (("--out", "x.csv", "--filter", "colour=red"), "there is no filter colour"),
    ):
        done = runner.invoke(args=["export", "recommendations", *args])
        assert done.exit_code == 2
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_tracker_comes_in_by_command(
    cast: Cast, session: scoped_session[Session], runner: Program, tmp_path: Path
) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    york = tmp_path / "york.xlsx"
    counts = {"rows": 3, "new": 3, "changed": 0, "unchanged": 0, "errors": []}
    assert brought(runner, york, "--dry-run") == counts
    assert session.scalar(select(func.count()).select_from(Recommendation)) == 0
    assert brought(runner, york, "--layout", "york", "--as", "coordinator@council.example") == counts
    assert brought(runner, york)["unchanged"] == 3
    assert brought(runner, tmp_path / "maidstone.docx", "--layout", "maidstone")["new"] == 3


def test_nothing_is_taken_where_a_row_has_an_error(
    cast: Cast, session: scoped_session[Session], runner: Program, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(
        "Reference,Recommendation,Date,Status\nA1,That one be done,1/2/2025,Blue\n"
        "A2,That two be done,1/2/2025,Ongoing\n"
    )
    done = runner.invoke(args=["import", "recommendations", str(file), "--json"])
    assert done.exit_code == 2
    assert "nothing was taken, a row has an error; first D2: ‘Blue’" in done.stderr
    assert json.loads(done.stdout)["new"] == 1
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Recommendation)) == 0
    assert brought(runner, file, "--skip-errors")["new"] == 1
