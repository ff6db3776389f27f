"""From any reading to proposals: kept as JSON and back, each standing in the paper where it says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.reading.marking import mark_paper, marked_lines
from scrutiny_tracker.reading.proposals import CHOICES, Review, Sort
from scrutiny_tracker.reading.proposing import propose
from scrutiny_tracker.reading.sources import PaperFormat, Source
from scrutiny_tracker.rules.likeness import plain
from scrutiny_tracker.rules.minutes import read_paper
from tests.reading.corpus_score import Paper, load_corpus

PAPERS = [paper for paper in load_corpus() if paper.name[:3] < "040"]
PIECES = (
    "RESOLVED that ",
    "\n1. Note it.",
    "\n(a) ",
    "ACTION: ",
    "\n\n",
    "minute 3/25 ",
    "Cabinet ",
    "12 improved ",
)


def proposed(text: str) -> Review:
    return propose(read_paper(text), Source(PaperFormat.TEXT, text))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_proposal_of_the_corpus_stands_at_its_lines(paper: Paper) -> None:
    text = paper.text.replace("\r\n", "\n").replace("\r", "\n")
    review = proposed(text)
    lines = text.split("\n")
    for row in review.rows:
        marked = " ".join(lines[line - 1] for line in marked_lines(lines, row))
        opening = plain(row.said).split()[:3]
        if row.sort is not Sort.TALLY and opening:
            assert "".join(opening) in plain(marked).replace(" ", ""), (row.said, marked)
        assert row.this in CHOICES[row.sort]
    assert Review.from_json(json.loads(json.dumps(review.as_json()))) == review
    begun = [row for line in mark_paper(text, review) for row in line.begins]
    assert len(begun) == len(review.rows)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25).map("".join))
def test_any_text_is_proposed_kept_split_and_joined(text: str) -> None:
    review = proposed(text)
    assert Review.from_json(json.loads(json.dumps(review.as_json()))) == review
    assert len({row.id for row in review.rows}) == len(review.rows)
    for row in list(review.rows):
        before = len(review.rows)
        row.text = f"First.\n\nSecond {row.text}"
        below = review.split(row.id)
        assert below is not None
        assert (row.text, len(review.rows)) == ("First.", before + 1)
        assert review.join(below.id) is row
        assert len(review.rows) == before
