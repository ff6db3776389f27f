"""Published open data in long form against figures counted by hand; skipped where the files are not kept."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from scrutiny_tracker.rules.performance import Missing, PeriodKind, Polarity
from scrutiny_tracker.rules.sheets import (
    Grid,
    KpiMetadata,
    SheetRow,
    for_area,
    read_areas,
    read_metadata,
    read_rows,
    understand,
)

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "kpi"
OURS = "E08000009"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published files are not kept here")


def grid_of(name: str) -> Grid:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def readings(name: str) -> list[SheetRow]:
    grid = grid_of(name)
    found = list(read_rows(grid, understand(grid)))
    assert all(isinstance(row, SheetRow) for row in found)
    return [row for row in found if isinstance(row, SheetRow)]


@pytest.mark.parametrize(
    ("name", "rows", "without_figure", "ours", "kinds"),
    [
        ("active_adults", 2170, 0, 7, {PeriodKind.FINANCIAL_YEAR}),
        ("adults_smoking_manual", 3894, 85, 12, {PeriodKind.CALENDAR_YEAR}),
        ("adults_walking_or_cycling", 119, 0, 7, {PeriodKind.FINANCIAL_YEAR}),
        ("borough_wide_co2_emissions", 192, 0, 12, {PeriodKind.CALENDAR_YEAR}),
        ("household_waste_recycling", 332, 0, 20, {PeriodKind.FINANCIAL_YEAR}),
        ("no2_concentration", 36, 0, 0, {PeriodKind.POINT}),
        ("obese_reception", 4403, 350, 18, {PeriodKind.FINANCIAL_YEAR, PeriodKind.YEARS}),
        ("vehicle_miles_travelled", 204, 0, 12, {PeriodKind.CALENDAR_YEAR}),
    ],
)
def test_every_row_is_a_reading(
    name: str, rows: int, without_figure: int, ours: int, kinds: set[PeriodKind]
) -> None:
    found = readings(name)
    missing = [row.value.missing for row in found if row.value and row.value.missing]
    assert len(found) == rows
    assert missing == [Missing.NOT_AVAILABLE] * without_figure
    assert sum(row.area_code == OURS for row in found) == ours
    assert {row.period.kind for row in found} == kinds


def test_our_recycling_beside_england_and_the_nearest_neighbours() -> None:
    group = read_areas(grid := grid_of("cipfa2021"), understand(grid))
    assert len(group) == 15
    groups = {"England": ["E92000001"], "Nearest neighbours": [area.code for area in group]}
    ours = list(for_area(readings("household_waste_recycling"), OURS, groups))
    latest = next(row for row in ours if row.unit == "%" and row.period.label == "2021-22")
    assert latest.value is not None
    compared = {beside.name: beside.value.number for beside in latest.comparators}
    assert latest.value.number == Decimal("58.8")
    assert compared == {"England": Decimal("42.5"), "Nearest neighbours": Decimal("42.1")}
    assert {row.unit for row in ours} == {"%", "Tonnes"}


def test_the_national_metadata_gives_polarity_unit_and_frequency() -> None:
    grid = grid_of("lgbf_indicator_information")
    found = list(read_metadata(grid, understand(grid)))
    described = [kpi for kpi in found if isinstance(kpi, KpiMetadata)]
    assert len(described) == len(found) == 108
    assert Counter(kpi.polarity for kpi in described) == {
        Polarity.LOWER: 53,
        Polarity.HIGHER: 51,
        Polarity.BAND: 4,
    }
    assert Counter(kpi.unit for kpi in described)["%"] == 66
    assert Counter(kpi.unit for kpi in described)["£"] == 22
    assert sum(kpi.frequency is not None and kpi.frequency.years_together > 1 for kpi in described) == 11
