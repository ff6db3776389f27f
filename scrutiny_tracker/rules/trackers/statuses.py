"""What a tracker's status words mean: what the decision-maker answered, what officers say, what the committee
decided. One word often mixes them; each is kept apart, and what a word does not say stays unsaid."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from scrutiny_tracker.rules.lifecycle.values import Answer, Decision, Grade, Progress
from scrutiny_tracker.rules.trackers.columns import Layout, TrackerRole
from scrutiny_tracker.rules.words import words_for


class Meaning(NamedTuple):
    """What a word says in each thread; None where it says nothing."""

    answer: Answer | None = None
    progress: Progress | None = None
    decision: Decision | None = None
    grade: Grade | None = None


NOTHING = Meaning()
_ANSWERS: dict[Answer, str] = {
    Answer.AGREED: "agreed; accepted; approved; accept; yes; accepted in full; endorsed; adopted; agree",
    Answer.AGREED_WITH_CHANGES: "agreed with changes; accepted with amendment; accepted with amendments",
    Answer.AGREED_IN_PART: (
        "agreed in part; partially accepted; partly accepted; partially agreed; part accepted; partial; "
        "accepted in part; accepted in principle; agreed in principle; in principle"
    ),
    Answer.ALREADY_HAPPENING: (
        "already happening; already in progress; already in place; already being done; no action required"
    ),
    Answer.NOT_AGREED: "not agreed; rejected; not accepted; declined; refused; reject; no",
    Answer.DEFERRED: "deferred; put off; postponed",
    Answer.NOTED: "noted; noted, no action stated; note",
    Answer.PASSED_ON: "passed on; referred; referred on",
}
_PROGRESS: dict[Progress, str] = {
    Progress.NOT_STARTED: "not started; not yet started; outstanding; to start; not begun; no progress",
    Progress.ON_TRACK: (
        "on track; on-track; ongoing; on-going; in progress; underway; under way; progressing; live; "
        "started; up to date; open; acceptable"
    ),
    Progress.AT_RISK: "at risk; amber; some concerns; not achieved",
    Progress.DELAYED: "delayed; slipped; overdue; behind; behind schedule; late",
    Progress.PAUSED: "paused; on hold; suspended",
    Progress.REPORTED_COMPLETE: (
        "complete; completed; done; achieved; fully achieved; implemented; done, not yet reviewed; actioned; "
        "achieved fully; achieved late; delivered; fully implemented"
    ),
    Progress.WILL_NOT_BE_DONE: (
        "will not be done; not proceeding; abandoned; no longer feasible; cancelled; not to be done"
    ),
}
_DECISIONS: dict[Decision, str] = {
    Decision.UNDER_REVIEW: "under review; monitoring; keep monitoring; continue monitoring",
    Decision.MORE_ASKED: "more asked for",
    Decision.TAKEN_FURTHER: "taken further; escalated",
    Decision.REOPENED: "reopened",
    Decision.SIGNED_OFF: "signed off; closed; discharged; stop monitoring; agreed complete; signed-off",
    Decision.STOPPED: ("stopped; superseded; no longer relevant; withdrawn; not carried forward; overtaken"),
}
_GRADES = {
    "1": (Progress.REPORTED_COMPLETE, Grade.FULLY_ACHIEVED),
    "fully achieved": (Progress.REPORTED_COMPLETE, Grade.FULLY_ACHIEVED),
    "2": (Progress.ON_TRACK, Grade.ON_TRACK),
    "on-track": (Progress.ON_TRACK, Grade.ON_TRACK),
    "on track": (Progress.ON_TRACK, Grade.ON_TRACK),
    "3": (Progress.DELAYED, Grade.SLIPPED),
    "slipped": (Progress.DELAYED, Grade.SLIPPED),
    "4": (Progress.AT_RISK, Grade.NOT_ACHIEVED),
    "not achieved": (Progress.AT_RISK, Grade.NOT_ACHIEVED),
}
_YORK_RAG = {
    "green": Meaning(decision=Decision.SIGNED_OFF),
    "amber": Meaning(decision=Decision.UNDER_REVIEW),
    "red": Meaning(progress=Progress.AT_RISK, decision=Decision.MORE_ASKED),
}
_RAG = {
    "green": Meaning(progress=Progress.ON_TRACK),
    "amber": Meaning(progress=Progress.AT_RISK),
    "red": Meaning(progress=Progress.AT_RISK),
}


def _by_word() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for answer, said in _ANSWERS.items():
        words |= {word.strip(): Meaning(answer=answer) for word in said.split(";")}
    for progress, said in _PROGRESS.items():
        words |= {word.strip(): Meaning(progress=progress) for word in said.split(";")}
    for decision, said in _DECISIONS.items():
        words |= {word.strip(): Meaning(decision=decision) for word in said.split(";")}
    return words


_WORDS = _by_word()
UNSAID = frozenset(
    {
        "", "-", "n/a", "tbc", "none", "awaiting response", "awaited", "response awaited", "pending",
        "waiting for an answer", "awaiting", "not looked at yet", "to be confirmed", "no response",
    }
)  # fmt: skip


@cache
def _own_words() -> dict[tuple[TrackerRole, str], Meaning]:
    """The words of this program's own export, back to what they stand for."""
    own = {(TrackerRole.ANSWER, plain_word(words_for(one))): Meaning(answer=one) for one in Answer}
    own |= {(TrackerRole.PROGRESS, plain_word(words_for(one))): Meaning(progress=one) for one in Progress}
    own |= {(TrackerRole.DECISION, plain_word(words_for(one))): Meaning(decision=one) for one in Decision}
    return own


def plain_word(text: str) -> str:
    """A status as its meaning is looked up: in lower case, without marks around it."""
    return " ".join(re.sub(r"[*_()\[\]]+", " ", text.casefold()).split()).strip(" .:;–-")


def usual_meaning(word: str, layout: Layout, role: TrackerRole) -> Meaning | None:
    """What a status word means in a layout; NOTHING where it says nothing yet, None for an unknown word.

    A long answer ("Accepted. The service will …") is read by its first words.
    """
    plain = plain_word(word)
    if plain in UNSAID:
        return NOTHING
    if layout is Layout.OWN and (own := _own_words().get((role, plain))):
        return own
    if layout is Layout.STOCKTON and role is TrackerRole.STATUS:
        graded = _GRADES.get(re.sub(r"^([1-4])\b.*", r"\1", plain))
        return Meaning(progress=graded[0], grade=graded[1]) if graded else _WORDS.get(plain)
    if plain in ("green", "amber", "red"):
        return (_YORK_RAG if layout is Layout.YORK else _RAG)[plain]
    if role is TrackerRole.ANSWER:
        return _answer(plain)
    found = _WORDS.get(plain)
    if found is None and role is TrackerRole.STATUS:
        first = re.split(r"[\s]*[-–:/,(]\s*", plain, maxsplit=1)[0]
        return _WORDS.get(first)
    return found


def _answer(plain: str) -> Meaning | None:
    for length in (5, 4, 3, 2, 1):
        words = " ".join(plain.split()[:length]).strip(" .,:;–-")
        found = _WORDS.get(words)
        if found is not None and found.answer is not None:
            return found
    return None
