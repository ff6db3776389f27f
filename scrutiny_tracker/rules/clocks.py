"""Which of a recommendation's clocks still runs. Lateness is computed from these dates and today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from .deadlines import months_after
from .lifecycle import Answer, Progress, UpdateState
from .lifecycle.values import FINISHED_PROGRESS

NO_DATE = date(9999, 12, 31)


class Clock(StrEnum):
    """What is waited for, in the order of a recommendation's life."""

    NOTICE = "notice"
    RECEIPT = "receipt"
    ANSWER = "answer"
    ACTION = "action"
    UPDATE = "update"
    REVIEW = "review"


@dataclass(frozen=True)
class AskedFacts:
    """One addressee: what it said, and the sending that carries the question (dates None where not yet)."""

    answer: Answer
    sent_on: date | None = None
    notice_given_on: date | None = None
    received_on: date | None = None
    answer_due_on: date | None = None
    deferred_until: date | None = None
    is_sent: bool = False
    answers_itself: bool = False
    answered_on: date | None = None


@dataclass(frozen=True)
class ActionFacts:
    """One action: where it is, its date, and when anybody last sent word of it."""

    progress: Progress
    due_on: date | None
    last_word_on: date | None = None
    waiting_update: UpdateState | None = None


@dataclass(frozen=True)
class UpdateRhythm:
    """How often an update is asked for: so many months after the last word, or, where the days of the
    committee's meetings are given, so many days before each of them."""

    months: int = 3
    meetings: tuple[date, ...] | None = None
    days_before: int = 14

    def asked_by(self, since: date, *, is_word: bool) -> date:
        """By when the next update is due, counted from the last word or else from the answer.

        A word serves the first meeting on its day or after it, so the next one asks again; before the first
        word a meeting asks only where its day to ask has not passed. Without such a meeting the months count.
        """
        meetings = sorted(set(self.meetings or ()))
        if is_word:
            meetings = [on for on in meetings if on >= since][1:]
        asked = (on - timedelta(days=self.days_before) for on in meetings)
        return next((on for on in asked if on >= since), months_after(since, self.months))


@dataclass(frozen=True)
class Periods:
    """The council's settings that clocks use: days after which a notice and a receipt are missed, and how
    often updates are asked for."""

    notice_days: int = 7
    receipt_days: int = 7
    updates: UpdateRhythm = field(default_factory=lambda: UpdateRhythm())


def clocks(
    *,
    is_open: bool,
    agreed_on: date | None,
    asked: Iterable[AskedFacts],
    actions: Iterable[ActionFacts],
    review_on: date | None,
    periods: Periods,
) -> dict[Clock, date]:
    """Every clock with its date; NO_DATE for one that does not run."""
    found = dict.fromkeys(Clock, NO_DATE)
    if not is_open:
        return found
    every = list(asked)
    for one in every:
        for clock, due_on in _asked_clocks(one, agreed_on, periods):
            found[clock] = min(found[clock], due_on)
    if _work_is_expected(every):
        begun_on = min((one.answered_on for one in every if one.answered_on), default=agreed_on)
        for action in actions:
            if action.progress in FINISHED_PROGRESS or action.waiting_update is not None:
                continue
            found[Clock.ACTION] = min(found[Clock.ACTION], action.due_on or NO_DATE)
            since = action.last_word_on or begun_on
            if since is not None:
                asked_by = periods.updates.asked_by(since, is_word=action.last_word_on is not None)
                found[Clock.UPDATE] = min(found[Clock.UPDATE], asked_by)
    if review_on is not None:
        found[Clock.REVIEW] = review_on
    return found


def _asked_clocks(one: AskedFacts, agreed_on: date | None, periods: Periods) -> Iterable[tuple[Clock, date]]:
    if one.answers_itself:
        return
    if one.answer is Answer.DEFERRED:
        if one.deferred_until is not None:
            yield Clock.ANSWER, one.deferred_until
        return
    if one.answer is not Answer.WAITING:
        return
    if one.notice_given_on is None and one.sent_on is None:
        if agreed_on is not None:
            yield Clock.NOTICE, agreed_on + timedelta(days=periods.notice_days)
    elif one.received_on is None:
        told_on = one.notice_given_on or one.sent_on
        if told_on is not None:
            yield Clock.RECEIPT, told_on + timedelta(days=periods.receipt_days)
    if one.answer_due_on is not None:
        yield Clock.ANSWER, one.answer_due_on


def _work_is_expected(asked: list[AskedFacts]) -> bool:
    """Officers are asked for updates once somebody agreed, or where scrutiny asked itself."""
    yes = {
        Answer.AGREED,
        Answer.AGREED_WITH_CHANGES,
        Answer.AGREED_IN_PART,
        Answer.AGREED_SUBJECT_TO,
        Answer.ALREADY_HAPPENING,
    }
    return any(one.answer in yes or one.answers_itself for one in asked)
