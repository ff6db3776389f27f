"""The only room that asks the system for the time. Civil dates are London's, instants are UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

LONDON = ZoneInfo("Europe/London")


def real_now() -> datetime:
    """The real instant, UTC, whatever date stands for today: for machines that watch machines."""
    return datetime.now(UTC)


def now() -> datetime:
    """This instant, UTC; on the date of SCRUTINY_TODAY where that is set."""
    instant = datetime.now(UTC)
    stands_for: date | None = current_app.config.get("SCRUTINY_TODAY")
    return instant if stands_for is None else datetime.combine(stands_for, instant.timetz())


def today() -> date:
    """Today's civil date in London, or the date that stands for it."""
    stands_for: date | None = current_app.config.get("SCRUTINY_TODAY")
    return stands_for or datetime.now(UTC).astimezone(LONDON).date()


def london(instant: datetime) -> datetime:
    """An instant as London's clocks show it."""
    return instant.astimezone(LONDON)
