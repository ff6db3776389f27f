"""A paper's lines with every proposal marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from .proposals import Review, Row


@dataclass
class PaperLine:
    """One line of a paper: its number, its words, the proposals that begin on it, whether one covers it."""

    number: int
    text: str
    begins: list[Row] = field(default_factory=list)
    is_marked: bool = False


def mark_paper(text: str, review: Review) -> list[PaperLine]:
    """Every line with words (and one empty line between paragraphs), marked by the proposals that stand."""
    lines = text.split("\n")
    covered: set[int] = set()
    begins: dict[int, list[Row]] = defaultdict(list)
    for row in review.rows:
        if row.dropped:
            continue
        begins[row.line].append(row)
        covered.update(marked_lines(lines, row))
    found: list[PaperLine] = []
    for number, words in enumerate(lines, 1):
        if words.strip() or number in begins or (found and found[-1].text):
            found.append(PaperLine(number, words.strip(), begins.get(number, []), number in covered))
    return found


def marked_lines(lines: Sequence[str], row: Row) -> range:
    """The lines (from 1) on which a proposal's words stand, from its own line on."""
    wanted = sum(character.isalnum() for character in row.said)
    line = row.line
    while line <= len(lines):
        wanted -= sum(character.isalnum() for character in lines[line - 1])
        if wanted <= 0:
            break
        line += 1
    return range(row.line, min(line, len(lines)) + 1)
