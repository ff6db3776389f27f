"""How templates write dates, numbers and lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from flask import Flask

from .clock import london
from .forms import MONTHS, problems
from .paging import counted


def long_date(on: date | None) -> str:
    """Thursday 30 October 2025."""
    return "" if on is None else f"{on:%A} {on.day} {on:%B %Y}"


def day_date(on: date | None) -> str:
    """30 October 2025."""
    return "" if on is None else f"{on.day} {on:%B %Y}"


def short_date(on: date | None) -> str:
    """30 Oct 2025, for tables."""
    return "" if on is None else f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def clock_time(at: datetime | None) -> str:
    """6 November 2025 at 2.05pm, in London."""
    if at is None:
        return ""
    local = london(at)
    hour = local.hour % 12 or 12
    return f"{day_date(local.date())} at {hour}.{local:%M}{'am' if local.hour < 12 else 'pm'}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """1 recommendation, 2 recommendations."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """One, two and three."""
    every = [word for word in words if word]
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["form_problems"] = problems
    app.jinja_env.filters.update(
        long_date=long_date,
        day_date=day_date,
        short_date=short_date,
        clock_time=clock_time,
        plural=plural,
        listed=listed,
        counted=counted,
    )
