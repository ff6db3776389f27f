"""Which figure of a measure comes next, and when: pure, from what is kept of it."""

from __future__ import annotations

from datetime import date

from ..rules.performance import Period, PublicationLag, data_due_on
from .figures import Kept


def awaited(kept: Kept) -> tuple[Period, date] | None:
    """The period whose figure comes next and the day on which it is expected; None where nothing says so.

    A day that was said for one figure alone is over once that figure is here.
    """
    newest = max(kept.readings, default=None)
    period = newest.next(kept.every_years) if newest is not None else min(kept.targets, default=None)
    if period is None:
        return None
    if kept.next_expected_on is not None and kept.next_expected_on > period.ends_on:
        return period, kept.next_expected_on
    if kept.lag_months is None:
        return None
    return period, data_due_on(period, PublicationLag(months=kept.lag_months))
