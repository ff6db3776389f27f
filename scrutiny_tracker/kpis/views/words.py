"""How pages of measures write periods and months."""

from __future__ import annotations

from datetime import date

from ...rules.performance import Period


def period_words(period: Period) -> str:
    """April 2022 to March 2023; one day or month as its label."""
    if period.months <= 1:
        return period.label
    return f"{month_words(period.starts_on)} to {month_words(period.ends_on)}"


def month_words(on: date) -> str:
    """December 2023."""
    return f"{on:%B %Y}"
