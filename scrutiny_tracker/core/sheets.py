"""Rows that leave for spreadsheets: plain values under headings, as CSV and as an Excel file. Nothing in them
runs as a formula; both are written row by row, so that any number costs the same memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .clock import london

_RISKY = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # by which spreadsheet programs know that a text is UTF-8
LINES_AT_ONCE = 200
LONGEST = 32_767  # what a cell of Excel can hold
LONGEST_NAME = 31  # of a sheet
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
DAY, MOMENT = "d mmm yyyy", "d mmm yyyy hh:mm"
AS_WORDS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Sheet:
    """A sheet's title, its headings with their widths in characters, and its rows (dates stay dates)."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[object]]


def safe_cell(value: object) -> str:
    """A value as a cell's text; one that a spreadsheet would run as a formula is kept as words."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{_moment(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = str(value)
    return f"'{text}" if text.startswith(_RISKY) and not isinstance(value, int | float) else text


def as_csv(sheet: Sheet) -> Iterator[str]:
    """The rows as CSV, some lines at a time."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([safe_cell(name) for name, _width in sheet.columns])
    written_lines = 1
    mark = MARK
    for row in sheet.rows:
        if written_lines == LINES_AT_ONCE:
            yield mark + written.getvalue()
            written.seek(0)
            written.truncate()
            written_lines, mark = 0, ""
        writer.writerow([safe_cell(value) for value in row])
        written_lines += 1
    yield mark + written.getvalue()


def as_xlsx(sheet: Sheet) -> bytes:
    """The rows as an Excel file: dates as dates, a filter row, a frozen header. What looks like a formula is
    kept as words."""
    from xlsxwriter import Workbook

    to = io.BytesIO()
    with Workbook(to, AS_WORDS) as book:
        _write(book, sheet)
    return to.getvalue()


def _write(book: Any, sheet: Sheet) -> None:  # noqa: ANN401 - XlsxWriter ships no types
    page = book.add_worksheet(sheet.title.translate(FORBIDDEN_IN_NAMES)[:LONGEST_NAME])
    head = book.add_format({"bold": True, "bg_color": "#e8f0f5", "text_wrap": True, "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
    moment = book.add_format({"num_format": MOMENT, "valign": "top", "align": "left"})
    for place, (name, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
        page.write_string(0, place, name, head)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, datetime):
                page.write_datetime(number, place, _moment(value), moment)
            elif isinstance(value, date):
                page.write_datetime(number, place, value, day)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                page.write_number(number, place, value, words)
            elif value not in (None, ""):
                page.write_string(number, place, safe_cell(value)[:LONGEST], words)
    page.autofilter(0, 0, number, len(sheet.columns) - 1)


def _moment(at: datetime) -> datetime:
    """The hands of a clock in London."""
    return (london(at) if at.tzinfo is not None else at).replace(tzinfo=None)
