"""The scorer knows a perfect reading from a lacking, an inventing and a careless one; the corpus is sound."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.reading.corpus_score import CORPUS, ITEM_LISTS, Paper, Score, flat, load_corpus, score

KINDS = {
    "note",
    "approve",
    "agree",
    "recommend",
    "refer",
    "request",
    "welcome",
    "endorse",
    "appoint",
    "other",
}
FOLLOW_UPS = {"progress-report", "referral", "report-back", "work-programme", "minute-reference"}
COUNTS = {"improved", "same", "worse", "cannot_say", "not_available", "total"}
KEYS = {
    "paper": {"meeting", "bodies", "items", "clearance", "warnings", "unscored"},
    "items": {"number", "title", "report_of", *ITEM_LISTS},
    "clauses": {"number", "text", "lead_in", "kind", "addressee", "line", "children"},
    "actions": {"what", "whom", "when", "due", "line"},
    "tallies": {"period", *COUNTS, "improved_or_same", "directional", "percent", "reconciles"},
    "follow_ups": {"kind", "text", "months", "to", "line"},
    "clearance": {"name", "title", "area", "sent", "received"},
}
PAPERS = load_corpus()
MARKER = re.compile(r"[-\s(]*(?:[ivxl]+|[a-z]|\d+(?:\.\d+)?)?[.):]*\s*", re.IGNORECASE)

each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)


def as_read(paper: Paper) -> dict[str, Any]:
    """The expected reading in the shape that a reader prints."""
    reading = copy.deepcopy(dict(paper.expected))
    reading["warnings"] = [{"line": line, "message": "unsure"} for line in reading.get("warnings", [])]
    reading.pop("unscored", None)
    return reading


def scored_with(change: Callable[[dict[str, Any]], object], name: str = "001") -> Score:
    """The score of one paper whose perfect reading was changed."""
    paper = next(paper for paper in PAPERS if paper.name.startswith(name))
    reading = as_read(paper)
    change(reading)
    return score(lambda _: reading, [paper])


def figures(result: Score) -> tuple[bool, bool, bool]:
    """Whether precision, recall and field accuracy are each perfect."""
    return result.precision == 1.0, result.recall == 1.0, result.field_accuracy == 1.0


def test_a_perfect_reading_scores_one_on_every_paper() -> None:
    by_text = {paper.text: as_read(paper) for paper in PAPERS}
    result = score(by_text.__getitem__)
    assert result.misses == ()
    assert figures(result) == (True, True, True)
    assert result.matched == result.expected == result.proposed > len(PAPERS)


def test_an_empty_reading_recalls_nothing_and_invents_nothing() -> None:
    result = score(lambda _: {})
    assert (result.precision, result.recall) == (1.0, 0.0)


def test_a_missing_clause_lowers_recall_only() -> None:
    result = scored_with(lambda reading: reading["items"][0]["resolutions"].pop())
    assert figures(result) == (True, False, True)
    assert "missed resolutions" in result.misses[0]


def test_an_invented_clause_lowers_precision_only() -> None:
    invented = {"number": "9", "text": "Sell the libraries", "kind": "other", "line": 1}
    result = scored_with(lambda reading: reading["items"][0]["resolutions"].append(invented))
    assert figures(result) == (False, True, True)
    assert "invented resolutions" in result.misses[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("number", "7"), ("kind", "agree"), ("addressee", "Cabinet"), ("lead_in", None), ("line", 1)],
)
def test_a_wrong_field_lowers_field_accuracy_only(name: str, value: object) -> None:
    result = scored_with(lambda reading: reading["items"][0]["resolutions"][0].update({name: value}))
    assert figures(result) == (True, True, False)
    assert len(result.misses) == 1
    assert f": {name} " in result.misses[0]


def test_a_clause_cut_short_is_a_wrong_text_and_not_a_miss_with_an_invention() -> None:
    short = {"text": "Note the Council’s library performance"}
    result = scored_with(lambda reading: reading["items"][0]["resolutions"][0].update(short))
    assert figures(result) == (True, True, False)


def test_that_and_last_stops_do_not_matter() -> None:
    text = {"text": "That  the forward plan be noted"}
    result = scored_with(lambda reading: reading["items"][0]["resolutions"][0].update(text), "010")
    assert figures(result) == (True, True, True)


def test_a_recommendation_given_as_a_resolution_is_missed_and_invented() -> None:
    def misplace(reading: dict[str, Any]) -> None:
        reading["items"][0]["resolutions"] = reading["items"][0].pop("recommendations")

    assert figures(scored_with(misplace, "067")) == (False, False, True)


def test_a_clause_under_the_wrong_parent_is_a_wrong_field() -> None:
    def lift(reading: dict[str, Any]) -> None:
        clauses = reading["items"][0]["resolutions"]
        clauses.append(clauses[0]["children"].pop())

    result = scored_with(lift, "070")
    assert figures(result) == (True, True, False)
    assert "parent '1' read as None" in result.misses[0]


def test_an_invented_date_of_meeting_lowers_precision() -> None:
    meeting = {"committee": None, "date": "2024-01-08", "time": None}
    assert figures(scored_with(lambda reading: reading.update(meeting=meeting), "026"))[0] is False


def test_a_silent_doubt_lowers_recall() -> None:
    assert figures(scored_with(lambda reading: reading["warnings"].clear(), "043")) == (True, False, True)


def test_a_wrong_due_date_is_a_wrong_field() -> None:
    first_of_month = {"due": {"date": "2024-10-01", "precision": "month"}}
    result = scored_with(lambda reading: reading["items"][0]["actions"][0].update(first_of_month), "011")
    assert figures(result) == (True, True, False)


@pytest.mark.parametrize(
    ("name", "where", "change"),
    [
        ("001", "items", {"report_of": "Chief Executive"}),
        ("072", "tallies", {"percent": 75}),
        ("065", "follow_ups", {"to": None}),
        ("077", "bodies", {"date": "2025-01-08"}),
        ("075", "clearance", {"received": "2025-05-02"}),
    ],
)
def test_a_wrong_field_of_every_other_kind_of_proposal_is_seen(
    name: str, where: str, change: dict[str, object]
) -> None:
    def spoil(reading: dict[str, Any]) -> None:
        rows = reading[where] if where in reading else reading["items"][0][where]
        rows[0].update(change)

    assert figures(scored_with(spoil, name)) == (True, True, False)


def clauses_of(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield row
        yield from clauses_of(row.get("children", []))


def test_the_corpus_is_large_enough_and_complete() -> None:
    assert len(PAPERS) >= 75
    assert len(list(CORPUS.glob("*.json"))) == len(PAPERS)
    table = (CORPUS / "NOTES.md").read_text("utf-8")
    for subject, last in (("pattern", 53), ("trap", 16)):
        for number in range(1, last + 1):
            row = re.search(rf"^\| {subject} {number} \|(.+)\|$", table, re.MULTILINE)
            assert row, f"{subject} {number} has no paper"
            names = row[1].replace(",", " ").split()
            assert names
            assert all(any(paper.name.startswith(f"{name}-") for paper in PAPERS) for name in names)


@each_paper
def test_an_expectation_has_the_contract_s_shape(paper: Paper) -> None:
    expected = paper.expected
    assert expected.keys() <= KEYS["paper"]
    assert set(expected.get("unscored", [])) <= {"items", *ITEM_LISTS}
    assert all(isinstance(line, int) for line in expected.get("warnings", []))
    assert all(row.keys() == KEYS["clearance"] for row in expected.get("clearance", []))
    for item in expected["items"]:
        assert item.keys() <= KEYS["items"]
        for clause in clauses_of(item.get("resolutions", []) + item.get("recommendations", [])):
            assert clause.keys() <= KEYS["clauses"]
            assert clause.get("kind", "other") in KINDS
        for action in item.get("actions", []):
            assert action.keys() <= KEYS["actions"]
            assert action.get("due", {"precision": "vague"})["precision"] in {"day", "month", "vague"}
        for tally in item.get("tallies", []):
            assert tally.keys() <= KEYS["tallies"]
        for follow_up in item.get("follow_ups", []):
            assert follow_up.keys() <= KEYS["follow_ups"]
            assert follow_up["kind"] in FOLLOW_UPS


@each_paper
def test_every_expected_text_stands_in_the_paper_at_its_line(paper: Paper) -> None:
    lines = paper.text.split("\n")
    whole = flat(paper.text)
    for item in paper.expected["items"]:
        assert flat(item.get("title") or "") in whole
        assert flat(item.get("report_of") or "") in whole
        clauses = [*clauses_of(item.get("resolutions", []) + item.get("recommendations", []))]
        for row in clauses + item.get("follow_ups", []) + item.get("actions", []):
            text = flat(row.get("text") or row["what"])
            here, after = flat(lines[row["line"] - 1]), flat("\n".join(lines[row["line"] - 1 :]))
            opens_at = after.find(text)
            assert opens_at >= 0, text
            alone = MARKER.fullmatch(here) is not None
            assert opens_at < max(len(here), 1) or (alone and opens_at <= len(here) + 1), text
        for clause in clauses:
            assert flat(clause.get("lead_in") or "") in whole
            assert flat(clause.get("addressee") or "").casefold() in whole.casefold()
