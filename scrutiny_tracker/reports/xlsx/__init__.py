"""Rows as an Excel file: constant memory, dates as dates, a filter row, a frozen header, no formulas."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from ..content.sheet import Sheet

AS_WORDS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
DAY = "d mmm yyyy"
LONGEST = 32_767  # what a cell can hold


def as_xlsx(sheet: Sheet) -> bytes:
    """The rows as an Excel file. What looks like a formula is kept as words."""
    to = BytesIO()
    with Workbook(to, AS_WORDS) as book:
        _write(book, sheet)
    return to.getvalue()


def _write(book: Any, sheet: Sheet) -> None:  # noqa: ANN401 - XlsxWriter ships no types
    page = book.add_worksheet(sheet.title[:31])
    head = book.add_format({"bold": True, "bg_color": "#e8f0f5", "text_wrap": True, "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": DAY, "valign": "top", "align": "left"})
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
            if isinstance(value, date | datetime):
                page.write_datetime(number, place, value, day)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                page.write_number(number, place, value, words)
            elif value not in (None, ""):
                page.write_string(number, place, str(value)[:LONGEST], words)
    page.autofilter(0, 0, number, len(sheet.columns) - 1)
