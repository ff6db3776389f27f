"""What changes nothing for a clerk changes nothing for the reader: breaks, markers, bullets, spaces, line
ends."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from scrutiny_tracker.rules.minutes import Reading, read_paper
from tests.reading.corpus_score import load_corpus

PAPERS = {paper.name: paper.text for paper in load_corpus()}
LEAST_ALIKE = 0.985  # a break may fall where a clerk too would be unsure


def _words(text: str) -> object:
    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(below) for key, below in value.items() if key not in ("line", "warnings")}
        if isinstance(value, list):
            return [bare(below) for below in value]
        return " ".join(value.split()) if isinstance(value, str) else value

    return bare(read_paper(text).as_json("paper.txt", "text"))


def _soft_break(text: str, chance: random.Random) -> str:
    """One space of the text, outside tables, becomes a line break."""
    places = [
        match.start()
        for line in re.finditer(r"[^\n]+", text)
        if not re.search(r"[|\t]", line.group())
        for match in re.compile(r"(?<=\S) (?=\S)").finditer(text, line.start(), line.end())
    ]
    if not places:
        return text
    place = chance.choice(places)
    return f"{text[:place]}\n{text[place + 1 :]}"


MUTATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "Windows line ends": lambda text, _: text.replace("\r", "").replace("\n", "\r\n"),
    "a byte order mark": lambda text, _: "\ufeff" + text,
    "non-breaking spaces": lambda text, _: text.replace(" ", "\u00a0"),
    "other bullets": lambda text, chance: re.sub(
        "^·", chance.choice("•▪●Ÿ◦\uf0b7"), text, flags=re.MULTILINE
    ),
    "spaces at line ends": lambda text, _: text.replace("\n", "  \n"),
    "wider gaps": lambda text, _: text.replace("\n\n", "\n\n\n"),
    "indents": lambda text, _: re.sub(r"^(?=[^\n])", "    ", text, flags=re.MULTILINE),
    "capitals": lambda text, _: re.sub(
        r"^(Resolved|Recommended|Agreed)\b", lambda word: word.group().upper(), text, flags=re.MULTILINE
    ),
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_nothing_changes(mutation: str) -> None:
    changed = [
        name
        for name, text in PAPERS.items()
        if _words(MUTATIONS[mutation](text, random.Random(name))) != _words(text)
    ]
    assert changed == []


def test_a_soft_break_anywhere_keeps_the_reading() -> None:
    tried = [(name, turn) for name in PAPERS for turn in range(4)]
    alike = [
        _words(_soft_break(PAPERS[name], random.Random(f"{name} {turn}"))) == _words(PAPERS[name])
        for name, turn in tried
    ]
    assert sum(alike) / len(alike) >= LEAST_ALIKE


BLOCK = """RESOLVED that the Housing Panel:-

{} Notes the report on voids.

{} Asks the Director of Homes to publish the figures.

{} Refers the matter of damp to the Health Board.

Supporting documents:
"""
MARKERS = {
    "1)": ["1)", "2)", "3)"],
    "1.": ["1.", "2.", "3."],
    "(1)": ["(1)", "(2)", "(3)"],
    "(a)": ["(a)", "(b)", "(c)"],
    "a)": ["a)", "b)", "c)"],
    "(i)": ["(i)", "(ii)", "(iii)"],
    "I.": ["I.", "II.", "III."],
    "1.1": ["1.1", "1.2", "1.3"],
    "doubled": ["I. I.", "II. II.", "III. III."],
    "alone on a line": ["1.\n", "2.\n", "3.\n"],
    "after a stray dash": ["- 1)", "- 2)", "- 3)"],
}


@pytest.mark.parametrize("markers", MARKERS.values(), ids=MARKERS.keys())
def test_markers_of_any_sort(markers: list[str]) -> None:
    def clauses(reading: Reading) -> list[tuple[str, str, str | None]]:
        (item,) = reading.items
        return [(clause.text, clause.kind.value, clause.addressee) for clause in item.resolutions]

    assert clauses(read_paper(BLOCK.format(*markers))) == [
        ("Notes the report on voids.", "note", None),
        ("Asks the Director of Homes to publish the figures.", "request", "Director of Homes"),
        ("Refers the matter of damp to the Health Board.", "refer", "Health Board"),
    ]
