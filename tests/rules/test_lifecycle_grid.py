"""Every state × every move of each thread: made by the table, or refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

import pytest

from scrutiny_tracker.rules.lifecycle import (
    CLOSED_DECISIONS,
    MOVES,
    Actor,
    Answer,
    Basis,
    Decision,
    Difference,
    Move,
    Particulars,
    Progress,
    Provenance,
    Situation,
    StopReason,
    Thread,
    available,
    correction_refusal,
    refusal,
    strike_refusal,
)

MADE_ON, TODAY = date(2025, 10, 30), date(2026, 1, 12)
ANYBODY = Actor()
OFFICER = Actor(is_responsible_officer=True)
CHAIR = Actor(is_only_chair=True)
STATES: dict[Thread, type[StrEnum]] = {
    Thread.ANSWER: Answer,
    Thread.PROGRESS: Progress,
    Thread.DECISION: Decision,
    Thread.DIFFERENCE: Difference,
}
EVERYTHING = Particulars(
    effective_on=date(2025, 12, 11),
    today=TODAY,
    note="It was done.",
    until=date(2026, 9, 1),
    by_when=date(2026, 2, 1),
    new_due_on=date(2026, 9, 30),
    cause="funding",
    reasons="No money.",
    changed_wording="Publish some figures.",
    which_part="The first half",
    condition="The budget",
    who_decides="Council",
    to_whom="The trust",
    what="The contract",
    how="A letter",
    stop_reason=StopReason.OVERTAKEN,
    basis=Basis.AT_A_MEETING,
    meeting="SCRUCO-M-1",
    minute="31/25",
    first_due_on=date(2026, 3, 31),
)
GRID = [(state, move) for move in MOVES for state in STATES[move.thread]]
SAID = [f"{move.thread}: {move.value}" for move in MOVES]


def situation(thread: Thread, own: StrEnum) -> Situation:
    """The recommendation that has this state in this thread and nothing unusual elsewhere."""
    decision = Decision(own) if thread is Thread.DECISION else Decision.NONE
    return Situation(own=own, decision=decision, made_on=MADE_ON)


def is_a_sentence(words: str | None) -> bool:
    return words is not None and words[0].isupper() and words.endswith(".")


def test_every_value_but_the_first_can_be_said_exactly_once() -> None:
    said = [(move.thread, move.value) for move in MOVES]
    unsaid = {Answer.WAITING, Difference.NOT_JUDGED}
    expected = {
        (thread, value)
        for thread, values in STATES.items()
        for value in values
        if not (value in unsaid and type(value) in (Answer, Difference)) and value is not Decision.NONE
    }
    assert len(said) == len(set(said))
    assert set(said) == expected


@pytest.mark.parametrize(
    ("state", "move"), GRID, ids=[f"{move.thread}: {state} to {move.value}" for state, move in GRID]
)
def test_every_move_from_every_state(state: StrEnum, move: Move) -> None:
    """Allowed with everything said exactly where the table says so; else one sentence says why not."""
    now = situation(move.thread, state)
    sentence = refusal(move, now, EVERYTHING, ANYBODY)
    offered = move in available(move.thread, now, ANYBODY, TODAY)
    assert (sentence is None) == (state in move.comes_from) == offered
    assert sentence is None or is_a_sentence(sentence)


@pytest.mark.parametrize("move", MOVES, ids=SAID)
@pytest.mark.parametrize("closed_by", sorted(CLOSED_DECISIONS))
def test_nothing_but_reopening_and_judging_is_said_about_a_closed_one(
    move: Move, closed_by: Decision
) -> None:
    own = closed_by if move.thread is Thread.DECISION else next(iter(move.comes_from))
    now = Situation(own=own, decision=closed_by, made_on=MADE_ON)
    allowed = move.thread is Thread.DIFFERENCE or move.value is Decision.REOPENED
    assert (refusal(move, now, EVERYTHING, ANYBODY) is None) == allowed


@pytest.mark.parametrize("move", MOVES, ids=SAID)
@pytest.mark.parametrize(
    "unusual", [{"is_withdrawn": True}, {"is_agreed": False}], ids=["withdrawn", "not agreed"]
)
def test_nothing_is_said_about_a_withdrawn_or_unagreed_one(move: Move, unusual: dict[str, bool]) -> None:
    now = replace(situation(move.thread, next(iter(move.comes_from))), **unusual)  # type: ignore[arg-type]
    assert is_a_sentence(refusal(move, now, EVERYTHING, ANYBODY))


@pytest.mark.parametrize("move", [move for move in MOVES if move.needs], ids=lambda move: str(move.value))
def test_every_need_is_asked_for_in_its_own_sentence(move: Move) -> None:
    now = situation(move.thread, next(iter(move.comes_from)))
    for need in move.needs:
        without = replace(EVERYTHING, **dict.fromkeys(need.names))  # type: ignore[arg-type]
        assert refusal(move, now, without, ANYBODY) == need.sentence


@pytest.mark.parametrize("move", MOVES, ids=SAID)
@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), MADE_ON - timedelta(days=1)])
def test_no_move_takes_effect_tomorrow_or_before_the_recommendation_was_made(move: Move, day: date) -> None:
    now = situation(move.thread, next(iter(move.comes_from)))
    said = replace(EVERYTHING, effective_on=day)
    assert is_a_sentence(refusal(move, now, said, ANYBODY))
    assert is_a_sentence(correction_refusal(move, now, said, ANYBODY))


DECISIONS = [move for move in MOVES if move.thread is Thread.DECISION]


@pytest.mark.parametrize("move", DECISIONS, ids=lambda move: str(move.value))
def test_neither_the_responsible_officer_nor_a_chair_alone_decides(move: Move) -> None:
    now = situation(move.thread, next(iter(move.comes_from)))
    for who, words in ((OFFICER, "responsible officer"), (CHAIR, "chair alone")):
        assert words in (refusal(move, now, EVERYTHING, who) or "")
        assert words in (correction_refusal(move, now, EVERYTHING, who) or "") or who is OFFICER
    assert is_a_sentence(correction_refusal(move, now, EVERYTHING, OFFICER))
    assert is_a_sentence(strike_refusal(Thread.DECISION, OFFICER))
    assert available(Thread.DECISION, now, OFFICER, TODAY) == []


@pytest.mark.parametrize("move", DECISIONS, ids=lambda move: str(move.value))
def test_every_basis_asks_for_what_it_needs(move: Move) -> None:
    now = situation(move.thread, next(iter(move.comes_from)))
    under = replace(EVERYTHING, meeting=None, basis=Basis.DELEGATED, delegation="12/25")
    for said, words in (
        (replace(EVERYTHING, basis=None), "Say how the committee decided"),
        (replace(EVERYTHING, meeting=None), "Choose the meeting"),
        (replace(EVERYTHING, meeting=None, basis=Basis.NOTING_A_SCHEDULE), "Choose the meeting"),
        (replace(under, delegation=None), "minute that delegates"),
        (under, "Chair was consulted"),
    ):
        assert words in (refusal(move, now, said, ANYBODY) or "")
    assert refusal(move, now, replace(under, chair_consulted_on=TODAY), ANYBODY) is None
    imported = replace(EVERYTHING, basis=None, meeting=None, provenance=Provenance.IMPORTED)
    assert refusal(move, now, imported, ANYBODY) is None


@pytest.mark.parametrize("move", MOVES, ids=SAID)
@pytest.mark.parametrize(
    "later",
    [
        {"is_withdrawn": True},
        {"decision": Decision.SIGNED_OFF},
        {"decision": Decision.STOPPED},
        {"is_agreed": False},
        {"is_sent": False},
        {"answers": (Answer.NOT_AGREED,)},
    ],
    ids=["withdrawn", "signed off", "stopped", "not agreed", "not sent", "refused"],
)
def test_every_move_can_be_corrected_whatever_has_happened_since(
    move: Move, later: dict[str, object]
) -> None:
    """By its own value, and by every other value of its thread."""
    for own in STATES[move.thread]:
        now = replace(situation(move.thread, own), **later)  # type: ignore[arg-type]
        assert correction_refusal(move, now, EVERYTHING, ANYBODY) is None
    assert strike_refusal(move.thread, ANYBODY) is None


def test_progress_is_not_reported_on_what_nobody_agreed() -> None:
    for move in MOVES:
        if move.thread is Thread.PROGRESS:
            now = replace(situation(move.thread, Progress.NOT_STARTED), answers=(Answer.NOT_AGREED,))
            assert is_a_sentence(refusal(move, now, EVERYTHING, ANYBODY))
            both = replace(now, answers=(Answer.NOT_AGREED, Answer.AGREED))
            assert refusal(move, both, EVERYTHING, ANYBODY) is None


def test_an_answer_needs_a_sending_and_a_source_unless_it_is_second_hand() -> None:
    for move in MOVES:
        if move.thread is Thread.ANSWER:
            unsent = replace(situation(move.thread, Answer.WAITING), is_sent=False)
            nowhere = replace(EVERYTHING, meeting=None, minute=None)
            assert is_a_sentence(refusal(move, unsent, EVERYTHING, ANYBODY))
            assert is_a_sentence(refusal(move, replace(unsent, is_sent=True), nowhere, ANYBODY))
            heard = replace(nowhere, provenance=Provenance.SECOND_HAND)
            assert refusal(move, unsent, heard, ANYBODY) is None
