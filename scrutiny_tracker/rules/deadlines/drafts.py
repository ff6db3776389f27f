"""When the draft of a report goes round, counted back from the meeting that it goes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .counting import NO_DAYS, Days, days_late, working_day_before

COMMENTS_WORKING_DAYS = 10
SETTLING_WORKING_DAYS = 5


@dataclass(frozen=True)
class KeyDate:
    """A day by which something should have happened, and when it did (None: not yet). What had not happened
    on `over_on`, when the papers went out, does not happen any more."""

    name: str
    due_on: date
    done_on: date | None = None
    over_on: date | None = None

    def in_words(self, today: date) -> str:
        """On time, so many days late, or how long there is."""
        if self.done_on is not None:
            return "on time" if self.done_on <= self.due_on else _late(days_late(self.due_on, self.done_on))
        if self.over_on is not None:
            return "not all, when the papers went out"
        if today > self.due_on:
            return _late(days_late(self.due_on, today))
        left = (self.due_on - today).days
        return "today" if left == 0 else f"in {left} {'day' if left == 1 else 'days'}"

    def is_late(self, today: date) -> bool:
        return (self.done_on or self.over_on or today) > self.due_on


def _late(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'} late"


@dataclass(frozen=True)
class DraftDates:
    """The last days for sending a draft round, for comments on it, and for its publication."""

    to_approvers_on: date
    comments_back_on: date
    papers_out_on: date


def draft_dates(
    papers_out_on: date,
    *,
    comments: int = COMMENTS_WORKING_DAYS,
    settling: int = SETTLING_WORKING_DAYS,
    bank_holidays: Days = NO_DAYS,
    closed: Days = NO_DAYS,
) -> DraftDates:
    """Counted back from the last day for papers: `settling` working days for putting comments in, before
    that `comments` working days for those who clear it.

    Source: the council's own practice; both periods are settings.
    """
    back = _working_days_before(papers_out_on, settling, bank_holidays, closed)
    return DraftDates(_working_days_before(back, comments, bank_holidays, closed), back, papers_out_on)


def _working_days_before(day: date, number: int, bank_holidays: Days, closed: Days) -> date:
    for _ in range(number):
        day = working_day_before(day, bank_holidays, closed)
    return day
