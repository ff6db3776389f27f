"""When a progress report begins and what its next step is.

Source: the council's own practice and settings; the law sets only the day of the papers that it goes out with
(Local Government Act 1972, s.100B).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .deadlines import progress_report_opens


@dataclass(frozen=True)
class ReportDates:
    """The days of one report, all London dates: work begins, officers' parts are due, it goes out."""

    opens_on: date
    parts_due_on: date
    papers_on: date


def report_dates(papers_on: date, opens_weeks: int, parts_weeks: int) -> ReportDates:
    """Counted back from the day of the papers; officers are never asked for a day before the work begins."""
    opens_on = progress_report_opens(papers_on, opens_weeks)
    return ReportDates(opens_on, max(opens_on, papers_on - timedelta(weeks=parts_weeks)), papers_on)


class Stage(StrEnum):
    """The one next step of a progress report."""

    NOT_OPEN = "not-open"
    ASK = "ask"
    DRAFT = "draft"
    CLEAR = "clear"
    WAIT = "wait"
    DECIDE = "decide"
    LOOK_AGAIN = "look-again"
    DONE = "done"


@dataclass(frozen=True)
class Standing:
    """What has happened to a progress report: counts and facts, nothing computed."""

    is_open: bool = False
    to_ask: int = 0
    is_sent_for_clearing: bool = False
    is_frozen: bool = False
    is_held: bool = False
    to_decide: int = 0
    still_open: int = 0
    is_reported: bool = False


def stage_of(now: Standing) -> Stage:
    """The next step: ask, draft, clear and publish, wait for the meeting, decide, look again, or nothing."""
    if now.is_reported:
        return Stage.LOOK_AGAIN if now.still_open else Stage.DONE
    if not now.is_open:
        return Stage.NOT_OPEN
    if now.is_frozen:
        if not now.is_held:
            return Stage.WAIT
        return Stage.DECIDE if now.to_decide else Stage.LOOK_AGAIN
    if now.is_sent_for_clearing:
        return Stage.CLEAR
    return Stage.ASK if now.to_ask else Stage.DRAFT
