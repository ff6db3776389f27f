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
_INNER_LABEL = re.compile(r"\b(?:Decisions?|Minutes):")
_MINUTES_AFTER = re.compile(r"\bDecisions?:.*\bMinutes:")
_CELLS = re.compile(r"[|\t]")


def open_decision_tables(lines: Sequence[Line]) -> list[Line]:
    """Lines with the cells that hold decisions on lines of their own; other tables stay as they are."""
    laid: list[Line] = []
    headings: list[str] = []
    table: _DecisionTable | None = None
    for line in (piece for whole in lines for piece in _labels_apart(whole)):
        parted = "|" in line.text or "\t" in line.text
        if table is not None and (parted or table.row):
            table.add(line, laid)
            continue
        if not parted:
            headings = []
            laid.append(line)
            continue
        cells = _cells(line)
        texts = [cell.text for cell in cells]
        headings = [*headings, *texts] if all(map(_is_heading, texts)) else []
        if (
            len(headings) >= 2
            and any(map(_DECISION.fullmatch, headings))
            and any(map(_ITEM.fullmatch, headings))
        ):
            laid = laid[: len(laid) - (len(headings) - len(texts))]
            table, headings = _DecisionTable(len(headings), whole_rows=len(texts) > 1), []
        elif any(map(_holds_decision, texts)):
            laid.extend(cells)
        else:
            laid.append(line)
    if table is not None:
        laid.extend(piece for cell in table.row for piece in cell)
    return laid


def _labels_apart(line: Line) -> list[Line]:
    """`Decision: … Minutes: …` in one cell as two lines."""
    text = line.text
    second = _MINUTES_AFTER.search(text) if "ecision" in text else None
    if second is None:
        return [line]
    cuts = [match.start() for match in _INNER_LABEL.finditer(text)]
    pieces = [text[start:end].strip(" |") for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return [Line(line.number, piece, True, "") for piece in pieces if piece]


class _DecisionTable:
    """Gathers the cells of one row, whose last holds the decision."""

    def __init__(self, width: int, *, whole_rows: bool) -> None:
        self.row: list[list[Line]] = []
        self._width, self._whole_rows = width, whole_rows

    def add(self, line: Line, laid: list[Line]) -> None:
        """One more line of the table; a row that it ends goes to `laid`, the decision under its label."""
        parts = _CELLS.split(line.text)
        for place, text in enumerate(parts):
            if (place or not self.row) and (place < len(parts) - 1 or text.strip()):
                self.row.append([])
            if text.strip() and self.row:
                self.row[-1].append(
                    Line(line.number, text.strip(), not self.row[-1], line.lead if not place else "")
                )
        ends = (
            line.text.endswith("|") if self._whole_rows and "|" in line.text else len(self.row) >= self._width
        )
        if ends:
            *others, decision = self.row
            laid.extend(piece for cell in others for piece in cell)
            if decision and not _holds_decision(decision[0].text):
                laid.append(Line(decision[0].number, "Decision:", after_blank=True))
            laid.extend(decision)
            self.row = []


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
