"""What a committee's members look at first, and what has changed, as sentences: pure, from facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from ..rules.lifecycle import Answer, Decision, DelayCause, Difference, Progress, Thread
from ..rules.words import words_for
from .days import day_words, how_many
from .today import Todo

MOST_THINGS = 3
MOST_CHANGES = 10
NEW_YEAR = timedelta(days=120)


@dataclass(frozen=True)
class Followed:
    """One open recommendation in the name that this reader may see (London dates)."""

    reference: str
    name: str
    progress: Progress
    decision: Decision
    next_due_on: date
    asked: str | None = None
    late: str | None = None
    due_on: date | None = None
    first_due_on: date | None = None

    @property
    def address(self) -> str:
        return f"/recommendations/{self.reference}"


def _thing(one: Followed, today: date) -> tuple[int, Todo] | None:
    due = day_words(one.next_due_on, today)
    if one.late == "answer":
        sentence = f"{one.asked or 'Nobody'} has not answered on “{one.name}”; due {due}."
        return 0, Todo(sentence, "Answer late", "red", one.address, one.next_due_on)
    if one.progress is Progress.REPORTED_COMPLETE:
        sentence = f"Officers say “{one.name}” is done: sign it off?"
        return 1, Todo(sentence, "Done, not yet reviewed", "blue", one.address, one.next_due_on)
    if one.late == "action":
        sentence = f"“{one.name}” is past its date, {due}."
        return 2, Todo(sentence, "Past its date", "red", one.address, one.next_due_on)
    if one.late == "update":
        sentence = f"No update on “{one.name}”; one was due by {due}."
        return 3, Todo(sentence, "Not updated in time", "red", one.address, one.next_due_on)
    if one.late == "review":
        sentence = f"“{one.name}” was to be looked at again on {due}."
        return 4, Todo(sentence, "Look again", "red", one.address, one.next_due_on)
    if one.progress is Progress.DELAYED and one.due_on is not None:
        was = f"; it was {day_words(one.first_due_on, today)}" if one.first_due_on else ""
        sentence = f"“{one.name}” is delayed to {day_words(one.due_on, today)}{was}."
        return 5, Todo(sentence, "Delayed", "orange", one.address, one.next_due_on)
    return None


def first_things(followed: Iterable[Followed], today: date) -> list[Todo]:
    """The three things to look at first, one of each kind before a second: answers late, what is said to be
    done, dates passed, silence, a day to look again, delays."""
    once = {one.reference: one for one in followed}
    found = [thing for one in once.values() if (thing := _thing(one, today)) is not None]
    found.sort(key=lambda thing: (thing[0], thing[1].since, thing[1].sentence))
    kinds = [kind for kind, _ in found]
    firsts = [number for number, kind in enumerate(kinds) if kind not in kinds[:number]]
    ordered = [*firsts, *(number for number in range(len(found)) if number not in firsts)]
    return [found[number][1] for number in ordered[:MOST_THINGS]]


CAUSES = {
    DelayCause.FUNDING: "because of funding",
    DelayCause.PEOPLE: "because of people",
    DelayCause.DECISION: "because a decision is awaited",
    DelayCause.PARTNER: "because of a partner",
    DelayCause.DATA: "because of data",
}
_VALUES: dict[Thread, type[StrEnum]] = {
    Thread.ANSWER: Answer,
    Thread.PROGRESS: Progress,
    Thread.DECISION: Decision,
    Thread.DIFFERENCE: Difference,
}
_ANSWERS = {
    Answer.AGREED: "{who} agreed",
    Answer.AGREED_WITH_CHANGES: "{who} agreed with changes",
    Answer.AGREED_IN_PART: "{who} agreed in part",
    Answer.AGREED_SUBJECT_TO: "{who} agreed, subject to a condition",
    Answer.ALREADY_HAPPENING: "{who} says it is already happening",
    Answer.NOT_AGREED: "{who} did not agree",
    Answer.DEFERRED: "{who} put off its answer",
    Answer.NOTED: "{who} noted it and stated no action",
    Answer.PASSED_ON: "{who} passed it on",
}
_PROGRESS = {
    Progress.NOT_STARTED: "work has not started",
    Progress.ON_TRACK: "now on track",
    Progress.AT_RISK: "on track but at risk",
    Progress.PAUSED: "paused",
    Progress.REPORTED_COMPLETE: "officers say it is done",
    Progress.WILL_NOT_BE_DONE: "officers say it will not be done",
}
_DECISIONS = {
    Decision.UNDER_REVIEW: "the committee keeps it under review",
    Decision.MORE_ASKED: "the committee asked for more",
    Decision.TAKEN_FURTHER: "the committee took it further",
    Decision.SIGNED_OFF: "the committee signed it off",
    Decision.STOPPED: "the committee stopped following it",
    Decision.REOPENED: "the committee reopened it",
}


def change_sentence(
    thread: Thread, value: str, who: str | None, detail: Mapping[str, Any], today: date
) -> str:
    """What was said, as the end of a sentence: "now delayed to 30 September, because of funding"."""
    said = _VALUES[thread](value)
    if isinstance(said, Answer):
        return _ANSWERS.get(said, "{who} answered").format(who=who or "The decision-maker")
    if said is Progress.DELAYED:
        until = detail.get("new_due_on")
        words = f"now delayed to {day_words(date.fromisoformat(until), today)}" if until else "now delayed"
        cause = CAUSES.get(DelayCause(detail["cause"])) if detail.get("cause") else None
        return f"{words}, {cause}" if cause else words
    if isinstance(said, Progress):
        return _PROGRESS[said]
    if isinstance(said, Decision):
        return _DECISIONS.get(said, words_for(said).lower())
    return f"difference made: {words_for(said).lower()}"


def suggested_decision(said: Sequence[tuple[Progress, bool]]) -> str:
    """What the record suggests that a committee decides on a progress report, from what officers say of each
    recommendation and whether they showed that it is done. A suggestion for the chair alone."""
    done = [is_shown for progress, is_shown in said if progress is Progress.REPORTED_COMPLETE]
    given_up = sum(progress is Progress.WILL_NOT_BE_DONE for progress, _ in said)
    others = len(said) - len(done) - given_up
    parts = (
        (sum(done), "sign off {} done with evidence"),
        (len(done) - sum(done), "ask for evidence of {} said to be done"),
        (given_up, "stop, or press, {} that officers will not do"),
        (others, "keep {} under review"),
    )
    return "suggested: " + "; ".join(words.format(n) for n, words in parts if n) if said else ""


def suggested_questions(
    late_answers: Sequence[tuple[str, str, int]],
    unproven: Sequence[str],
    delayed: Sequence[tuple[str, str]],
    worse: Sequence[str],
    silent: Sequence[str],
    most: int = 5,
) -> list[str]:
    """Questions that the record suggests: from answers late (whose, name, days), things said to be done
    without evidence, delays (name, cause in words), measures that got worse, and silence; in turns, so that
    one kind does not crowd out the others."""
    kinds = [
        [_why_no_answer(whose, late_answers) for whose in dict.fromkeys(each[0] for each in late_answers)],
        [f"What shows that “{name}” is done?" for name in unproven],
        [f"What keeps “{name}” to its new date{f', {cause}' if cause else ''}?" for name, cause in delayed],
        [f"“{name}” got worse: what is being done?" for name in worse],
        [f"What has happened on “{name}” since the last update?" for name in silent],
    ]
    in_turn = [question for turn in zip_longest(*kinds) for question in turn if question is not None]
    return in_turn[:most]


def _why_no_answer(whose: str, late_answers: Sequence[tuple[str, str, int]]) -> str:
    names = [name for other, name, _ in late_answers if other == whose]
    days = max(days for other, _, days in late_answers if other == whose)
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{whose}: why is there no answer on “{names[0]}”{more}, {how_many(days, 'day')} late?"


def new_since(year_begun: date | None, today: date) -> date | None:
    """The day that a municipal year began, in its first months; None later, when nothing is new."""
    return year_begun if year_begun is not None and today - year_begun <= NEW_YEAR else None
