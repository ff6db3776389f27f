"""From an understood tracker to its recommendations, each with its row, its status words and its history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from scrutiny_tracker.rules.minutes.dates import Precision, dates_in, find_date, read_due
from scrutiny_tracker.rules.sheets.cells import Cell, Row, cell_at, column_letter, filled, is_blank, text_of
from scrutiny_tracker.rules.trackers.columns import Layout, TrackerRole, TrackerSheet

R = TrackerRole
SAYS = (R.ANSWER, R.STATUS, R.PROGRESS, R.DECISION)
FROM_ABOVE = (R.COMMITTEE, R.MADE_ON, R.MINUTE, R.REPORT)
"""What merged cells leave blank below them."""
_OPENING = 24
_AFTER_DATE = re.compile(r"^[\s)\]]*[:–—-]+\s*")


class DatedNote(NamedTuple):
    """One line of a history; `on` is None where it carries no date."""

    on: date | None
    text: str


class TrackerRow(NamedTuple):
    """One recommendation of a tracker, as written; `said` are its status words by their column's role."""

    row: int
    column: str
    text: str
    reference: str = ""
    short_name: str = ""
    report: str = ""
    number: str = ""
    committee: str = ""
    made_on: date | None = None
    minute: str = ""
    asked: str = ""
    area: str = ""
    answered_on: date | None = None
    owner: str = ""
    due_on: date | None = None
    due_is_month: bool = False
    due_words: str = ""
    notes: tuple[DatedNote, ...] = ()
    evidence: str = ""
    said: Mapping[TrackerRole, str] = {}
    cells: tuple[str, ...] = ()
    """All its cells as text, for comparing a row with what was exported."""


class TrackerError(NamedTuple):
    """What is wrong with one cell."""

    row: int
    column: str
    message: str


def read_tracker(rows: Iterable[Row], sheet: TrackerSheet) -> Iterator[TrackerRow | TrackerError]:
    """Every recommendation of a tracker and every error, in its order.

    Takes all rows from the first. Rows with one cell are headings of a report; a row without a wording
    carries on the history above it.
    """
    above: dict[TrackerRole, Cell] = {}
    section = ""
    waiting: TrackerRow | None = None
    for number, row in enumerate(rows, start=1):
        columns = filled(row)
        if number <= sheet.header_row or not columns or _is_heading_again(row, sheet):
            continue
        if len(columns) == 1 and columns[0] != sheet.at(R.UPDATE):
            section = text_of(row[columns[0]])
            continue
        found = _read(number, row, sheet, above, section)
        if isinstance(found, TrackerRow) and not found.text:
            if waiting is not None and found.notes and not found.reference:
                waiting = waiting._replace(notes=waiting.notes + found.notes)
                continue
            at = sheet.at(R.TEXT) or 0
            found = TrackerError(number, column_letter(at), "This row has no wording of a recommendation.")
        if waiting is not None:
            yield waiting
        waiting = found if isinstance(found, TrackerRow) else None
        if isinstance(found, TrackerError):
            yield found
    if waiting is not None:
        yield waiting


def _is_heading_again(row: Row, sheet: TrackerSheet) -> bool:
    named = [column for column in sheet.columns if column.heading]
    return all(text_of(cell_at(row, column.index)) == column.heading for column in named)


def _read(
    number: int, row: Row, sheet: TrackerSheet, above: dict[TrackerRole, Cell], section: str
) -> TrackerRow | TrackerError:
    def cell(role: TrackerRole) -> Cell:
        at = sheet.at(role)
        found = None if at is None else cell_at(row, at)
        if role not in FROM_ABOVE or sheet.layout is Layout.OWN:
            return found
        if is_blank(found):
            return above.get(role)
        above[role] = found
        return found

    def day(role: TrackerRole) -> date | None:
        found = cell(role)
        if isinstance(found, datetime):
            return found.date()
        return found if isinstance(found, date) else find_date(text_of(found))

    made = cell(R.MADE_ON)
    made_on = day(R.MADE_ON)
    if made_on is None and not is_blank(made):
        made_on = read_due(text_of(made)).date
        if made_on is None:
            at = sheet.at(R.MADE_ON) or 0
            return TrackerError(number, column_letter(at), f"‘{text_of(made)[:60]}’ is not a date.")
    due_cell = cell(R.DUE)
    due = read_due(text_of(due_cell)) if isinstance(due_cell, str) else None
    notes = [note for at in sheet.all_at(R.UPDATE) for note in read_history(cell_at(row, at))]
    said = {role: text_of(cell(role)) for role in SAYS if sheet.at(role) is not None}
    return TrackerRow(
        number,
        column_letter(sheet.at(R.TEXT) or 0),
        _long(cell(R.TEXT)),
        text_of(cell(R.REFERENCE)),
        text_of(cell(R.SHORT_NAME)),
        text_of(cell(R.REPORT)) or section,
        text_of(cell(R.NUMBER)),
        text_of(cell(R.COMMITTEE)),
        made_on,
        text_of(cell(R.MINUTE)),
        text_of(cell(R.ASKED)),
        text_of(cell(R.AREA)),
        day(R.ANSWERED_ON),
        text_of(cell(R.OWNER)),
        due.date if due else day(R.DUE),
        due is not None and due.precision is Precision.MONTH,
        text_of(due_cell),
        tuple(notes),
        text_of(cell(R.EVIDENCE)),
        said,
        tuple(_exact(cell_at(row, column.index)) for column in sheet.columns),
    )


def read_history(cell: Cell) -> list[DatedNote]:
    """A cell's notes: each line that opens with a date begins a new one."""
    notes: list[DatedNote] = []
    for line in _long(cell).splitlines():
        words = line.strip(" •\t-")
        if not words:
            continue
        on, rest = _opening_date(words)
        if on is not None or not notes:
            notes.append(DatedNote(on, rest or words))
        else:
            notes[-1] = DatedNote(notes[-1].on, f"{notes[-1].text}\n{words}")
    return notes


def _opening_date(words: str) -> tuple[date | None, str]:
    """The date that a note opens with, and the words after it."""
    for start, end, on in dates_in(words[:_OPENING]):
        if start <= 2:
            return on, _AFTER_DATE.sub("", words[end:]).strip()
    opening, colon, rest = words.partition(":")
    due = read_due(opening) if colon and len(opening) <= _OPENING else None
    if due is not None and due.date is not None:
        return due.date, f"{opening}: {rest.strip()}"
    return None, words


def _long(cell: Cell) -> str:
    """A cell's words with its own line breaks."""
    if not isinstance(cell, str):
        return text_of(cell)
    return "\n".join(" ".join(line.split()) for line in cell.strip().splitlines()).strip()


def _exact(cell: Cell) -> str:
    """A cell as it was exported."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n")
    return cell.isoformat() if isinstance(cell, date) else text_of(cell)
