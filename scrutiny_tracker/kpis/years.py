"""Which year a day belongs to, as reviews and reports of measures count."""

from __future__ import annotations

from datetime import date

from ..rules.performance import Period, financial_year


def reporting_year(on: date) -> Period:
    """The financial year of a day: 12 January 2026 lies in 2025-26."""
    return financial_year(on.year if on.month >= 4 else on.year - 1)
