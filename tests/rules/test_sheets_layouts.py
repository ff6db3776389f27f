"""Sheets of many shapes, each with the readings that a person would expect."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from scrutiny_tracker.rules.performance import find_period
from scrutiny_tracker.rules.sheets import Corrections, Grid, Layout, SheetRow, read_rows, understand


def shown(row: SheetRow) -> str:
    """A reading as one line: cell, measure, period, result and target as read."""
    parts = [row.address, row.code or row.name, row.period.label]
    if row.value is not None:
        parts.append(row.value.missing or f"{row.value.number:f}")
    if row.target is not None:
        target = row.target.target
        parts.append(f"target {target.value if target else row.target.missing or 'none'}")
    if row.area_name:
        parts.append(row.area_name)
    return " | ".join(parts)


def lines(grid: Grid, corrections: Corrections | None = None) -> list[str]:
    """Every reading of a sheet as a line; an error fails the test."""
    found = list(read_rows(grid, understand(grid, corrections)))
    readings = [row for row in found if isinstance(row, SheetRow)]
    assert len(readings) == len(found), found
    return [shown(row) for row in readings]


TITLE_ROWS: Grid = [
    ["Corporate performance report"],
    ["April 2022 to March 2023", None, None],
    [],
    ["Ref", "Indicator", "Target", "Actual", "RAG", "Comments"],
    ["K1", "Household waste recycled", "45%", "41.2%", "Red", "Fewer garden waste collections"],
    ["K2", "Homes completed", "≥ 400", "420p", "Green", None],
    ["K3", "Fly-tips", None, "n/a", None, "New system"],
]
MERGED_YEARS: Grid = [
    ["Ref", "Measure", "2021/22", None, "2022/23", None],
    [None, None, "Target", "Actual", "Target", "Actual"],
    ["K1", "Recycling rate", 45, 40.1, 45, 41.2],
    ["K2", "Homes completed", 400, 380, None, 420],
]
YEARS_AS_COLUMNS: Grid = [
    ["KPI", "Unit", "2020-21", "2021-22", "2022-23", "Target", "Commentary"],
    ["Recycling rate", "%", 39.5, 40.1, 41.2, 45, "Up again"],
    ["Homes completed", "Number", "-", 380, 420, 400, None],
]
YEARS_AS_ROWS: Grid = [
    ["Year", "Recycling rate (%)", "Homes completed"],
    ["2021/22", 40.1, 380],
    ["2022/23", 41.2, 420],
]
YEARS_AS_ROWS_WITH_TARGETS: Grid = [
    ["Year", "Recycling rate", None, "Homes completed", None],
    [None, "Target", "Actual", "Target", "Actual"],
    ["2021/22", 45, 40.1, 400, 380],
    ["2022/23", 45, 41.2, 400, None],
]
LONG_FORM: Grid = [
    ["area_code", "area_name", "period", "indicator", "measure", "unit", "value"],
    ["X01", "Northtown", "2018/19 - 22/23", "Obesity, 5 years", "Percentage", "Persons", "12.6"],
    ["X02", "Southby", "2018/19 - 22/23", "Obesity, 5 years", "Percentage", "Persons", "NA"],
]
QUARTERS_UNDER_A_YEAR: Grid = [
    [None, "2023/24", None, None, None],
    ["Indicator", "Q1", "Q2", "Q3", "Q4"],
    ["Calls answered", "81%", "83%", "TBC", None],
]
QUARTERS_OF_THE_TITLE: Grid = [
    ["Performance 2023/24"],
    ["Indicator", "Annual target", "Q1", "Q2"],
    ["Calls answered", "85%", "81%", "83%"],
]
TARGET_AND_ACTUAL_ROWS: Grid = [
    ["Indicator", None, "2021/22", "2022/23"],
    ["Recycling rate", "Target", 45, 45],
    [None, "Actual", 40.1, 41.2],
    ["Homes completed", "Target", 400, 400],
    [None, "Actual", 380, 420],
]
MONTHS_AS_TYPED_DATES: Grid = [
    ["Measure", datetime(2023, 4, 1), datetime(2023, 5, 1), date(2023, 6, 1)],  # noqa: DTZ001 - no time zone
    ["Missed bins", 120, 118.0, "1 in 4"],
]
SECTIONS_AND_FOOTNOTES: Grid = [
    ["Code", "Performance measure", "2022/23 result", "2022/23 target"],
    ["Priority 1: climate"],
    ["C1", "Emissions", "1,158.3 kt", "no more than 1,100"],
    ["Priority 2: prosperity"],
    ["Code", "Performance measure", "2022/23 result", "2022/23 target"],
    ["P1", "Businesses supported", 230, "200 or more"],
    [],
    ["Source: service returns. p = provisional."],
]
MERGED_NAMES_DOWN: Grid = [
    ["Indicator", "Year", "Result"],
    ["Recycling rate", "2021/22", "40.1%"],
    [None, "2022/23", "41.2%"],
    ["Homes completed", "2021/22", 380],
    [None, "2022/23", 420],
]
AREAS_DOWN_YEARS_ACROSS: Grid = [
    ["Household recycling rate"],
    ["ONS code", "Council", 2020, 2021],
    ["X01", "Northtown", 44.1, 43.0],
    ["X02", "Southby", 38.2, "[x]"],
]
FRACTIONS: Grid = [
    ["Indicator", "Unit", "2021/22", "2022/23", "Target 2022/23"],
    ["Recycling rate", "%", 0.401, 0.412, 0.45],
    ["Homes completed", "Number", 380, 420, 400],
]
LAST_YEAR_BESIDE_THIS: Grid = [
    ["Annual performance 2022/23", None, None, None],
    ["Indicator", "Previous year", "Actual", "Target"],
    ["Recycling rate", "40.1%", "41.2%", "45%"],
]
SINGLE_AND_AGGREGATE_YEARS: Grid = [
    ["Indicator", "2018-20", "2019-21", "Year ending June 2023"],
    ["Life expectancy", 78.4, 78.1, 77.9],
]

YEAR_AND_QUARTER_APART: Grid = [
    ["KPI", "Year", "Quarter", "Value"],
    ["Calls answered", "2022/23", "Q1", "81%"],
    ["Calls answered", "2022/23", 2, "83%"],
]
QUARTERS_OF_THE_TARGETS_YEAR: Grid = [
    ["Indicator", "Target 22/23", "Q1", "Q2", "Year end"],
    ["Calls answered", "85%", "81%", "83%", "84%"],
]

SHAPES: dict[str, tuple[Grid, Layout, list[str]]] = {
    "title rows above the header": (
        TITLE_ROWS,
        Layout.ONE_PERIOD,
        [
            "D5 | K1 | 2022-23 | 41.2 | target 45",
            "D6 | K2 | 2022-23 | 420 | target 400",
            "D7 | K3 | 2022-23 | not-available",
        ],
    ),
    "merged years over target and actual": (
        MERGED_YEARS,
        Layout.PERIODS_ACROSS,
        [
            "D3 | K1 | 2021-22 | 40.1 | target 45",
            "F3 | K1 | 2022-23 | 41.2 | target 45",
            "D4 | K2 | 2021-22 | 380 | target 400",
            "F4 | K2 | 2022-23 | 420",
        ],
    ),
    "years as columns": (
        YEARS_AS_COLUMNS,
        Layout.PERIODS_ACROSS,
        [
            "C2 | Recycling rate | 2020-21 | 39.5",
            "D2 | Recycling rate | 2021-22 | 40.1",
            "E2 | Recycling rate | 2022-23 | 41.2 | target 45",
            "C3 | Homes completed | 2020-21 | not-available",
            "D3 | Homes completed | 2021-22 | 380",
            "E3 | Homes completed | 2022-23 | 420 | target 400",
        ],
    ),
    "years as rows": (
        YEARS_AS_ROWS,
        Layout.PERIODS_DOWN,
        [
            "B2 | Recycling rate (%) | 2021-22 | 40.1",
            "C2 | Homes completed | 2021-22 | 380",
            "B3 | Recycling rate (%) | 2022-23 | 41.2",
            "C3 | Homes completed | 2022-23 | 420",
        ],
    ),
    "years as rows under merged measures": (
        YEARS_AS_ROWS_WITH_TARGETS,
        Layout.PERIODS_DOWN,
        [
            "C3 | Recycling rate | 2021-22 | 40.1 | target 45",
            "E3 | Homes completed | 2021-22 | 380 | target 400",
            "C4 | Recycling rate | 2022-23 | 41.2 | target 45",
            "D4 | Homes completed | 2022-23 | target 400",
        ],
    ),
    "one row for each reading, with areas": (
        LONG_FORM,
        Layout.LONG,
        [
            "G2 | Obesity, 5 years | 2018-19 to 2022-23 | 12.6 | Northtown",
            "G3 | Obesity, 5 years | 2018-19 to 2022-23 | not-available | Southby",
        ],
    ),
    "quarters under a merged year": (
        QUARTERS_UNDER_A_YEAR,
        Layout.PERIODS_ACROSS,
        [
            "B3 | Calls answered | Q1 2023-24 | 81",
            "C3 | Calls answered | Q2 2023-24 | 83",
            "D3 | Calls answered | Q3 2023-24 | to-be-confirmed",
        ],
    ),
    "quarters of the title's year": (
        QUARTERS_OF_THE_TITLE,
        Layout.PERIODS_ACROSS,
        [
            "B3 | Calls answered | 2023-24 | target 85",
            "C3 | Calls answered | Q1 2023-24 | 81",
            "D3 | Calls answered | Q2 2023-24 | 83",
        ],
    ),
    "target and actual in alternate rows": (
        TARGET_AND_ACTUAL_ROWS,
        Layout.PERIODS_ACROSS,
        [
            "C3 | Recycling rate | 2021-22 | 40.1 | target 45",
            "D3 | Recycling rate | 2022-23 | 41.2 | target 45",
            "C5 | Homes completed | 2021-22 | 380 | target 400",
            "D5 | Homes completed | 2022-23 | 420 | target 400",
        ],
    ),
    "months as typed dates": (
        MONTHS_AS_TYPED_DATES,
        Layout.PERIODS_ACROSS,
        [
            "B2 | Missed bins | April 2023 | 120",
            "C2 | Missed bins | May 2023 | 118",
            "D2 | Missed bins | June 2023 | 25",
        ],
    ),
    "sections, repeated headings and footnotes": (
        SECTIONS_AND_FOOTNOTES,
        Layout.PERIODS_ACROSS,
        [
            "C3 | C1 | 2022-23 | 1158.3 | target 1100",
            "C6 | P1 | 2022-23 | 230 | target 200",
        ],
    ),
    "names merged downwards": (
        MERGED_NAMES_DOWN,
        Layout.LONG,
        [
            "C2 | Recycling rate | 2021-22 | 40.1",
            "C3 | Recycling rate | 2022-23 | 41.2",
            "C4 | Homes completed | 2021-22 | 380",
            "C5 | Homes completed | 2022-23 | 420",
        ],
    ),
    "areas down, years across, measure in the title": (
        AREAS_DOWN_YEARS_ACROSS,
        Layout.PERIODS_ACROSS,
        [
            "C3 | Household recycling rate | 2020 | 44.1 | Northtown",
            "D3 | Household recycling rate | 2021 | 43 | Northtown",
            "C4 | Household recycling rate | 2020 | 38.2 | Southby",
            "D4 | Household recycling rate | 2021 | not-available | Southby",
        ],
    ),
    "percentages kept as fractions": (
        FRACTIONS,
        Layout.PERIODS_ACROSS,
        [
            "C2 | Recycling rate | 2021-22 | 40.1",
            "D2 | Recycling rate | 2022-23 | 41.2 | target 45",
            "C3 | Homes completed | 2021-22 | 380",
            "D3 | Homes completed | 2022-23 | 420 | target 400",
        ],
    ),
    "year and quarter in columns of their own": (
        YEAR_AND_QUARTER_APART,
        Layout.LONG,
        ["D2 | Calls answered | Q1 2022-23 | 81", "D3 | Calls answered | Q2 2022-23 | 83"],
    ),
    "quarters of the year that the target names": (
        QUARTERS_OF_THE_TARGETS_YEAR,
        Layout.PERIODS_ACROSS,
        [
            "E2 | Calls answered | 2022-23 | 84 | target 85",
            "C2 | Calls answered | Q1 2022-23 | 81",
            "D2 | Calls answered | Q2 2022-23 | 83",
        ],
    ),
    "last year beside this": (
        LAST_YEAR_BESIDE_THIS,
        Layout.PERIODS_ACROSS,
        [
            "B3 | Recycling rate | 2021-22 | 40.1",
            "C3 | Recycling rate | 2022-23 | 41.2 | target 45",
        ],
    ),
    "several years together": (
        SINGLE_AND_AGGREGATE_YEARS,
        Layout.PERIODS_ACROSS,
        [
            "B2 | Life expectancy | 2018 to 2020 | 78.4",
            "C2 | Life expectancy | 2019 to 2021 | 78.1",
            "D2 | Life expectancy | year to June 2023 | 77.9",
        ],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_sheet_of_this_shape(shape: str) -> None:
    grid, layout, expected = SHAPES[shape]
    assert understand(grid).layout is layout
    assert lines(grid) == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_blank_rows_and_columns_around_it_change_only_the_addresses(shape: str) -> None:
    grid, _, expected = SHAPES[shape]
    moved = [[], [], *([None, *row] for row in grid), []]
    without_address = [line.split(" | ", 1)[1] for line in expected]
    assert [line.split(" | ", 1)[1] for line in lines(moved)] == without_address


def test_the_period_of_a_sheet_that_names_none_is_asked_for() -> None:
    grid: Grid = [["Indicator", "Target", "Actual"], ["Recycling rate", "45%", "41.2%"]]
    understood = understand(grid)
    assert understood.problems == ("The sheet names no period. Say which period its figures are for.",)
    assert lines(grid, Corrections(period=find_period("2022-23"))) == [
        "C2 | Recycling rate | 2022-23 | 41.2 | target 45"
    ]
