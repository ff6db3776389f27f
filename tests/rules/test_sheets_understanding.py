"""What is said of each column, sheets that describe measures, and sheets of many areas."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scrutiny_tracker.rules.performance import PeriodKind, Polarity
from scrutiny_tracker.rules.sheets import (
    Area,
    Confidence,
    Frequency,
    Grid,
    KpiMetadata,
    Layout,
    Role,
    SheetError,
    SheetRow,
    address,
    find_frequency,
    find_polarity,
    for_area,
    read_areas,
    read_metadata,
    read_rows,
    understand,
)
from scrutiny_tracker.rules.sheets.metadata import NumberFormat, read_number_format


def test_each_column_is_explained() -> None:
    grid: Grid = [
        ["Performance 2022/23"],
        ["Ref", "KPI", "RAG", "Actual", "Target", "Notes", "Zeta"],
        ["K1", "Recycling rate", "Red", "41.2%", "45%", "Down", "x y"],
    ]
    understood = understand(grid)
    said = [(column.letter, column.role, column.confidence, column.reason) for column in understood.columns]
    assert said == [
        ("A", Role.CODE, Confidence.SURE, "‘Ref’ is a usual heading for this."),
        ("B", Role.NAME, Confidence.SURE, "‘KPI’ is a usual heading for this."),
        ("C", Role.IGNORED, Confidence.SURE, "Worked out here from figures and targets, so it is not read."),
        ("D", Role.VALUE, Confidence.SURE, "‘Actual’ is a usual heading for this."),
        ("E", Role.TARGET, Confidence.SURE, "‘Target’ is a usual heading for this."),
        ("F", Role.NOTE, Confidence.SURE, "‘Notes’ is a usual heading for this."),
        ("G", Role.IGNORED, Confidence.UNSURE, "The heading is not one that we know."),
    ]
    assert understood.columns[3].examples == ("41.2%",)
    assert understood.notes == ("The headings are in row 2.", "All figures are read as those of 2022-23.")
    assert understood.titles == ("Performance 2022/23",)


def test_a_target_without_a_year_says_which_it_was_given() -> None:
    grid: Grid = [["KPI", "2021/22", "2022/23", "Target"], ["Recycling", 40, 41, 45]]
    target = understand(grid).column(Role.TARGET)
    assert target is not None
    assert target.confidence is Confidence.LIKELY
    assert target.reason.endswith("It names no period: taken as 2022-23.")


def test_the_plainest_heading_names_the_measure() -> None:
    grid: Grid = [["Title", "Indicator", "Measure", "2022/23"], ["One", "Recycling", "Percentage", 41]]
    roles = [column.role for column in understand(grid).columns]
    assert roles == [Role.IGNORED, Role.NAME, Role.MEASURE, Role.VALUE]


def test_a_plans_years_are_not_the_reports() -> None:
    grid: Grid = [
        ["The Council Plan 2022-2030: performance in Q2 2023/24"],
        ["KPI", "Actual"],
        ["Recycling", 41],
    ]
    period = understand(grid).period
    assert period is not None
    assert period.label == "Q2 2023-24"


def test_a_heading_that_others_read_differently_is_pointed_out() -> None:
    notes = understand([["KPI", "FY22", "FY23"], ["Recycling", 40, 41]]).notes
    assert "FY22 is read as the financial year that ends in that year." in notes


@pytest.mark.parametrize(
    ("column", "named"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")]
)
def test_columns_have_the_letters_that_spreadsheets_give_them(column: int, named: str) -> None:
    assert address(1, column) == named


METADATA: Grid = [
    [
        "Title",
        "Code",
        "ReportingPeriod",
        "MeasureType",
        "NumberFormat",
        "Ranking_Type",
        "Goldilocks midpoint",
    ],
    ["Cost of collection", "W1", "Annual", "Cost", "'£ '0.00", "Ascending", None],
    ["Waste recycled", "W2", "2 Yearly", "Percentage", "0.0%", "Descending", None],
    ["Reserves", "F1", "3 Year Aggregates", "Percentage", "0.0%", "Goldilocks", "0.03"],
    ["Time to let", "H1", "2 Year Aggregates (annual)", "Days", '0.0 "Days"', "Ascending", None],
    ["Odd", "X1", "when asked", "Score", "0", "Ascending", None],
    ["Odder", "X2", "Annual", "Score", "0", "sideways", None],
    ["Again", "W1", "Annual", "Cost", "0", "Ascending", None],
    [None, None, "Annual", "Cost", "0", "Ascending", None],
]


def test_a_sheet_that_describes_measures() -> None:
    understood = understand(METADATA)
    assert understood.layout is Layout.METADATA
    found = list(read_metadata(METADATA, understood))
    described = [entry for entry in found if isinstance(entry, KpiMetadata)]
    assert [(kpi.code, kpi.polarity, kpi.unit, kpi.decimals) for kpi in described] == [
        ("W1", Polarity.LOWER, "£", 2),
        ("W2", Polarity.HIGHER, "%", 1),
        ("F1", Polarity.BAND, "%", 1),
        ("H1", Polarity.LOWER, "Days", 1),
    ]
    assert [kpi.frequency for kpi in described] == [
        Frequency(PeriodKind.FINANCIAL_YEAR),
        Frequency(PeriodKind.FINANCIAL_YEAR, every_years=2),
        Frequency(PeriodKind.YEARS, every_years=3, years_together=3),
        Frequency(PeriodKind.YEARS, every_years=1, years_together=2),
    ]
    assert described[2].band_middle == Decimal(3)
    assert [(entry.address, entry.message) for entry in found if isinstance(entry, SheetError)] == [
        ("C6", "‘when asked’ is not a frequency that we know."),
        ("F7", "‘sideways’ does not say whether higher or lower is better."),
        ("B8", "The same measure as in row 2."),
        ("A9", "This row names no measure."),
    ]


def test_a_registry_of_measures_keeps_who_and_why() -> None:
    grid: Grid = [
        [
            "KPI ref",
            "KPI name",
            "Definition",
            "Unit",
            "DP",
            "Polarity",
            "Frequency",
            "Directorate",
            "Cabinet member",
            "Scrutiny board",
            "Data source",
            "Priority",
        ],
        [
            "K1",
            "Recycling",
            "Recycled over collected",
            "%",
            "1",
            "Higher is better",
            "Quarterly",
            "Place",
            "Environment",
            "Board 4",
            "Returns",
            "Climate",
        ],
    ]
    (kpi,) = read_metadata(grid, understand(grid))
    assert isinstance(kpi, KpiMetadata)
    assert (kpi.definition, kpi.unit, kpi.decimals) == ("Recycled over collected", "%", 1)
    assert (kpi.directorate, kpi.portfolio, kpi.body) == ("Place", "Environment", "Board 4")
    assert (kpi.source, kpi.priority, kpi.frequency) == ("Returns", "Climate", Frequency(PeriodKind.QUARTER))


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("High", Polarity.HIGHER),
        ("Bigger is better", Polarity.HIGHER),
        ("LOW", Polarity.LOWER),
        ("Goldilocks", Polarity.BAND),
        ("Contextual", Polarity.NONE),
        ("sometimes", None),
    ],
)
def test_words_for_which_way_is_better(text: str, polarity: Polarity | None) -> None:
    assert find_polarity(text) is polarity


def test_words_for_how_often() -> None:
    assert find_frequency("every two years") == Frequency(PeriodKind.FINANCIAL_YEAR, 2)
    assert find_frequency("Monthly") == Frequency(PeriodKind.MONTH)
    assert find_frequency("Academic year") == Frequency(PeriodKind.ACADEMIC_YEAR)
    assert find_frequency("now and then") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.0%", NumberFormat("%", 1, is_fraction=True)),
        ("'£ ' #,###", NumberFormat("£", 0, is_fraction=False)),
        ("£#,##0.00", NumberFormat("£", 2, is_fraction=False)),
        ('0.00 "tCO2"', NumberFormat("tCO2", 2, is_fraction=False)),
        ("0", NumberFormat("", 0, is_fraction=False)),
    ],
)
def test_number_formats(text: str, expected: NumberFormat) -> None:
    assert read_number_format(text) == expected


AREAS: Grid = [
    ["area_code", "area_name", "period", "indicator", "value"],
    ["X01", "Northtown", "2021/22", "Recycling", 41],
    ["X02", "Southby", "2021/22", "Recycling", 38],
    ["X03", "Eastham", "2021/22", "Recycling", 45],
    ["X04", "Westleigh", "2021/22", "Recycling", "NA"],
    ["X92", "England", "2021/22", "Recycling", 43.3],
    ["X01", "Northtown", "2022/23", "Recycling", 42],
]


def test_our_readings_with_those_of_the_comparators() -> None:
    readings = [row for row in read_rows(AREAS, understand(AREAS)) if isinstance(row, SheetRow)]
    groups = {"England": ["X92"], "Nearest neighbours": ["Southby", "X03", "X04"]}
    first, second = for_area(readings, "x01", groups)
    assert [(beside.name, beside.value.number) for beside in first.comparators] == [
        ("England", Decimal("43.3")),
        ("Nearest neighbours", Decimal("41.5")),
    ]
    assert (second.address, second.comparators) == ("E7", ())


def test_a_list_of_areas_is_a_comparator_group() -> None:
    grid: Grid = [["area_code", "area_name"], ["X02", "Southby"], ["X03", "Eastham"], ["X02", "Southby"]]
    understood = understand(grid)
    assert understood.layout is Layout.AREA_LIST
    assert read_areas(grid, understood) == (Area("X02", "Southby"), Area("X03", "Eastham"))
    assert len(read_areas(AREAS, understand(AREAS))) == 5
