"""Decisions printed in the cells of a table, laid out as ordinary lines before reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .keywords import read_opening
from .lines import Line

_DECISION = re.compile(r"decisions?(?: made| taken)?|resolutions?|minutes? and decisions?", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:agenda )?items?(?: description| no\.?)?|subject|title|no\.?|report|minute(?: no\.?)?", re.IGNORECASE
)
_LABEL = re.compile(r"(?:decisions?|minutes?)[ ]?:", re.IGNORECASE)
_CELLS = re.compile(r"[|\t]")


def open_decision_tables(lines: Sequence[Line]) -> list[Line]:
    """Lines with the cells that hold decisions on lines of their own; other tables stay as they are."""
    laid: list[Line] = []
    headings: list[str] = []
    deciding: tuple[int, int] | None = None
    column = 0
    for line in lines:
        cells = _cells(line)
        if "|" not in line.text and "\t" not in line.text:
            headings = []
            laid.append(line)
            continue
        texts = [cell.text for cell in cells]
        headings = [*headings, *texts] if all(map(_is_heading, texts)) else []
        if (
            len(headings) >= 2
            and any(map(_DECISION.fullmatch, headings))
            and any(map(_ITEM.fullmatch, headings))
        ):
            laid = laid[: len(laid) - (len(headings) - len(texts))]
            place = next(n for n, heading in enumerate(headings) if _DECISION.fullmatch(heading))
            deciding, column, headings = (place, len(headings)), 0, []
        elif deciding is not None:
            for cell in cells:
                if column == deciding[0] and not _holds_decision(cell.text):
                    laid.append(Line(cell.number, "Decision:", after_blank=True))
                laid.append(cell)
                column = (column + 1) % deciding[1]
        elif any(map(_holds_decision, texts)):
            laid.extend(cells)
        else:
            laid.append(line)
    return laid


def _is_heading(text: str) -> bool:
    return bool(_DECISION.fullmatch(text) or _ITEM.fullmatch(text))


def _holds_decision(text: str) -> bool:
    return _LABEL.match(text) is not None or (
        (opening := read_opening(text)) is not None and not opening.before
    )


def _cells(line: Line) -> list[Line]:
    if "|" not in line.text and "\t" not in line.text:
        return [line]
    texts = [text.strip() for text in _CELLS.split(line.text)]
    return [Line(line.number, text, True, "") for text in texts if text]
