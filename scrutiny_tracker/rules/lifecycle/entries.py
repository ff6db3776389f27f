"""How entries alone rebuild where a recommendation stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .values import FINISHED_PROGRESS, Answer, Progress, Thread


@dataclass(frozen=True)
class Witnessed:
    """An entry as the rule sees it. `hangs_on` is the addressee or action it speaks of (None: the whole).

    A correction names the entry it corrects; with no value it only strikes that entry out.
    """

    sequence: int
    thread: Thread
    hangs_on: int | None
    value: str | None
    effective_on: date
    corrects: int | None = None


@dataclass(frozen=True)
class Current:
    """The newest standing value of a thread and since when."""

    value: str
    since: date
    sequence: int


def standing_entries(entries: Iterable[Witnessed]) -> list[Witnessed]:
    """The entries that still count, oldest first: by the day they took effect, then as they were written."""
    every = list(entries)
    corrected = {entry.corrects for entry in every if entry.corrects is not None}
    return sorted(
        (entry for entry in every if entry.sequence not in corrected and entry.value is not None),
        key=lambda entry: (entry.effective_on, entry.sequence),
    )


def current(
    entries: Iterable[Witnessed], thread: Thread, hangs_on: int | None = None, until: date | None = None
) -> Current | None:
    """Where one thread stands, on the day `until` or now; None before anybody spoke."""
    found: Current | None = None
    for entry in standing_entries(entries):
        if (
            entry.thread is thread
            and entry.hangs_on == hangs_on
            and (until is None or entry.effective_on <= until)
        ):
            found = Current(str(entry.value), entry.effective_on, entry.sequence)
    return found


_WORST_ANSWER_FIRST = (
    Answer.WAITING,
    Answer.NOT_AGREED,
    Answer.DEFERRED,
    Answer.NOTED,
    Answer.PASSED_ON,
    Answer.AGREED_IN_PART,
    Answer.AGREED_SUBJECT_TO,
    Answer.AGREED_WITH_CHANGES,
    Answer.ALREADY_HAPPENING,
    Answer.AGREED,
)
_WORST_PROGRESS_FIRST = (
    Progress.DELAYED,
    Progress.AT_RISK,
    Progress.PAUSED,
    Progress.NOT_STARTED,
    Progress.ON_TRACK,
    Progress.WILL_NOT_BE_DONE,
    Progress.REPORTED_COMPLETE,
)


def worst_answer(answers: Sequence[Answer]) -> Answer:
    """One word for several addressees: what still needs looking at comes first."""
    return min(answers, key=_WORST_ANSWER_FIRST.index, default=Answer.WAITING)


def worst_progress(actions: Sequence[Progress]) -> Progress:
    """A recommendation's progress: its worst open action; finished ones count only when all are finished."""
    unfinished = [value for value in actions if value not in FINISHED_PROGRESS]
    return min(unfinished or actions, key=_WORST_PROGRESS_FIRST.index, default=Progress.NOT_STARTED)
