"""How the home pages write days and hours."""

from __future__ import annotations

from datetime import date, time


def day_words(on: date, today: date) -> str:
    """30 October; with its year where that is another year than today's."""
    words = f"{on.day} {on:%B}"
    return words if on.year == today.year else f"{words} {on.year}"


def weekday_words(on: date, today: date) -> str:
    """Wednesday 12 November, with its year where that is another."""
    return f"{on:%A} {day_words(on, today)}"


def hour_words(at: time | None) -> str:
    """2pm, 10.30am; empty where no hour is entered."""
    if at is None:
        return ""
    minutes = f".{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def how_many(number: int, one: str, many: str | None = None, most: int = 1000) -> str:
    """1 update, 4 updates, 500+ updates: a bounded count with its noun."""
    counted = f"{most:,}+" if number > most else f"{number:,}"
    return f"{counted} {one if number == 1 else many or one + 's'}"
