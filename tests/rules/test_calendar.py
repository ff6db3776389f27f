"""The bank holidays that the program uses, against those written out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.calendar import FIRST_YEAR, LAST_YEAR, BankHolidays, bank_holidays_in
from scrutiny_tracker.rules.deadlines import Nation
from tests.rules.worked import NATION_AS_PRINTED, printed_calendar

SATURDAY = 5
PRINTED = printed_calendar()


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("year", sorted({year for _, year in PRINTED}))
def test_bank_holidays_on_working_days_are_the_printed_ones(nation: Nation, year: int) -> None:
    worked_out = {day for day in bank_holidays_in(nation, year) if day.weekday() < SATURDAY}
    assert worked_out == PRINTED[NATION_AS_PRINTED.get(nation, nation), year]


def test_each_nation_has_its_own_days() -> None:
    st_patrick, st_andrew = date(2026, 3, 17), date(2026, 11, 30)
    assert [nation for nation in Nation if st_patrick in BankHolidays(nation)] == [Nation.NORTHERN_IRELAND]
    assert [nation for nation in Nation if st_andrew in BankHolidays(nation)] == [Nation.SCOTLAND]


def test_a_year_is_worked_out_once() -> None:
    assert bank_holidays_in(Nation.WALES, 2026) is bank_holidays_in(Nation.WALES, 2026)


@pytest.mark.parametrize("year", [1, FIRST_YEAR - 1, LAST_YEAR + 1, 9999])
def test_years_without_known_holidays_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"Bank holidays are known for the years .* not for {year}$"):
        assert date(year, 6, 1) not in BankHolidays(Nation.ENGLAND)
