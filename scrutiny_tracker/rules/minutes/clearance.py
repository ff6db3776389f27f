"""The clearance table of a report: who contributed or approved, when it was sent and answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import find_date
from .paragraphs import Paragraph
from .tables import is_whole_row, split_row

_HEADER = re.compile(r"contributor|approver|consultee|cleared by|clearance", re.IGNORECASE)
_SENT = re.compile(r"\bsent\b", re.IGNORECASE)
_RECEIVED = re.compile(r"receiv|approved|returned|response|cleared", re.IGNORECASE)
_DEBRIS = re.compile(
    r"names of approvers(?: for submission)?(?: for)?|\(?officers and members\)?|for submission:?"
    r"|^or submission:?$|^submission:?$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:finance|legal|director|chair|cabinet members?|members?|human resources|hr|procurement|ict"
    r"|contributors?|other members|equalities)\s*:\s*",
    re.IGNORECASE,
)
_ENDS = re.compile(r"this report is published|appendi(?:x|ces)\b", re.IGNORECASE)
_NO_ONE = re.compile(r"(?:contributors?|other members?|approvers?)?:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClearanceRow:
    """One contributor or approver with the dates on which the report went out and came back."""

    name: str
    title: str | None
    area: str | None
    sent: date | None
    received: date | None
    line: int


def read_clearance(paragraphs: Sequence[Paragraph]) -> list[ClearanceRow]:
    """The rows of the clearance table; a name broken over two rows is joined."""
    rows: list[ClearanceRow] = []
    columns: list[str] = []
    for paragraph in paragraphs:
        if rows and _ENDS.match(paragraph.text):
            break
        if not is_whole_row(paragraph):
            if columns and not paragraph.row and rows and not paragraph.unmarked:
                break
            continue
        cells = [cell.text for cell in split_row(paragraph)]
        if _HEADER.search(paragraph.text) and _SENT.search(paragraph.text) and not any(map(find_date, cells)):
            columns = _columns(cells)
            continue
        if columns:
            _read_row(cells, columns, paragraph.line, rows)
    return rows


def _columns(cells: Sequence[str]) -> list[str]:
    names: list[str] = []
    for place, cell in enumerate(cells):
        if _SENT.search(cell):
            names.append("sent")
        elif _RECEIVED.search(cell) and place:
            names.append("received")
        elif re.search(r"service|area|directorate|department|team", cell, re.IGNORECASE):
            names.append("area")
        elif place == 0:
            names.append("name")
        else:
            names.append("title" if "title" not in names else f"other {place}")
    return names


def _read_row(cells: Sequence[str], columns: Sequence[str], line: int, rows: list[ClearanceRow]) -> None:
    row = {name: _tidy(cell) for name, cell in zip(columns, cells, strict=False)}
    name = _ROLE.sub("", row.get("name") or "").strip(" :")
    sent, received = find_date(row.get("sent") or ""), find_date(row.get("received") or "")
    rest = [row.get(key) for key in ("title", "area", "sent", "received")]
    if name and not any(rest) and rows and ":" not in (row.get("name") or "") and not _NO_ONE.fullmatch(name):
        last = rows.pop()
        rows.append(
            ClearanceRow(f"{last.name} {name}", last.title, last.area, last.sent, last.received, last.line)
        )
    elif name and not _NO_ONE.fullmatch(name) and any(rest):
        rows.append(ClearanceRow(name, row.get("title"), row.get("area"), sent, received, line))


def _tidy(cell: str) -> str | None:
    cell = _DEBRIS.sub("", cell.strip()).strip()
    cell = re.sub(r" {2,}", " ", cell)
    return None if cell.strip("-–— ") == "" else cell
