"""What a document has to say, word for word, and that every format says it in that order."""

from __future__ import annotations

from pathlib import Path

from scrutiny_tracker.core.content import Content, Graph, Table, plain_texts
from scrutiny_tracker.reports.kinds import DRAWN, draw
from tests.reports.extracted import words_in

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, content: Content) -> None:
    """The content's texts are those of golden/NAME.txt, a line each; every drawing carries them in order."""
    said = "".join(f"{text}\n" for text in plain_texts(content))
    assert said == (FOLDER / f"{name}.txt").read_text("utf-8")
    assert_same_facts(content)


def captions_of(content: Content) -> set[str]:
    """The captions of its tables, those beside charts too."""
    tables = [block for block in content.blocks if isinstance(block, Table)]
    tables += [block.table for block in content.blocks if isinstance(block, Graph) and block.table]
    return {table.caption for table in tables}


def assert_same_facts(content: Content) -> None:
    """PDF, Word and web page have every text of the content in its order. A table's caption is its
    alternative text in Word, and a paper has none."""
    captions = captions_of(content)
    for format in DRAWN:
        found = words_in(draw(content, format), format)
        at = 0
        for text in plain_texts(content):
            words = " ".join(text.split())
            if not words or (words in captions and format != "html"):
                continue
            place = found.find(words, at)
            assert place >= at, f"{words!r} is missing or out of order in {format}: {found[at : at + 200]}"
            at = place + len(words)
