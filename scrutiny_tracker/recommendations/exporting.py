"""The register as it leaves for spreadsheets: the same columns for pages, downloads and commands."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import xlsxwriter

from ..core.access import readable
from ..core.sheets import safe_cell
from ..rules.permissions import Matter, Principal
from ..rules.publicity import Publicity
from ..rules.words import words_for
from .queries.register import RegisterRow

HEADINGS = (
    "Reference",
    "Short name",
    "Wording",
    "Report",
    "Number",
    "Committee",
    "Asked",
    "Answer",
    "Progress",
    "Committee's decision",
    "Agreed on",
    "Date",
    "First date",
    "Officer",
)
MARK = "\ufeff"  # by which spreadsheet programs know that a text is UTF-8
WIDTHS = {"Short name": 30, "Wording": 70, "Report": 30, "Committee": 30, "Asked": 24}


class ShownRow(NamedTuple):
    """A row of the register as whoever asks may see it."""

    row: RegisterRow
    name: str
    text: str
    is_closed: bool


def shown(row: RegisterRow, who: Principal | None = None) -> ShownRow:
    """The one way from a register row to a page, a print or a download: as `who` may see it, or whoever
    asks."""
    if row.publicity is Publicity.PUBLIC:
        return ShownRow(row, row.short_name, row.text, is_closed=False)
    matter = Matter(body_ids=frozenset({row.made_by_id, row.followed_by_id}), responsible_ids=row.owner_ids)
    private = row.public_name or f"Private recommendation {row.reference}"
    name = readable(row.short_name, private, row.publicity, matter, who=who)
    wording = readable(row.text, row.public_text, row.publicity, matter, who=who)
    return ShownRow(row, name.text, wording.text, is_closed=True)


def cells(row: RegisterRow, who: Principal | None = None) -> tuple[str | date | None, ...]:
    """A row under HEADINGS, as `who` may see it, or whoever asks."""
    one = shown(row, who)
    return (
        row.reference,
        one.name,
        one.text,
        row.report,
        row.printed_number,
        row.followed_by,
        row.asked,
        words_for(row.answer_shown),
        words_for(row.progress),
        words_for(row.decision),
        row.agreed_on,
        row.due_on,
        row.first_due_on,
        row.owners,
    )


def as_csv(rows: Iterable[RegisterRow], who: Principal | None = None) -> Iterator[str]:
    """The register as lines of CSV; nothing in them runs as a formula."""
    yield MARK + _line(HEADINGS)
    for row in rows:
        yield _line(cells(row, who))


def as_xlsx(rows: Iterable[RegisterRow], who: Principal | None = None) -> bytes:
    """The register as a workbook, every cell as words: nothing in it is a formula."""
    written = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet("Recommendations")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(HEADINGS):
            sheet.set_column(column, column, WIDTHS.get(heading, 16))
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(cells(row, who)):
                sheet.write_string(number, column, safe_cell(cell), wrapped)
    return written.getvalue()


def as_json(rows: Iterable[RegisterRow], who: Principal | None = None) -> Iterator[str]:
    """The register as a JSON list of objects, values in their own words, dates in ISO."""
    before = "[\n"
    for row in rows:
        found = zip(HEADINGS, cells(row, who), strict=True)
        told: dict[str, Any] = {_name(heading): _plain(cell) for heading, cell in found}
        told |= {name: getattr(row, name).value for name in ("answer", "progress", "decision")}
        yield before + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _line(line: tuple[object, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([safe_cell(cell) for cell in line])
    return written.getvalue()


def _name(heading: str) -> str:
    return heading.lower().replace("committee's ", "").replace(" ", "_")


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell
