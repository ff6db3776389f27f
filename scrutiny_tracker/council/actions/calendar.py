"""Closed days and sensitive periods."""

from __future__ import annotations

from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.offices import dates_problem
from ..models import ClosedDay, SensitivePeriod
from ..queries import find_closed_day, find_sensitive_period

CALENDAR = ("council", "calendar")


def add_closed_day(on: date, reason: str, by: By) -> ClosedDay:
    """A day (London date) on which the offices are closed. Raises Refused where it is entered already."""
    if (known := find_closed_day(on)) is not None:
        raise Refused(f"This day is entered already: {known.reason}.", "on")
    day = ClosedDay(on=on, reason=reason)
    db.session.add(day)
    record(by, Tag.CLOSED_DAY_ADDED, *CALENDAR, after={"on": on, "reason": reason})
    db.session.flush()
    return day


def remove_closed_day(day: ClosedDay, by: By) -> None:
    """The offices are open on this day after all."""
    record(by, Tag.CLOSED_DAY_REMOVED, *CALENDAR, before={"on": day.on, "reason": day.reason})
    db.session.delete(day)
    db.session.flush()


def add_sensitive_period(
    from_on: date, to_on: date, reason: str, by: By, *, holds_publication: bool
) -> SensitivePeriod:
    """A pre-election period (London dates, both within it): moves no clock, warns before publishing.

    Raises Refused where it would end before it begins or is entered already.
    """
    if problem := dates_problem(from_on, to_on, "period"):
        raise Refused(problem, "to_on")
    if find_sensitive_period(from_on, reason) is not None:
        raise Refused("This period is entered already.", "from_on")
    period = SensitivePeriod(from_on=from_on, to_on=to_on, reason=reason, holds_publication=holds_publication)
    db.session.add(period)
    record(by, Tag.SENSITIVE_PERIOD_ADDED, *CALENDAR, after=_facts(period))
    db.session.flush()
    return period


def remove_sensitive_period(period: SensitivePeriod, by: By) -> None:
    """The period does not apply after all."""
    record(by, Tag.SENSITIVE_PERIOD_REMOVED, *CALENDAR, before=_facts(period))
    db.session.delete(period)
    db.session.flush()


def _facts(period: SensitivePeriod) -> dict[str, object]:
    return {
        "from": period.from_on,
        "to": period.to_on,
        "reason": period.reason,
        "holds_publication": period.holds_publication,
    }
