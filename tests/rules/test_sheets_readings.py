"""What a reading carries beside its figure, and what is wrong in a sheet, each with its cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import ReadingStatus, find_period
from scrutiny_tracker.rules.sheets import (
    Cell,
    ColumnCorrection,
    Corrections,
    Grid,
    Role,
    SheetError,
    SheetRow,
    read_metadata,
    read_rows,
    understand,
)


def readings(grid: Grid, corrections: Corrections | None = None) -> list[SheetRow]:
    return [row for row in read_rows(grid, understand(grid, corrections)) if isinstance(row, SheetRow)]


def errors(grid: Grid, corrections: Corrections | None = None) -> list[tuple[str, str]]:
    found = read_rows(grid, understand(grid, corrections))
    return [(error.address, error.message) for error in found if isinstance(error, SheetError)]


def test_what_a_reading_carries() -> None:
    grid: Grid = [
        [
            "Ref",
            "Indicator",
            "Numerator",
            "Denominator",
            "2022/23 Actual",
            "England",
            "Comments",
            "Data status",
        ],
        ["Climate"],
        ["K1", "Recycling rate", 412, "1,000", "41.2%", "43.3%", "Fewer collections", "Provisional"],
    ]
    (reading,) = readings(grid)
    assert (reading.row, reading.address, reading.code, reading.name) == (3, "E3", "K1", "Recycling rate")
    assert (reading.unit, reading.section, reading.note) == ("%", "Climate", "Fewer collections")
    assert reading.status is ReadingStatus.PROVISIONAL
    assert (reading.numerator, reading.denominator) == (Decimal(412), Decimal(1000))
    (compared,) = reading.comparators
    assert (compared.name, compared.value.number, compared.address) == ("England", Decimal("43.3"), "F3")


def test_a_count_of_nought_is_a_count() -> None:
    grid: Grid = [["Indicator", "2022/23", "Numerator", "Denominator"], ["Missed", "0%", 0, 12]]
    (reading,) = readings(grid)
    assert (reading.numerator, reading.denominator) == (Decimal(0), Decimal(12))


def test_units_breakdowns_and_what_is_counted_keep_readings_apart() -> None:
    grid: Grid = [
        ["period", "indicator", "measure", "unit", "value", "inequality"],
        ["2021/22", "Recycling", "Percentage", "Waste", 41.2, "NA"],
        ["2021/22", "Recycling", "Frequency", "Tonnes", 35900, "NA"],
        ["2021/22", "Recycling", "Percentage", "Waste", 30.1, "Most deprived quintile"],
    ]
    found = readings(grid)
    assert [(row.unit, row.measure, row.breakdown) for row in found] == [
        ("%", "Percentage", ""),
        ("Tonnes", "Frequency", ""),
        ("%", "Percentage", "Most deprived quintile"),
    ]


WRONG: Grid = [
    ["Indicator", "2021/22", "2022/23", "Target 2022/23"],
    ["Recycling rate", "5,4", 41.2, 45],
    ["Homes completed", 380, date(2024, 4, 5), 400],
    ["Fly-tips", "#REF!", 12, "as low as we can"],
    [None, 12, 13, None],
    ["Recycling rate", 40.1, 41.3, None],
]


def test_each_error_has_its_cell() -> None:
    assert errors(WRONG) == [
        ("B2", "‘5,4’ has a comma that is not between thousands. Is it 5.4?"),
        (
            "C3",
            "This cell holds the date 5 April 2024, not a figure: "
            "spreadsheets turn entries like 5.4 into dates.",
        ),
        ("B4", "The spreadsheet shows #REF!: the formula in this cell does not work."),
        ("D4", "‘as low as we can’ is not a figure, nor a known way of saying that there is none."),
        ("B5", "This row has a figure but names no measure."),
        ("C5", "This row has a figure but names no measure."),
        ("C6", "The same measure and period as in C2."),
    ]
    assert [row.address for row in readings(WRONG)] == ["C2", "B3", "B6"]


def test_a_period_that_cannot_be_read_is_an_error_in_its_own_cell() -> None:
    grid: Grid = [
        ["Indicator", "Period", "Value"],
        ["Recycling", "2021/22", 40],
        ["Recycling", "Q2 2022", 41],
        ["Recycling", "soon", 42],
    ]
    assert errors(grid) == [
        (
            "B3",
            "Quarter 2 of 2022 could be of the calendar year or of 2022-23: write Q2 2022-23, or the months.",
        ),
        ("B4", "‘soon’ is not a period we can read: write 2022-23, Q1 2023-24 or June 2023."),
    ]


def test_errors_name_row_and_column_apart() -> None:
    error = next(found for found in read_rows(WRONG, understand(WRONG)) if isinstance(found, SheetError))
    assert (error.row, error.column) == (2, "B")


@pytest.mark.parametrize(
    ("grid", "problem"),
    [
        ([], "No row looks like headings. Say which row has them."),
        ([["hello"], ["world"]], "No row looks like headings. Say which row has them."),
        ([[1, 2], [3, 4]], "No row looks like headings. Say which row has them."),
        (
            [["2021/22", "2022/23", "2023/24"], [1, 2, 3]],
            "No column names the measure. Say which column does, or which measure the sheet is about.",
        ),
        (
            [["Indicator", "Owner", "Priority"], ["Recycling", "Waste", "Climate"]],
            "No column of figures was found. Say which column has the results.",
        ),
    ],
)
def test_what_a_person_must_settle_first(grid: Grid, problem: str) -> None:
    assert problem in understand(grid).problems
    assert [message for _, message in errors(grid)] == [problem]


def test_a_column_can_be_corrected() -> None:
    grid: Grid = [
        ["Thing", "Zeta", "Eta"],
        ["Recycling", 45, 41.2],
        ["Homes", 400, 420],
    ]
    corrections = Corrections(
        header_rows=(1, 1),
        columns={
            0: ColumnCorrection(role=Role.NAME),
            1: ColumnCorrection(role=Role.TARGET, kpi=""),
            2: ColumnCorrection(role=Role.VALUE, kpi=""),
        },
        period=find_period("2022-23"),
    )
    understood = understand(grid, corrections)
    assert understood.problems == ()
    assert {column.reason for column in understood.columns} == {"As you said."}
    found = readings(grid, corrections)
    assert [(row.name, row.value and row.value.number) for row in found] == [
        ("Recycling", Decimal("41.2")),
        ("Homes", Decimal(420)),
    ]
    assert [row.target.target.value for row in found if row.target and row.target.target] == [45, 400]


def test_fractions_can_be_refused() -> None:
    grid: Grid = [["Indicator", "2022/23"], ["Share of homes, %", 0.5], ["Change in %", 0.25]]
    assert [row.value.number for row in readings(grid) if row.value] == [50, 25]
    kept = readings(grid, Corrections(fractions=False))
    assert [row.value.number for row in kept if row.value] == [Decimal("0.5"), Decimal("0.25")]


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.times(),
    st.text(max_size=30),
    st.sampled_from(
        [
            "Indicator",
            "Ref",
            "Year",
            "Period",
            "Target",
            "Actual",
            "2022/23",
            "Q1",
            "Value",
            "Comments",
            "area_code",
        ]
    ),
    st.sampled_from(
        ["Polarity", "Frequency", "England", "5.4%", "£1.2m", "n/a", "TBC", "2018/19-22/23", "Unit"]
    ),
)


@settings(max_examples=150)
@given(
    st.lists(st.lists(CELLS, max_size=7), max_size=9),
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_no_grid_ever_raises(grid: list[list[Cell]], header_rows: tuple[int, int] | None) -> None:
    understood = understand(grid, Corrections(header_rows=header_rows))
    found = list(read_rows(grid, understood))
    assert all(entry.row >= 1 for entry in found)
    assert all(entry.row >= 1 for entry in read_metadata(grid, understood))
    cells = [entry.address for entry in found]
    assert all(cell[0].isalpha() and cell[-1].isdigit() for cell in cells)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["Recycling", "Homes", "Fly-tips"]), st.integers(2000, 2030)),
        st.decimals(-1000, 1000, places=2, allow_nan=False),
        min_size=1,
    )
)
def test_long_and_wide_sheets_of_the_same_figures_read_alike(
    figures: dict[tuple[str, int], Decimal],
) -> None:
    years = sorted({year for _, year in figures})
    names = sorted({name for name, _ in figures})
    labels = {year: f"{year}/{(year + 1) % 100:02d}" for year in years}
    long: Grid = [
        ["Indicator", "Year", "Value"],
        *([name, labels[year], str(figure)] for (name, year), figure in figures.items()),
    ]
    wide: Grid = [
        ["Indicator", *labels.values()],
        *([name, *(str(figures.get((name, year), "")) for year in years)] for name in names),
    ]
    one, other = ({row.key: row.value.number for row in readings(grid) if row.value} for grid in (long, wide))
    assert one == other
    assert len(one) == len(figures)
