"""Spreadsheets of many shapes, as councils keep them, each with what it should bring into the record."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from tests.ods import write_ods

Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows], merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """A workbook; `merged` are ranges of its first sheet ("C1:D1"), merged over the first cell's words."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "mmm-yy"})
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_worksheet(name)
        if name in hidden:
            sheet.hide()
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value)
                elif value is not None:
                    sheet.write(at, column, value)
        for cells in merged if number == 0 else ():
            start = cells.partition(":")[0]
            at, column = int(start[1:]) - 1, ord(start[0]) - ord("A")
            sheet.merge_range(cells, rows[at][column])
    book.close()
    return written.getvalue()


def ods(rows: Rows) -> bytes:
    """An OpenDocument sheet; blank cells are empty words."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.ods"
        write_ods(
            path,
            [[c if isinstance(c, int | float) else "" if c is None else str(c) for c in row] for row in rows],
        )
        return path.read_bytes()


def text_table(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A text table."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


@dataclass(frozen=True)
class File:
    """A file and what a person would expect of it: readings as "code period figure [target]", and the cells
    with errors, each with words of its sentence."""

    name: str
    content: bytes
    readings: tuple[str, ...]
    errors: tuple[tuple[str, str], ...] = ()


KNOWN = {"K1": ("Household waste recycled", "%"), "K2": ("Homes completed", ""), "K3": ("Fly-tips", "")}
"""The measures that the record has before: by code, with name and unit."""

MESSY = xlsx(
    {
        "Cover": [["Performance 2022/23"], [], ["Prepared for scrutiny"]],
        "Results": [
            ["Corporate plan: annual results"],
            ["April 2022 to March 2023"],
            [],
            ["Ref", "Indicator", "Target", "Actual", "RAG", "Comments"],
            ["Priority 1: environment"],
            ["K1", "Household waste recycled", "45%", "41.2% p", "Red", "Garden waste down"],
            ["Priority 2: homes"],
            ["K2", "Homes completed", "≥ 400", 420, "Green", None],
            ["K3", "Fly-tips", None, "n/a", None, "New system"],
            [],
            ["p = provisional"],
        ],
    },
)
FILES: tuple[File, ...] = (
    File(
        "title rows, sections, units in cells.xlsx",
        MESSY,
        ("K1 2022-23 41.2 provisional [45]", "K2 2022-23 420 [400]", "K3 2022-23 none"),
    ),
    File(
        "merged years.xlsx",
        xlsx(
            {
                "KPIs": [
                    ["Ref", "Measure", "2021/22", None, "2022/23", None],
                    [None, None, "Target", "Actual", "Target", "Actual"],
                    ["K1", "Household waste recycled", 45, 40.1, 45, 41.2],
                    ["K2", "Homes completed", 400, 380, None, 420],
                ]
            },
            merged=("C1:D1", "E1:F1"),
        ),
        ("K1 2021-22 40.1 [45]", "K1 2022-23 41.2 [45]", "K2 2021-22 380 [400]", "K2 2022-23 420"),
    ),
    File(
        "years across.csv",
        text_table(
            [
                ["KPI", "Unit", "2020-21", "2021-22", "2022-23"],
                ["Household waste recycled", "%", "39.5", "40.1", "41.2"],
                ["Homes completed", "Number", "-", "1,380", "TBC"],
            ]
        ),
        ("K1 2020-21 39.5", "K1 2021-22 40.1", "K1 2022-23 41.2", "K2 2020-21 none", "K2 2021-22 1380"),
    ),
    File(
        "years down.ods",
        ods([["Year", "Household waste recycled (%)", "Homes completed"], ["2021/22", 40.1, 380]]),
        ("K1 2021-22 40.1", "K2 2021-22 380"),
    ),
    File(
        "semicolons from a Windows machine.csv",
        text_table(
            [["Code", "Period", "Result", "Cost"], ["K3", "Q1 2023/24", "1 in 4", "£1.2m"]], ";", "cp1252"
        ),
        (),
        (("C2", "counted without a unit, and here stands %"),),
    ),
    File(
        "tabs and a byte order mark.csv",
        text_table([["Code", "Period", "Result"], ["K2", "Jun-23", "31"]], "\t", "utf-16"),
        ("K2 June 2023 31",),
    ),
    File(
        "months as typed dates.xlsx",
        xlsx({"Monthly": [["Measure", date(2023, 4, 1), date(2023, 5, 1)], ["Fly-tips", 120, 118.0]]}),
        ("K3 April 2023 120", "K3 May 2023 118"),
    ),
    File(
        "quarters under a year.xlsx",
        xlsx(
            {
                "Q": [
                    [None, "2023/24", None, None, None],
                    ["Indicator", "Q1", "Q2", "Q3", "Q4"],
                    ["Household waste recycled", "41%", "43%", "TBC", None],
                ]
            },
            merged=("B1:E1",),
        ),
        ("K1 Q1 2023-24 41", "K1 Q2 2023-24 43"),
    ),
    File(
        "percentages as fractions.xlsx",
        xlsx({"S": [["Indicator", "Unit", "2021/22"], ["Household waste recycled", "%", 0.401]]}),
        ("K1 2021-22 40.1",),
    ),
    File(
        "target and actual in turn.xlsx",
        xlsx(
            {
                "S": [
                    ["Indicator", None, "2021/22", "2022/23"],
                    ["Household waste recycled", "Target", 45, 45],
                    [None, "Actual", 40.1, 41.2],
                ]
            }
        ),
        ("K1 2021-22 40.1 [45]", "K1 2022-23 41.2 [45]"),
    ),
    File(
        "shares with numerator and denominator.csv",
        text_table(
            [
                ["Code", "Period", "Value", "Numerator", "Denominator", "Status", "England"],
                ["K1", "2022-23", "41.2", "412", "1000", "Provisional", "43.3"],
            ]
        ),
        ("K1 2022-23 41.2 provisional 412/1000 beside 43.3",),
    ),
    File(
        "several sheets.xlsx",
        xlsx(
            {
                "Place": [["Code", "2022/23"], ["K1", "41.2%"]],
                "Homes": [["Code", "2022/23"], ["K2", 420], ["K1", 40]],
                "Old": [["Code", "2022/23"], ["K3", 1]],
            },
            hidden=("Old",),
        ),
        ("K1 2022-23 41.2", "K2 2022-23 420"),
        (("B3", "Sheet ‘Homes’: The same measure and period as in B2 of ‘Place’."),),
    ),
    File(
        "with mistakes.csv",
        text_table(
            [
                ["Code", "Period", "Result", "Target"],
                ["K1", "2022-23", "about half", "45%"],
                ["K1", "last year", "41", ""],
                ["K2", "2027-28", "400", ""],
                ["K2", "2022-23", "5 days", ""],
                ["K3", "2022-23", "12", ""],
            ]
        ),
        ("K3 2022-23 12",),
        (
            ("C2", "‘about half’ is not a figure"),
            ("B3", "last year"),
            ("C4", "2027-28 has not begun."),
            ("C5", "counted without a unit, and here stands days"),
        ),
    ),
    File(
        "targets that cannot be.xlsx",
        xlsx(
            {
                "S": [
                    ["Code", "Result", "Year", "Target"],
                    ["K1", "41.2%", "2022-23", "40% to 50%"],
                    ["K2", 420, "2022-23", "400 days"],
                    ["K3", 118, "2022-23", "fewer than 100"],
                    ["K2", 380, "2021-22", "soon"],
                ]
            }
        ),
        (),
        (
            ("D2", "The target is a range"),
            ("D3", "counted without a unit, and here stands days"),
            ("D4", "higher is better, and its target here says otherwise"),
            ("D5", "soon"),
        ),
    ),
    File(
        "a target that cannot be, in a row of its own.xlsx",
        xlsx(
            {
                "S": [
                    ["Code", "Series", "2021/22", "2022/23"],
                    ["K1", "Actual", 40.1, 41.2],
                    ["K1", "Target", 45, "fewer than 40"],
                ]
            }
        ),
        ("K1 2021-22 40.1 [45]",),
        (("D3", "higher is better, and its target here says otherwise"),),
    ),
    File(
        "a date where a figure should be.xlsx",
        xlsx({"S": [["Code", "2022/23"], ["K1", date(2023, 4, 5)], ["K2", 420]]}),
        ("K2 2022-23 420",),
        (("B2", "5 April 2023, not a figure"),),
    ),
    File(
        "a measure that is new.xlsx",
        xlsx(
            {
                "S": [
                    ["Ref", "Indicator", "Good is", "Target 2022/23", "2022/23"],
                    ["N 1", "Trees planted", "High", 900, 1050],
                ]
            }
        ),
        ("N-1 2022-23 1050 [900]",),
    ),
    File(
        "biodiversity net gain, in years that end in March.csv",
        text_table([["Indicator", "Year ending", "Outturn"], ["Homes completed", "FY23", "(3)"]]),
        ("K2 2022-23 -3",),
    ),
)
