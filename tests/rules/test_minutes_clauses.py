"""Pasted resolutions and printed recommendations: numbers, nesting, lead-ins, kinds and who is asked."""

from __future__ import annotations

import pytest

from scrutiny_tracker.rules.minutes import ClauseKind, read_recommendations, split_clauses
from scrutiny_tracker.rules.minutes.addressees import find_addressee, title_case
from scrutiny_tracker.rules.minutes.kinds import kind_of


def test_numbered_clauses_carry_their_lead_in() -> None:
    clauses = split_clauses("RESOLVED that the Cabinet:-\n\n1) Notes the report.\n2) Approves the\nplan.")
    assert [(clause.number, clause.text, clause.lead_in, clause.line) for clause in clauses] == [
        ("1", "Notes the report.", "the Cabinet:-", 3),
        ("2", "Approves the plan.", "the Cabinet:-", 4),
    ]


def test_sub_clauses_are_children() -> None:
    (first, second) = split_clauses(
        "1. That the Head of Parks be asked to:\n  (i) mend the gate; and\n  (ii) paint it.\n"
        "2. That the bill be noted."
    )
    assert [(child.number, child.text) for child in first.children] == [
        ("i", "mend the gate; and"),
        ("ii", "paint it."),
    ]
    assert (first.kind, first.addressee) == (ClauseKind.REQUEST, "Head of Parks")
    assert second.children == ()


def test_one_resolution_per_line() -> None:
    clauses = split_clauses("Notes the report\nThat Cabinet be recommended to freeze the fees")
    assert [(clause.number, clause.kind, clause.addressee) for clause in clauses] == [
        (None, ClauseKind.NOTE, None),
        (None, ClauseKind.RECOMMEND, "Cabinet"),
    ]


def test_markers_inside_a_line_part_its_clauses() -> None:
    clauses = split_clauses("Resolved that (a) the plan be noted; and (b) the fees be approved.")
    assert [(clause.number, clause.text) for clause in clauses] == [
        ("a", "the plan be noted; and"),
        ("b", "the fees be approved."),
    ]


def test_letter_i_after_h_is_a_letter() -> None:
    letters = "abcdefghi"
    clauses = split_clauses("\n".join(f"({letter}) that point {letter} be noted" for letter in letters))
    assert [clause.number for clause in clauses] == list(letters)


def test_a_keyword_that_names_a_body_recommends_to_it() -> None:
    (clause,) = split_clauses("RECOMMENDED TO CABINET: That the policy be approved.")
    assert (clause.kind, clause.addressee) == (ClauseKind.RECOMMEND, "Cabinet")
    (own,) = split_clauses("RECOMMENDED – T H A T the policy be approved.")
    assert (own.kind, own.addressee, own.text) == (ClauseKind.APPROVE, None, "the policy be approved.")


def test_numbering_restarts_for_each_body_asked() -> None:
    found = read_recommendations(
        "Recommendations:\n\nThe Homes Panel is recommended to:\n\n1) Note the evidence.\n\n"
        "Cabinet is recommended to agree:-\n\n- 1) That rents be frozen.\n- 2) That rents are reviewed."
    )
    assert [(one.addressee, one.number, one.kind) for one in found] == [
        ("Homes Panel", "1", ClauseKind.NOTE),
        ("Cabinet", "1", ClauseKind.AGREE),
        ("Cabinet", "2", ClauseKind.AGREE),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("That the report be noted.", ClauseKind.NOTE),
        ("Notes the report and asks for another.", ClauseKind.NOTE),
        ("the Committee noted the work still to be done.", ClauseKind.NOTE),
        ("That the notes of the group be received.", ClauseKind.OTHER),
        ("To approve the budget", ClauseKind.APPROVE),
        ("That Cabinet be asked to consider the fees", ClauseKind.REQUEST),
        ("That the matter be referred to the Audit Committee", ClauseKind.REFER),
        ("That Councillor A be elected chair", ClauseKind.APPOINT),
        ("That the strategy be warmly welcomed", ClauseKind.WELCOME),
        ("Considers the performance this year", ClauseKind.OTHER),
        ("That consideration be given to fees, and whether they be approved", ClauseKind.OTHER),
        ("The Cabinet Member approved the contract.", ClauseKind.APPROVE),
    ],
)
def test_the_clause_s_own_verb_gives_its_kind(words: str, kind: ClauseKind) -> None:
    assert kind_of(words) is kind


@pytest.mark.parametrize(
    ("words", "addressee"),
    [
        ("That the Audit Committee be asked to look at it", "Audit Committee"),
        ("be referred to the Scrutiny Board (2) for advice", "Scrutiny Board (2)"),
        (
            "requests the Cabinet Member for Homes, Land and Planning to write",
            "Cabinet Member for Homes, Land and Planning",
        ),
        ("That Councillor A be appointed to the Panel", None),
        ("That it be requested to publish", None),
        ("Delegates to the Director of Place the choice of a site", "Director of Place"),
    ],
)
def test_who_is_asked(words: str, addressee: str | None) -> None:
    assert find_addressee(words) == addressee


def test_capitals_are_read_as_a_name() -> None:
    assert title_case("AUDIT AND RISK COMMITTEE") == "Audit and Risk Committee"
    assert title_case("CMT") == "CMT"
