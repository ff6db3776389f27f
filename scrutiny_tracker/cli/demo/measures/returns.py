"""Spreadsheets that come in: what services return each quarter, and the figures of comparable cities.

The figures are made up; a year's quarters make the year's own figure.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from xlsxwriter import Workbook

from ....kpis.actions import change, facts_of
from ....kpis.importing import actions
from ....kpis.importing.found import counts_of
from ....kpis.importing.said import Group, Said
from ....kpis.queries import find_group, get_kpi
from ....rules.sheets import Area
from ..town import Story, Town

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
QUARTERS = ("Q1", "Q2", "Q3", "Q4", "Q1", "Q2")
AWAITED = "TBC"
# code, name, the quarters of 2024-25, then the first two of 2025-26
RETURNED: tuple[tuple[str, str, str], ...] = (
    ("HP-43", "Fly-tips reported", "1890 2110 1935 2051 1842 2070"),
    ("HP-44", "Fly-tips cleared within two working days", "93.1% 94.2% 94.6% 94.1% 94.5% 95.1%"),
    ("HP-57", "Homes built", "240 255 290 300 262 271"),
    ("HP-64", "Council tax collected", "28.4% 54.9% 81.3% 94.6% 28.9% 55.8%"),
    ("HP-65", "Business rates collected", f"30.1% 57.8% 84.0% 97.6% 29.6% {AWAITED}"),
    ("HP-67", "Invoices paid within 30 days", "96.2% 96.9% 97.0% 96.7% 93.2% 93.8%"),
    ("HP-69", "Calls answered", "78% 79% 82% 81% 81% 81%"),
    ("HP-70", "Time to answer a call", f"290 281 262 263 255 {AWAITED}"),
    ("HP-71", "Complaints answered in time", "76% 77% 80% 79% 81% 83%"),
)
OURS = Area("X06000101", "Hallowmere")
CITIES = (
    Area("X06000102", "Northbeck"),
    Area("X06000103", "Castleholt"),
    Area("X06000104", "Ashmoor"),
    Area("X06000105", "Wexborough"),
    Area("X06000106", "Tarnley"),
)
GROUP = "Comparable cities"
YEARS = ("2021/22", "2022/23", "2023/24", "2024/25")
# a measure's figures of ours and of each city, year by year
COMPARED = {
    "HP-42": (
        "32.2 33.0 32.1 33.9", "36.0 36.4 37.1 37.9", "34.1 33.8 34.6 35.2", "41.9 42.2 42.0 43.1",
        "35.2 36.0 36.6 37.0", "29.8 30.9 31.5 31.9",
    ),
    "HP-47": (
        "549 531 524 511", "538 530 521 516", "551 547 540 533", "489 480 474 470", "545 541 533 527",
        "602 590 581 575",
    ),
}  # fmt: skip


def bring_returns(town: Town) -> Story:
    """The performance officer brings in the comparable cities' figures, then the services' half-year."""
    yield date(2025, 10, 2)
    said = Said(area=OURS.code, group=Group(GROUP, CITIES))
    _bring(town, "Waste figures of comparable cities.csv", "text/csv", _cities(), said)
    group = find_group(GROUP)
    assert group is not None
    for code in COMPARED:
        kpi = get_kpi(code)
        change(kpi, replace(facts_of(kpi), comparator_group_id=group.id), town.by("performance"))
    yield date(2025, 10, 14)
    _bring(town, "Service returns July to September 2025.xlsx", XLSX, _workbook(), Said())


def _bring(town: Town, name: str, content_type: str, content: bytes, said: Said) -> None:
    draft = actions.start(name, content_type, content, town.by("performance"))
    actions.say(draft, said, town.by("performance"))
    for _ in actions.check(draft, town.by("performance")):
        pass
    assert draft.found is not None
    actions.take(draft, town.by("performance"), expected=counts_of(draft.found))


def _workbook() -> bytes:
    """As services fill it in: a title above the headings, years over their quarters, units in the cells."""
    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 10, 13, tzinfo=UTC)})
    sheet = book.add_worksheet("Returns")
    sheet.write(0, 0, "Service returns for the half-year report")
    sheet.merge_range(2, 2, 2, 5, "2024/25")
    sheet.merge_range(2, 6, 2, 7, "2025/26")
    for column, heading in enumerate(("Ref", "Indicator", *QUARTERS)):
        sheet.write(3, column, heading)
    for row, (code, name, figures) in enumerate(RETURNED, start=4):
        for column, cell in enumerate((code, name, *figures.split())):
            sheet.write(row, column, cell)
    book.close()
    return kept.getvalue()


def _cities() -> bytes:
    """One row for each figure, with the code of its area, as national returns are published."""
    lines = ["code,indicator,area_code,area_name,period,value"]
    for code, every in COMPARED.items():
        name = get_kpi(code).name
        for area, figures in zip((OURS, *CITIES), every, strict=True):
            lines += [
                f"{code},{name},{area.code},{area.name},{year},{figure}"
                for year, figure in zip(YEARS, figures.split(), strict=True)
            ]
    return "\n".join(lines).encode()
