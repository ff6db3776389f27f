"""The reader on papers written by someone who had not seen it, scored and held to a floor."""

from __future__ import annotations

import pytest

from scrutiny_tracker.rules.minutes import read_paper
from tests.reading.corpus_score import Reading, score

FLOOR = 0.99


def _read(text: str) -> Reading:
    return read_paper(text).as_json("paper.txt", "text")


def test_the_reader_reads_the_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    result = score(_read)
    with capsys.disabled():
        print(  # noqa: T201 - the figures belong in the output of every run
            f"\ncorpus: precision {result.precision:.4f}, recall {result.recall:.4f},"
            f" field accuracy {result.field_accuracy:.4f}"
        )
    misses = "\n".join(result.misses)
    assert result.precision >= FLOOR, misses
    assert result.recall >= FLOOR, misses
    assert result.field_accuracy >= FLOOR, misses
