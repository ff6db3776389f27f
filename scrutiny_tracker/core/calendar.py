"""Bank holidays by nation, substitute and proclaimed days included, as the pure rules take them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cache

from holidays import country_holidays
from holidays.countries.united_kingdom import UnitedKingdom

from ..rules.deadlines import Nation

SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
FIRST_YEAR, LAST_YEAR = UnitedKingdom.start_year, UnitedKingdom.end_year


@cache
def bank_holidays_in(nation: Nation, year: int) -> frozenset[date]:
    """A nation's bank holidays in one year; those at a weekend stand in it too, beside the day that stands
    for them. Raises ValueError for a year whose holidays are not known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Bank holidays are known for the years {FIRST_YEAR} to {LAST_YEAR}, not for {year}")
    return frozenset(country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year))


@dataclass(frozen=True)
class BankHolidays(Container[date]):
    """All bank holidays of a nation: `day in BankHolidays(Nation.WALES)`. A year is worked out once, when a
    day of it is first asked for; ValueError as in `bank_holidays_in`."""

    nation: Nation

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in bank_holidays_in(self.nation, day.year)
