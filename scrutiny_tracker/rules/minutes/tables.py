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
    paragraphs: Sequence[Paragraph], is_heading: re.Pattern[str]
) -> tuple[list[str], list[list[Cell]], int]:
    """The table that starts here: its headings, its rows and how many paragraphs it takes; no headings, no table."""
    if paragraphs and is_whole_row(paragraphs[0]):
        return _whole_rows(paragraphs, is_heading)
    return _cell_by_cell(paragraphs, is_heading)


def _whole_rows(
    paragraphs: Sequence[Paragraph], is_heading: re.Pattern[str]
) -> tuple[list[str], list[list[Cell]], int]:
    headings = [cell.text for cell in split_row(paragraphs[0]) if cell.text]
    if not headings or not all(is_heading.fullmatch(heading) for heading in headings):
        return [], [], 0
    rows: list[list[Cell]] = []
    used = 1
    for paragraph in paragraphs[1:]:
        if not paragraph.row:
            short = bool(rows) and len(rows[-1]) < len(headings)
            if not short or not paragraph.unmarked:
                break
            last = rows[-1].pop()
            rows[-1].append(Cell(f"{last.text} {paragraph.text}".strip(), last.line))
            used += 1
            continue
        cells = split_row(paragraph)
        used += 1
        if all(_RULE.fullmatch(cell.text) or not cell.text for cell in cells):
            continue
        if rows and len(rows[-1]) < len(headings) and len(rows[-1]) + len(cells) <= len(headings) + 1:
            last = rows[-1].pop()
            rows[-1].extend([Cell(f"{last.text} {cells[0].text}".strip(), last.line), *cells[1:]])
        else:
            rows.append(cells)
    return headings, rows, used


def _cell_by_cell(
    paragraphs: Sequence[Paragraph], is_heading: re.Pattern[str]
) -> tuple[list[str], list[list[Cell]], int]:
    cells: list[Cell] = []
    used = 0
    words: list[str] = []
    line = 0
    for place, paragraph in enumerate(paragraphs):
        line = line if words else paragraph.line
        *closed, open_words = paragraph.text.split("|")
        if not closed:
            if not any(later.row for later in paragraphs[place + 1 : place + 8]) or paragraph.text.endswith(
                ":"
            ):
                break
            words.append(f"{paragraph.lead} {paragraph.text}".strip())
            continue
        for text in closed:
            cells.append(Cell(" ".join([*words, text]).strip(), line))
            words, line = [], paragraph.line
        words = [open_words.strip()] if open_words.strip() else []
        used = place + 1
    headings = []
    for cell in cells:
        if not is_heading.fullmatch(cell.text):
            break
        headings.append(cell.text)
    width = len(headings)
    if width < 2:
        return [], [], 0
    body = cells[width:]
    if words:
        body.append(Cell(" ".join(words), line))
    return headings, [body[start : start + width] for start in range(0, len(body), width)], used
