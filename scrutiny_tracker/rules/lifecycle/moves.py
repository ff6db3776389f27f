"""The table of moves: who may say what next about a recommendation, and what they must say with it.

Pages draw their buttons from `available`, actions ask `refusal`: page and rule cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .values import (
    CLOSED_DECISIONS,
    Answer,
    Basis,
    Decision,
    Difference,
    Progress,
    Provenance,
    StopReason,
    Thread,
)


@dataclass(frozen=True)
class Actor:
    """What the rule needs to know of whoever makes the move."""

    is_responsible_officer: bool = False
    is_only_chair: bool = False


@dataclass(frozen=True)
class Situation:
    """A recommendation as it stands on the day that a move takes effect; `own` is its state in the thread.

    `answers` are those of all its addressees; `sent` says whether any sending carries it.
    """

    own: StrEnum
    is_agreed: bool = True
    is_sent: bool = True
    is_withdrawn: bool = False
    decision: Decision = Decision.NONE
    answers: tuple[Answer, ...] = ()
    made_on: date | None = None

    @property
    def is_open(self) -> bool:
        return not self.is_withdrawn and self.decision not in CLOSED_DECISIONS


@dataclass(frozen=True)
class Particulars:
    """What is said with a move. Which of it is needed stands in the table."""

    effective_on: date
    today: date
    note: str | None = None
    until: date | None = None
    by_when: date | None = None
    new_due_on: date | None = None
    cause: str | None = None
    reasons: str | None = None
    gives_no_reasons: bool = False
    changed_wording: str | None = None
    which_part: str | None = None
    condition: str | None = None
    who_decides: str | None = None
    to_whom: str | None = None
    what: str | None = None
    how: str | None = None
    stop_reason: StopReason | None = None
    basis: Basis | None = None
    meeting: str | None = None
    minute: str | None = None
    delegation: str | None = None
    chair_consulted_on: date | None = None
    has_evidence: bool = False
    first_due_on: date | None = None
    provenance: Provenance = Provenance.RECORDED


Guard = Callable[[Situation, Particulars, Actor], str | None]


@dataclass(frozen=True)
class Need:
    """Something that must be said with a move: any one of the named particulars, else the sentence."""

    names: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Move:
    """One thing that can be said. `verb` is the word used everywhere for it."""

    thread: Thread
    value: StrEnum
    verb: str
    comes_from: frozenset[StrEnum]
    needs: tuple[Need, ...] = ()
    guards: tuple[Guard, ...] = field(default_factory=tuple)


def _is_open(now: Situation, _said: Particulars, _who: Actor) -> str | None:
    if now.is_withdrawn:
        return "This recommendation was withdrawn. Nothing more can be recorded about it."
    if not now.is_open:
        return "This recommendation is closed. The committee can reopen it first."
    return None


def _not_withdrawn(now: Situation, _said: Particulars, _who: Actor) -> str | None:
    return "This recommendation was withdrawn." if now.is_withdrawn else None


def _is_agreed(now: Situation, _said: Particulars, _who: Actor) -> str | None:
    return None if now.is_agreed else "The committee has not agreed this recommendation yet."


def _was_sent(now: Situation, said: Particulars, _who: Actor) -> str | None:
    if now.is_sent or said.provenance is not Provenance.RECORDED:
        return None
    return "This recommendation has not been sent to anyone yet. Record the sending first."


def _somebody_agreed(now: Situation, _said: Particulars, _who: Actor) -> str | None:
    if now.answers and all(answer is Answer.NOT_AGREED for answer in now.answers):
        return "This recommendation was not agreed, so there is no progress to report."
    return None


def _not_in_the_future(_now: Situation, said: Particulars, _who: Actor) -> str | None:
    return "The date must be today or earlier." if said.effective_on > said.today else None


def _not_before_it_was_made(now: Situation, said: Particulars, _who: Actor) -> str | None:
    if now.made_on is not None and said.effective_on < now.made_on:
        return f"The date must be on or after {now.made_on:%-d %B %Y}, when the recommendation was made."
    return None


def _not_the_responsible_officer(_now: Situation, _said: Particulars, who: Actor) -> str | None:
    if who.is_responsible_officer:
        return "The responsible officer cannot record the committee's decision on their own work."
    return None


def _decided_by_the_committee(_now: Situation, said: Particulars, who: Actor) -> str | None:
    if said.provenance is not Provenance.RECORDED:
        return None
    if who.is_only_chair:
        return "A chair alone cannot decide. Record the committee's decision or a delegation."
    if said.basis is None:
        return "Say how the committee decided: at a meeting, by noting a schedule, or under a delegation."
    if said.basis is Basis.DELEGATED:
        if not said.delegation:
            return "Give the minute that delegates this decision."
        if said.chair_consulted_on is None:
            return "Give the date on which the Chair was consulted."
        return None
    return None if said.meeting else "Choose the meeting at which the committee decided."


def _answer_has_a_source(_now: Situation, said: Particulars, _who: Actor) -> str | None:
    if said.provenance is not Provenance.RECORDED or said.meeting or said.minute:
        return None
    return "Say where the answer stands: a meeting, a Cabinet Member's decision or a letter."


def _later_than_the_first_date(_now: Situation, said: Particulars, _who: Actor) -> str | None:
    if said.new_due_on and said.first_due_on and said.new_due_on <= said.first_due_on:
        return f"Enter the new date. The date now is {said.first_due_on:%-d %B %Y}."
    return None


def _until_is_ahead(_now: Situation, said: Particulars, _who: Actor) -> str | None:
    if said.until is not None and said.until <= said.effective_on:
        return "The date to look again must be after the date of the decision."
    return None


TIMELY: tuple[Guard, ...] = (_not_in_the_future, _not_before_it_was_made)
ANSWERABLE: tuple[Guard, ...] = (_is_open, _is_agreed, _was_sent, *TIMELY, _answer_has_a_source)
WORKABLE: tuple[Guard, ...] = (_is_open, _is_agreed, _somebody_agreed, *TIMELY)
DECIDABLE: tuple[Guard, ...] = (
    _not_withdrawn,
    _is_agreed,
    *TIMELY,
    _not_the_responsible_officer,
    _decided_by_the_committee,
)

ANY_ANSWER = frozenset[StrEnum](Answer)
ANY_PROGRESS = frozenset[StrEnum](Progress)
OPEN_DECISIONS = frozenset[StrEnum](set(Decision) - CLOSED_DECISIONS)
ANY_DIFFERENCE = frozenset[StrEnum](Difference)


def _answer(value: Answer, *needs: Need) -> Move:
    return Move(Thread.ANSWER, value, "answer", ANY_ANSWER, needs, ANSWERABLE)


def _progress(value: Progress, *needs: Need, guards: tuple[Guard, ...] = ()) -> Move:
    return Move(Thread.PROGRESS, value, "update", ANY_PROGRESS, needs, WORKABLE + guards)


def _decision(
    value: Decision, verb: str, *needs: Need, comes_from: frozenset[StrEnum] = OPEN_DECISIONS
) -> Move:
    return Move(Thread.DECISION, value, verb, comes_from, needs, (*DECIDABLE, _until_is_ahead))


def _difference(value: Difference) -> Move:
    guards = (_not_withdrawn, _is_agreed, *TIMELY)
    return Move(Thread.DIFFERENCE, value, "judge", ANY_DIFFERENCE, (), guards)


MOVES: tuple[Move, ...] = (
    _answer(Answer.AGREED),
    _answer(
        Answer.AGREED_WITH_CHANGES,
        Need(("changed_wording",), "Give the wording that was agreed."),
    ),
    _answer(Answer.AGREED_IN_PART, Need(("which_part",), "Say which part was agreed.")),
    _answer(
        Answer.AGREED_SUBJECT_TO,
        Need(("condition",), "Say what the agreement is subject to."),
        Need(("who_decides",), "Say who decides whether the condition is met."),
    ),
    _answer(Answer.ALREADY_HAPPENING),
    _answer(
        Answer.NOT_AGREED,
        Need(("reasons", "gives_no_reasons"), "Give the reasons, or tick that the minute gives none."),
    ),
    _answer(Answer.DEFERRED, Need(("until", "to_whom"), "Say to which date or meeting it was deferred.")),
    _answer(Answer.NOTED),
    _answer(Answer.PASSED_ON, Need(("to_whom",), "Say to whom it was passed on.")),
    _progress(Progress.NOT_STARTED),
    _progress(Progress.ON_TRACK),
    _progress(Progress.AT_RISK),
    _progress(
        Progress.DELAYED,
        Need(("new_due_on",), "Enter the new date."),
        Need(("cause",), "Say what the delay is because of."),
        guards=(_later_than_the_first_date,),
    ),
    _progress(Progress.PAUSED, Need(("until",), "Say until when it is paused.")),
    _progress(
        Progress.REPORTED_COMPLETE,
        Need(("note",), "Say what was done and what has changed."),
    ),
    _progress(Progress.WILL_NOT_BE_DONE, Need(("note",), "Say why it will not be done.")),
    _decision(Decision.UNDER_REVIEW, "keep-under-review"),
    _decision(
        Decision.MORE_ASKED,
        "ask-for-more",
        Need(("what",), "Say what more is asked for."),
        Need(("by_when",), "Say by when it is asked for."),
    ),
    _decision(
        Decision.TAKEN_FURTHER,
        "take-further",
        Need(("how",), "Say how it is taken further: a letter, the director called, Council."),
    ),
    _decision(Decision.SIGNED_OFF, "sign-off"),
    _decision(
        Decision.STOPPED, "stop", Need(("stop_reason",), "Choose why the committee stops following this.")
    ),
    _decision(
        Decision.REOPENED,
        "reopen",
        Need(("note",), "Say why it is reopened."),
        comes_from=frozenset[StrEnum](CLOSED_DECISIONS),
    ),
    *(_difference(value) for value in Difference if value is not Difference.NOT_JUDGED),
)

_BY_VALUE: dict[tuple[Thread, str], Move] = {(move.thread, str(move.value)): move for move in MOVES}


def move_for(thread: Thread, value: str) -> Move:
    """The move that says this value. Raises KeyError for a value that nobody can say."""
    return _BY_VALUE[thread, value]


def _wrong_state(move: Move, now: Situation) -> str | None:
    if now.own in move.comes_from:
        return None
    if move.value is Decision.REOPENED:
        return "Only a signed-off or stopped recommendation can be reopened."
    return "This recommendation is closed. The committee can reopen it first."


def refusal(move: Move, now: Situation, said: Particulars, who: Actor) -> str | None:
    """Why this move cannot be made now, in one sentence; None where it can.

    State first, then guards, then what must be said with it, so that people hear the weightiest reason.
    """
    wrong = _wrong_state(move, now)
    if wrong:
        return wrong
    for guard in move.guards:
        sentence = guard(now, said, who)
        if sentence:
            return sentence
    for need in move.needs:
        if not any(getattr(said, name) for name in need.names):
            return need.sentence
    return None


_STATE_GUARDS = (
    _is_open,
    _not_withdrawn,
    _is_agreed,
    _was_sent,
    _somebody_agreed,
    _not_the_responsible_officer,
)


def available(thread: Thread, now: Situation, who: Actor, today: date) -> list[Move]:
    """The moves that this person could make now if they said all that is needed: what a page offers."""
    said = Particulars(effective_on=today, today=today)
    return [
        move
        for move in MOVES
        if move.thread is thread
        and now.own in move.comes_from
        and not any(guard(now, said, who) for guard in move.guards if guard in _STATE_GUARDS)
    ]


def warnings(move: Move, now: Situation, said: Particulars) -> list[str]:
    """What a careful clerk would ask before going on. Advice, never a bar."""
    found = []
    if move.value is Decision.SIGNED_OFF:
        if not said.has_evidence:
            found.append("There is no evidence for this. Sign off anyway?")
        if now.answers and Answer.WAITING in now.answers:
            found.append("An answer has not been recorded. Sign off anyway?")
    if move.value is Answer.NOTED:
        found.append("“Noted” states no action. You can ask again.")
    return found
