"""The one next step of each reader, and what changed between two wordings."""

from __future__ import annotations

import pytest

from scrutiny_tracker.rules.changed_words import changed_words
from scrutiny_tracker.rules.next_step import Step, Waiting, next_step
from scrutiny_tracker.rules.permissions import Permission

TEAM = frozenset(
    {
        Permission.SENDING_EDIT,
        Permission.ANSWER_ENTER,
        Permission.ACTION_EDIT,
        Permission.UPDATE_RETURN,
        Permission.UPDATE_WRITE,
        Permission.RECOMMENDATION_SIGN_OFF,
    }
)
OFFICER = frozenset({Permission.UPDATE_WRITE})
DIRECTOR = frozenset({Permission.UPDATE_CLEAR, Permission.UPDATE_WRITE})
MEMBER = frozenset({Permission.QUESTION_ASK})
EVERYTHING = Waiting(
    notice=True,
    receipt=True,
    answer=True,
    details=True,
    clearance=True,
    showing=True,
    decision=True,
    update=True,
)


@pytest.mark.parametrize(
    ("who", "waiting", "step"),
    [
        (TEAM, EVERYTHING, Step.GIVE_NOTICE),
        (TEAM, Waiting(receipt=True, answer=True), Step.ENTER_RECEIPT),
        (TEAM, Waiting(answer=True, details=True), Step.ENTER_ANSWER),
        (TEAM, Waiting(details=True, decision=True), Step.GIVE_DETAILS),
        (TEAM, Waiting(showing=True, decision=True), Step.SHOW_UPDATE),
        (TEAM, Waiting(decision=True, update=True), Step.RECORD_DECISION),
        (TEAM, Waiting(update=True), Step.GIVE_UPDATE),
        (TEAM, Waiting(), None),
        (OFFICER, EVERYTHING, Step.GIVE_UPDATE),
        (DIRECTOR, EVERYTHING, Step.CLEAR_UPDATE),
        (MEMBER, EVERYTHING, Step.ASK_QUESTION),
        (MEMBER, Waiting(is_open=False), Step.ASK_QUESTION),
        (OFFICER, Waiting(is_open=False, update=True), None),
        (TEAM, Waiting(is_agreed=False, notice=True), None),
        (frozenset(), EVERYTHING, None),
    ],
)
def test_each_reader_has_one_next_step(
    who: frozenset[Permission], waiting: Waiting, step: Step | None
) -> None:
    assert next_step(waiting, who.__contains__) is step


def test_governance_enters_the_answer_before_a_receipt_is_looked_for() -> None:
    waiting = Waiting(receipt=True, answer=True)
    assert next_step(waiting, TEAM.__contains__, answers_come_first=True) is Step.ENTER_ANSWER
    unsent = Waiting(notice=True)
    assert next_step(unsent, TEAM.__contains__, answers_come_first=True) is Step.GIVE_NOTICE


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Publish the figures.", "Publish the  figures.", "the same wording"),
        ("Publish figures", "Publish all figures", "added: “all”"),
        ("Publish all figures now", "Publish figures", "removed: “all”, “now”"),
        ("Publish it by May", "Publish it by June", "added: “June”; removed: “May”"),
        ("", "Everything", "added: “Everything”"),
    ],
)
def test_changes_of_wording_are_said_in_words(before: str, after: str, words: str) -> None:
    found = changed_words(before, after)
    assert str(found) == words
    assert bool(found) == (words != "the same wording")
