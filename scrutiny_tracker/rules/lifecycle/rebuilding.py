"""Where a recommendation stands, rebuilt from its entries alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .entries import Witnessed, current, worst_answer, worst_progress
from .values import CLOSED_DECISIONS, FINISHED_PROGRESS, Answer, Decision, Difference, Progress, Thread


@dataclass(frozen=True)
class Rebuilt:
    """What entries say: each addressee's answer and each action's progress with its day, and the whole."""

    answers: Mapping[int, tuple[Answer, date | None]]
    actions: Mapping[int, tuple[Progress, date | None]]
    answer: Answer
    progress: Progress
    decision: Decision
    difference: Difference
    is_open: bool

    def is_action_open(self, action_id: int) -> bool:
        return self.actions[action_id][0] not in FINISHED_PROGRESS


def rebuild(
    entries: Iterable[Witnessed],
    addressees: Sequence[int],
    actions: Sequence[int],
    *,
    is_withdrawn: bool = False,
    parents_answers: Sequence[Answer] = (),
) -> Rebuilt:
    """Rebuilds the current values of a recommendation with these addressees and actions (row ids).

    A part without addressees of its own takes `parents_answers`.
    """
    said = list(entries)
    answers: dict[int, tuple[Answer, date | None]] = {}
    for each in addressees:
        answered = current(said, Thread.ANSWER, each)
        answers[each] = (Answer(answered.value), answered.since) if answered else (Answer.WAITING, None)
    progress: dict[int, tuple[Progress, date | None]] = {}
    for each in actions:
        told = current(said, Thread.PROGRESS, each)
        progress[each] = (Progress(told.value), told.since) if told else (Progress.NOT_STARTED, None)
    decided = current(said, Thread.DECISION)
    judged = current(said, Thread.DIFFERENCE)
    decision = Decision(decided.value) if decided else Decision.NONE
    return Rebuilt(
        answers=answers,
        actions=progress,
        answer=worst_answer([value for value, _since in answers.values()] or list(parents_answers)),
        progress=worst_progress([value for value, _since in progress.values()]),
        decision=decision,
        difference=Difference(judged.value) if judged else Difference.NOT_JUDGED,
        is_open=decision not in CLOSED_DECISIONS and not is_withdrawn,
    )
