"""Opening a spreadsheet: what it really is, then its sheets, read row by row."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .extent import check_package
from .refusal import UnreadableSheet as UnreadableSheet
from .separated import open_separated

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = Sequence[Cell]
KINDS_READ = ("xlsx", "ods", "csv")
MOST_SHEETS = 100
_OLD = b"\xd0\xcf\x11\xe0"
_NOT_SHEETS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"{\\rtf": "a letter"}


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` reads it anew each time, from its first row; `height` is how many there are."""

    name: str
    is_hidden: bool
    height: int
    rows: Callable[[], Iterator[Row]]

    def head(self, many: int = 400) -> list[Row]:
        """Its first rows: enough to understand it by."""
        return list(islice(self.rows(), many))


@dataclass(frozen=True)
class Opened:
    """A spreadsheet's sheets in their order."""

    kind: str
    sheets: tuple[Sheet, ...]


def open_spreadsheet(name: str, data: bytes) -> Opened:
    """The sheets of a file.

    `name` is the file's name; what it is, its first bytes say. Raises UnreadableSheet with one sentence for a
    file that is empty, damaged, protected, of another kind, or far larger than it looks.
    """
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableSheet("This file is empty.")
    if data.startswith(_OLD):
        raise UnreadableSheet("This is an old or password-protected Excel file: save it as an open .xlsx.")
    for mark, words in _NOT_SHEETS.items():
        if data.startswith(mark):
            raise UnreadableSheet(f"This is {words}, not a spreadsheet: choose an XLSX, ODS or CSV file.")
    if data.startswith(b"PK"):
        return _workbook(data)
    if name.lower().endswith((".xlsx", ".ods")):
        raise UnreadableSheet("This file is not the spreadsheet that its name says: it may be damaged.")
    rows = open_separated(data)
    return Opened("csv", (Sheet("", False, len(rows), lambda: iter(rows)),))


def _workbook(data: bytes) -> Opened:
    kind = check_package(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        listed = [
            (about.name, about.visible is not SheetVisibleEnum.Visible)
            for about in book.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet
        ]
        if len(listed) > MOST_SHEETS:
            raise UnreadableSheet(f"This workbook has more than {MOST_SHEETS} sheets.")
        sheets = tuple(_sheet(book.get_sheet_by_name(name), hidden) for name, hidden in listed)
    except PasswordError as error:
        raise UnreadableSheet("This workbook is protected by a password: save it without one.") from error
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise UnreadableSheet("This workbook is damaged: save it again and try once more.") from error
    if not any(sheet.height for sheet in sheets):
        raise UnreadableSheet("This workbook has nothing in it.")
    return Opened(kind, sheets)


def _sheet(sheet: CalamineSheet, hidden: bool) -> Sheet:
    before: list[Any] = [""] * (sheet.start[1] if sheet.start else 0)

    def rows() -> Iterator[Row]:
        if sheet.start is None:
            return
        for row in sheet.iter_rows():
            yield [*before, *row] if before else row

    return Sheet(sheet.name, hidden, sheet.end[0] + 1 if sheet.end else 0, rows)
