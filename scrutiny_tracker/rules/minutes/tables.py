"""Tables as plain lines: cells parted by `|` or tabs, whole rows on a line or one cell at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .paragraphs import Paragraph

_RULE = re.compile(r"[-=:+ ]{3,}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's words and the source line on which they begin."""

    text: str
    line: int


def split_row(paragraph: Paragraph) -> list[Cell]:
    """The cells of a row that stands whole on its line."""
    text = paragraph.text
    if "\t" in text:
        return [Cell(cell.strip(" |"), paragraph.line) for cell in text.split("\t")]
    text = text.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") else text
    return [Cell(cell.strip(), paragraph.line) for cell in text.split("|")]


def is_whole_row(paragraph: Paragraph) -> bool:
    """Whether a line carries more than one cell."""
    text = paragraph.text
    return paragraph.row and ("\t" in text or "|" in text.strip("| "))


def read_table(
    paragraphs: Sequence[Paragraph], start: int, is_heading: re.Pattern[str]
) -> tuple[list[str], list[list[Cell]], int]:
    """The table that starts at `start`: headings, rows, how many paragraphs it takes; no headings, no
    table."""
    if start < len(paragraphs) and is_whole_row(paragraphs[start]):
        return _whole_rows(paragraphs, start, is_heading)
    return _cell_by_cell(paragraphs, start, is_heading)


def _whole_rows(
    paragraphs: Sequence[Paragraph], start: int, is_heading: re.Pattern[str]
) -> tuple[list[str], list[list[Cell]], int]:
    headings = [cell.text for cell in split_row(paragraphs[start]) if cell.text]
    if not headings or not all(is_heading.fullmatch(heading) for heading in headings):
        return [], [], 0
    rows: list[list[Cell]] = []
    at = start + 1
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        short = bool(rows) and len(rows[-1]) < len(headings)
        if not paragraph.row:
            if not short or not paragraph.unmarked:
                break
            _run_on(rows[-1], [Cell(paragraph.text, paragraph.line)])
        else:
            cells = split_row(paragraph)
            if short and len(rows[-1]) + len(cells) <= len(headings) + 1:
                _run_on(rows[-1], cells)
            elif any(cell.text and not _RULE.fullmatch(cell.text) for cell in cells):
                rows.append(cells)
        at += 1
    return headings, rows, at - start


def _run_on(row: list[Cell], cells: Sequence[Cell]) -> None:
    """The first of these cells goes on where the row's last broke off."""
    last = row.pop()
    row.extend([Cell(f"{last.text} {cells[0].text}".strip(), last.line), *cells[1:]])


def _cell_by_cell(
    paragraphs: Sequence[Paragraph], start: int, is_heading: re.Pattern[str]
) -> tuple[list[str], list[list[Cell]], int]:
    headings: list[str] = []
    cells: list[Cell] = []
    words: list[str] = []
    line, used, in_heading = 0, 0, True
    for at in range(start, len(paragraphs)):
        paragraph = paragraphs[at]
        line = line if words else paragraph.line
        *closed, open_words = paragraph.text.split("|")
        if not closed:
            if paragraph.text.endswith(":") or not any(later.row for later in paragraphs[at + 1 : at + 8]):
                break
            words.append(f"{paragraph.lead} {paragraph.text}".strip())
            continue
        for text in closed:
            cells.append(Cell(" ".join([*words, text.strip()]).strip(), line))
            words, line = [], paragraph.line
        words = [open_words.strip()] if open_words.strip() else []
        used = at + 1 - start
        while in_heading and cells:
            in_heading = is_heading.fullmatch(cells[0].text) is not None
            if in_heading:
                headings.append(cells.pop(0).text)
        if not in_heading and len(headings) < 2:
            return [], [], 0
    if len(headings) < 2:
        return [], [], 0
    if words:
        cells.append(Cell(" ".join(words), line))
    width = len(headings)
    return headings, [cells[place : place + width] for place in range(0, len(cells), width)], used
