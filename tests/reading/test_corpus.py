"""The reader on papers written by someone who had not seen it, scored and held to a floor."""

from __future__ import annotations

from collections.abc import Callable

from scrutiny_tracker.rules.minutes import read_paper
from tests.reading.corpus_score import Reading, load_corpus, score

FLOOR = 0.99


def _read(text: str) -> Reading:
    return read_paper(text).as_json("paper.txt", "text")


def test_the_reader_reads_the_corpus(record_property: Callable[[str, object], None]) -> None:
    result = score(_read)
    scores = (
        f"corpus of {len(load_corpus())} papers: precision {result.precision:.4f},"
        f" recall {result.recall:.4f}, field accuracy {result.field_accuracy:.4f}"
    )
    record_property("figures", scores)
    misses = "\n".join(result.misses)
    assert result.precision >= FLOOR, misses
    assert result.recall >= FLOOR, misses
    assert result.field_accuracy >= FLOOR, misses
