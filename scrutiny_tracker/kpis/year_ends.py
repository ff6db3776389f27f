"""Where a measure's running year will end, from the months, quarters or half-years that were returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..rules.performance import Forecast, Period, TargetStatus, financial_year, forecast_year_end
from ..rules.performance.periods import YEAR_KINDS
from .figures import PARTS, Kept

WHOLE_YEARS_ALONE = "figures come for whole years alone."
NOBODY_SAID = "nobody has said how the year's figure comes from its parts."
DEFINED_WITHIN = "the definition changed within the year."


OUTLOOK = {
    TargetStatus.MISSED: ("Forecast to miss", "red"),
    TargetStatus.WITHIN_TOLERANCE: ("Forecast within tolerance", "yellow"),
    TargetStatus.MET: ("Forecast on target", "green"),
}
"""A status that is still to come, in words, with the colour that comes second to them."""


@dataclass(frozen=True)
class YearEnd:
    """A running year and where it is expected to end, or why nothing can be said."""

    year: Period
    forecast: Forecast
    shown: str

    @property
    def status(self) -> TargetStatus | None:
        """How the year would stand against its target; None where there is no forecast."""
        return None if self.forecast.against_target is None else self.forecast.against_target.status

    @property
    def outlook(self) -> tuple[str, str] | None:
        """What is expected against the target, in words and a colour; None where nothing is judged."""
        return None if self.status is None else OUTLOOK.get(self.status)

    @property
    def is_missed(self) -> bool:
        return self.status is TargetStatus.MISSED

    @property
    def words(self) -> str:
        """The forecast with its method, or why there is none, as a sentence."""
        if self.forecast.value is None:
            reason = self.forecast.reason
            return f"No forecast for {self.year.label}: {reason[:1].lower()}{reason[1:]}"
        return f"{self.year.label}: {self.forecast.reason}"


def year_end(kept: Kept, today: date) -> YearEnd | None:
    """The forecast of the year that runs on `today`, or of the one before while that has parts and no figure
    of its own; None for a measure that is returned for whole years alone, and once the year's own figure is
    there."""
    parts = {period: reading for period, reading in kept.readings.items() if period.kind in PARTS}
    if not parts:
        return None
    running = _running(kept, today)
    if _is_returned(kept, running):
        return None
    before = running.previous()
    has_begun = any(running.contains(period) for period in parts)
    waits = not _is_returned(kept, before) and any(before.contains(period) for period in parts)
    return _forecast(kept, before if waits and not has_begun else running, today)


def _is_returned(kept: Kept, year: Period) -> bool:
    return year in kept.readings and kept.readings[year].value is not None


def _running(kept: Kept, today: date) -> Period:
    """The year of the measure's own kind that holds today; a financial year where it has none."""
    years = [one for one in (*kept.targets, *kept.readings) if one.kind in YEAR_KINDS]
    year = max(years, default=financial_year(today.year))
    while year.starts_on > today:
        year = year.previous()
    while year.ends_on < today:
        year = year.next()
    return year


def _forecast(kept: Kept, year: Period, today: date) -> YearEnd:
    if kept.year_made_by is None:
        return YearEnd(year, Forecast(None, NOBODY_SAID), "")
    if any(year.starts_on < first <= today for first in kept.breaks):
        return YearEnd(year, Forecast(None, DEFINED_WITHIN), "")
    known = {
        period: reading.value
        for period, reading in kept.readings.items()
        if period.kind in PARTS and reading.value is not None
    }
    before = year.previous()
    is_comparable = not any(before.starts_on < first <= year.starts_on for first in kept.breaks)
    found = forecast_year_end(
        kept.terms,
        kept.policy,
        year,
        known,
        kept.year_made_by,
        kept.targets.get(year),
        today,
        last_year=known if is_comparable else None,
    )
    return YearEnd(year, found, "" if found.value is None else kept.terms.shown(found.value))
