"""Marks in notes, promises, and what changed between two states of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.session_notes import (
    Edited,
    Mark,
    Promise,
    edited,
    guess_owner,
    marked_lines,
    promise_in,
)


def test_lines_that_begin_with_a_mark_are_picked_out() -> None:
    notes = "Q Why?\nA Because.\n  ! A list (Head)\nA lot was said: see below\nQuick\n!now\nq no\nQ: And?\nA"
    found = [(each.mark, each.text, each.line) for each in marked_lines(notes)]
    assert found == [
        (Mark.QUESTION, "Why?", 1),
        (Mark.ANSWER, "Because.", 2),
        (Mark.PROMISE, "A list (Head)", 3),
        (Mark.ANSWER, "lot was said: see below", 4),
        (Mark.PROMISE, "now", 6),
        (Mark.QUESTION, "And?", 8),
    ]


@pytest.mark.parametrize(
    ("line", "promise"),
    [
        ("A list", Promise("A list")),
        ("A list (Head of Skills)", Promise("A list", "Head of Skills")),
        (
            "A list (Head of Skills, by 30 September 2025).",
            Promise("A list", "Head of Skills", "30 September 2025"),
        ),
        ("A list (by September 2025)", Promise("A list", "", "September 2025")),
        ("Numbers (with dates) for all", Promise("Numbers (with dates) for all")),
        ("A list (Director by Proxy)", Promise("A list", "Director by Proxy")),
    ],
)
def test_a_promise_says_who_and_when_in_brackets(line: str, promise: Promise) -> None:
    assert promise_in(line) == promise


@given(st.text(), st.text())
def test_the_stretch_that_changed_turns_one_text_into_the_other(before: str, after: str) -> None:
    change = edited(before, after)
    if change is None:
        assert before == after
        return
    kept = before[change.at + len(change.removed) :]
    assert before[: change.at] + change.removed + kept == before
    assert before[: change.at] + change.added + kept == after


def test_the_stretch_is_the_smallest() -> None:
    assert edited("Q Why?", "Q Why now?") == Edited(5, "", " now")
    assert edited("aa", "aaa") == Edited(2, "", "a")


def test_an_owner_is_guessed_only_where_one_is_meant() -> None:
    names = [("Ida Marsh", "Head of Parks"), ("Oren Tull", "Head of Streets and Parks"), ("Lin Karr", "")]
    assert guess_owner("Head of Parks", names) == 0
    assert guess_owner("Streets", names) == 1
    assert guess_owner("Parks", names) is None
    assert guess_owner("nobody", names) is None
    assert guess_owner("", names) is None
