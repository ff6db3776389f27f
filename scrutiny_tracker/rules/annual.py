"""The counts of an annual scrutiny report, each with its sum in words. A rate never stands without its n."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .lifecycle.values import Answer, Decision, Progress
from .performance.scorecard import percent
from .words import words_for

AS_ASKED = (Answer.AGREED, Answer.AGREED_WITH_CHANGES)
IN_SOME_WAY = (Answer.AGREED_IN_PART, Answer.AGREED_SUBJECT_TO, Answer.ALREADY_HAPPENING)
DECIDED = (*AS_ASKED, *IN_SOME_WAY, Answer.NOT_AGREED)
APART = (Answer.NOTED, Answer.DEFERRED, Answer.PASSED_ON)


class Kind(StrEnum):
    """Why a record is or is not among the recommendations that are counted."""

    COUNTED = "counted"
    PART = "part"
    CALL_IN = "call-in"
    TO_SCRUTINY = "to-scrutiny"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Made:
    """One recommendation of the year as it stands now."""

    id: int
    body_id: int
    kind: Kind
    answer: Answer
    progress: Progress
    decision: Decision
    is_repeated: bool = False


@dataclass(frozen=True)
class Asked:
    """One decision-maker who was asked by a counted recommendation."""

    made_id: int
    answer: Answer
    answered_on: date | None
    due_on: date | None

    @property
    def has_answered(self) -> bool:
        return self.answer is not Answer.WAITING

    def days_late(self, today: date) -> int:
        """How many days after its last day the answer came, or has not come by today; 0 where it is not
        late or no day was set."""
        if self.due_on is None:
            return 0
        until = self.answered_on if self.has_answered else today
        return 0 if until is None else max(0, (until - self.due_on).days)


@dataclass(frozen=True)
class Counts:
    """The counts of some recommendations, of one committee or of all."""

    kinds: Counter[Kind]
    answers: Counter[Answer]
    in_time: int
    late: int
    overdue: int
    not_due: int
    answered_without_day: int
    waiting_without_day: int
    went_ahead: int
    reported_done: int
    will_not_be_done: int
    signed_off: int
    repeated: int

    @property
    def made(self) -> int:
        return self.kinds[Kind.COUNTED]

    @property
    def asked(self) -> int:
        return self.answers.total()

    @property
    def answered(self) -> int:
        return self.asked - self.answers[Answer.WAITING]

    @property
    def came_due(self) -> int:
        """Answers whose last day has come, with those that came before it."""
        return self.in_time + self.late + self.overdue

    @property
    def decided(self) -> int:
        """Answers that say yes or no."""
        return sum(self.answers[answer] for answer in DECIDED)

    @property
    def agreed(self) -> int:
        """Agreed as asked, or with changes."""
        return sum(self.answers[answer] for answer in AS_ASKED)


def count_up(made: Iterable[Made], asked: Iterable[Asked], today: date) -> Counts:
    """Counts recommendations with those who were asked by them; only counted ones are followed further."""
    every = list(made)
    counted = [one for one in every if one.kind is Kind.COUNTED]
    ids = {one.id for one in counted}
    answers = [one for one in asked if one.made_id in ids]
    yes = {one.made_id for one in answers if one.answer in (*AS_ASKED, *IN_SOME_WAY)}
    ahead = [one for one in counted if one.id in yes]
    return Counts(
        kinds=Counter(one.kind for one in every),
        answers=Counter(one.answer for one in answers),
        in_time=sum(_timed(one) and one.has_answered and not one.days_late(today) for one in answers),
        late=sum(one.has_answered and one.days_late(today) > 0 for one in answers),
        overdue=sum(not one.has_answered and one.days_late(today) > 0 for one in answers),
        not_due=sum(_timed(one) and not one.has_answered and not one.days_late(today) for one in answers),
        answered_without_day=sum(not _timed(one) and one.has_answered for one in answers),
        waiting_without_day=sum(not _timed(one) and not one.has_answered for one in answers),
        went_ahead=len(ahead),
        reported_done=sum(one.progress is Progress.REPORTED_COMPLETE for one in ahead),
        will_not_be_done=sum(one.progress is Progress.WILL_NOT_BE_DONE for one in ahead),
        signed_off=sum(one.decision is Decision.SIGNED_OFF for one in ahead),
        repeated=sum(one.is_repeated for one in counted),
    )


def _timed(one: Asked) -> bool:
    """Whether a last day was set and, for an answer, is known to be kept or not."""
    return one.due_on is not None and (not one.has_answered or one.answered_on is not None)


def rate(part: int, whole: int) -> str:
    """12 of 15 (80%); "none" where there is nothing to count."""
    return f"{part} of {whole} ({percent(part, whole)}%)" if whole else "none"


def made_in_words(counts: Counts) -> str:
    """How many were made, and what stands apart from them."""
    made = f"{_many(counts.made, 'recommendation was', 'recommendations were')} made to others."
    apart = [
        (counts.kinds[kind], one if counts.kinds[kind] == 1 else many)
        for kind, one, many in (
            (Kind.PART, "part of a recommendation", "parts of recommendations"),
            (Kind.CALL_IN, "call-in", "call-ins"),
            (Kind.TO_SCRUTINY, "recommendation to scrutiny itself", "recommendations to scrutiny itself"),
            (Kind.WITHDRAWN, "withdrawn", "withdrawn"),
        )
    ]
    return _with_apart(made, (counts.made,), apart, "records")


def in_time_in_words(counts: Counts) -> str:
    """How many answers came in time, of those whose day has come."""
    if not counts.asked:
        return "No answer was asked for."
    due = (
        (counts.in_time, "in time"),
        (counts.late, "late"),
        (counts.overdue, "not answered though due"),
    )
    said = (
        f"{_many(counts.asked, 'answer was', 'answers were')} asked for, one of each decision-maker. Of "
        f"those whose last day has come, or that came before, {rate(counts.in_time, counts.came_due)} were "
        f"in time: {_listed(due) or 'none'}."
    )
    apart = [
        (counts.not_due, "not due yet"),
        (counts.answered_without_day, "answered without a last day"),
        (counts.waiting_without_day, "waiting without a last day"),
    ]
    return _with_apart(said, tuple(number for number, _ in due), apart, "answers asked for")


def agreed_in_words(counts: Counts) -> str:
    """How many answers agreed, of those that say yes or no."""
    if not counts.answered:
        return "No answer has come."
    parts = [(counts.answers[one], _lower(one)) for one in DECIDED]
    said = (
        f"Of the answers that say yes or no, {rate(counts.agreed, counts.decided)} agreed, as asked or with "
        f"changes: {_listed(parts) or 'none'}."
    )
    apart = [(counts.answers[one], _lower(one)) for one in APART]
    return _with_apart(said, tuple(number for number, _ in parts), apart, "answers")


def done_in_words(counts: Counts) -> str:
    """What has been done of what was agreed in some way: officers' word and the committee's apart."""
    if not counts.went_ahead:
        return "Nothing has been agreed yet."
    going = counts.went_ahead - counts.reported_done - counts.will_not_be_done
    parts = (
        (counts.reported_done, "done"),
        (counts.will_not_be_done, "that will not be done"),
        (going, "not finished"),
    )
    return (
        f"Of {_many(counts.went_ahead, 'recommendation', 'recommendations')} agreed in some way, officers "
        f"say that {rate(counts.reported_done, counts.went_ahead)} are done: {_listed(parts)}. The "
        f"committees have signed off {counts.signed_off}."
    )


def _with_apart(said: str, own: tuple[int, ...], apart: list[tuple[int, str]], what: str) -> str:
    """The sentence, what stands apart from it, and the sum of both."""
    if not any(number for number, _ in apart):
        return said
    numbers = [number for number in (*own, *(number for number, _ in apart)) if number]
    total = f"{' + '.join(map(str, numbers))} = {sum(numbers)} {what}"
    verb = "stands" if sum(number for number, _ in apart) == 1 else "stand"
    return f"{said} Apart {verb} {_listed(apart)}: {total}."


def _listed(parts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def repeated_in_words(counts: Counts) -> str:
    """How many were made before."""
    if not counts.made:
        return "Nothing was recommended."
    return (
        f"{rate(counts.repeated, counts.made).capitalize()} repeat an earlier recommendation: they are about "
        "a measure that scrutiny had recommended about before, or ask in nearly the same words."
    )


def _lower(answer: Answer) -> str:
    words = words_for(answer).removesuffix(" …")
    return words[:1].lower() + words[1:]


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
