"""`read`: JSON as the contract has it, one line for bad input, nothing opened and nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scrutiny_tracker.cli.read import read
from tests.reading.papers import MINUTES, as_pdf

CLAUSE = {"number", "text", "lead_in", "kind", "addressee", "line", "children"}


def _run(folder: Path, name: str, data: bytes, *options: str) -> Result:
    (folder / name).write_bytes(data)
    return CliRunner().invoke(read, [str(folder / name), *options])


def test_the_reading_as_json(tmp_path: Path) -> None:
    result = _run(tmp_path, "minutes.txt", MINUTES.encode(), "--json")
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert list(printed) == ["source", "format", "meeting", "bodies", "items", "clearance", "warnings"]
    assert (printed["source"], printed["format"]) == ("minutes.txt", "text")
    assert printed["meeting"] == {"committee": "Homes Scrutiny Panel", "date": "2025-02-03", "time": "18:00"}
    (item,) = printed["items"]
    assert list(item)[:3] == ["number", "title", "report_of"]
    assert (item["number"], item["title"], item["report_of"]) == ("15", "Empty Homes", "Head of Housing")
    assert all(set(clause) == CLAUSE for clause in item["resolutions"])
    assert item["resolutions"][1]["addressee"] == "Director of Place"
    assert item["actions"] == [
        {
            "what": "Send the map",
            "whom": "Head of Housing",
            "when": "9 June 2025",
            "due": {"date": "2025-06-09", "precision": "day"},
            "line": 18,
        }
    ]
    assert [(one["kind"], one["months"]) for one in item["follow_ups"]] == [("report-back", 6)]


def test_a_line_of_a_pdf_is_page_and_line(tmp_path: Path) -> None:
    result = _run(tmp_path, "minutes.pdf", as_pdf(MINUTES), "--json")
    (item,) = json.loads(result.stdout)["items"]
    assert item["resolutions"][0]["line"] == "1:11"


def test_in_words_without_json(tmp_path: Path) -> None:
    result = _run(tmp_path, "minutes.txt", MINUTES.encode())
    assert "15 Empty Homes: 2 resolutions" in result.stdout


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(read, [str(tmp_path / name), "--json"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_a_refused_file_is_one_line_that_names_it(tmp_path: Path) -> None:
    result = _run(tmp_path, "scan.pdf", b"%PDF-1.4 nothing more", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "scan.pdf" in result.stderr
