"""What a document says, kept as JSON with a hash, and narrative with the record's facts in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.core.content import (
    Bullets,
    Column,
    Content,
    Heading,
    Pairs,
    Paragraph,
    Run,
    Table,
    as_json,
    cell,
    from_json,
    hash_of,
    plain,
    plain_texts,
    words,
)
from scrutiny_tracker.core.prose import blocks_of, cleaned, unknown_facts

WHOLE = Content(
    "progress",
    "Progress report",
    blocks=(
        Pairs((("To", cell("The committee")),)),
        Heading("Where things stand"),
        Paragraph((Run("9 agreed", "/recommendations?answer=agreed", is_fact=True), Run(", one not."))),
        Bullets((words("First"), words("Second"))),
        Table("What was asked", (Column("Number", 0.5), Column("Name")), ((cell("1"), cell("Water")),)),
    ),
)


def test_a_document_comes_back_from_json_as_it_was() -> None:
    kept = as_json(WHOLE)
    assert from_json(json.loads(json.dumps(kept))) == WHOLE
    assert hash_of(kept) == hash_of(json.loads(json.dumps(kept)))


def test_another_word_gives_another_hash() -> None:
    other = Content("progress", "Progress Report", blocks=WHOLE.blocks)
    assert hash_of(as_json(other)) != hash_of(as_json(WHOLE))


def test_json_of_something_else_is_refused() -> None:
    with pytest.raises(TypeError):
        from_json(as_json(WHOLE)["blocks"][1])


def test_its_texts_come_in_the_reader_s_order() -> None:
    assert list(plain_texts(WHOLE)) == [
        "Progress report",
        "To",
        "The committee",
        "Where things stand",
        "9 agreed, one not.",
        "First",
        "Second",
        "What was asked",
        "Number",
        "Name",
        "1",
        "Water",
    ]


FACTS = {"answers": (Run("9 agreed", "/a"), Run(", "), Run("1 not agreed", "/b"))}


def test_narrative_becomes_blocks_with_the_facts_marked() -> None:
    typed = "## Summary\nCabinet said: [[answers]].\nIt was **all** clear.\n\n"
    typed += "- one\n- [two](/kpis/K1)\n\n1. first"
    heading, said, bullets, numbered = blocks_of(typed, FACTS)
    assert heading == Heading("Summary", 3)
    assert isinstance(said, Paragraph)
    assert plain(said.words) == "Cabinet said: 9 agreed, 1 not agreed. It was all clear."
    assert [run.text for run in said.words if run.is_fact] == ["9 agreed", ", ", "1 not agreed"]
    assert [run.text for run in said.words if run.is_bold] == ["all"]
    assert bullets == Bullets((words("one"), (Run("two", "/kpis/K1"),)))
    assert numbered == Bullets((words("first"),), is_numbered=True)


def test_a_fact_that_the_record_does_not_know_is_named() -> None:
    assert unknown_facts("[[answers]], [[weather]] and [[weather]]", FACTS) == ["weather"]


def test_what_word_leaves_is_cleaned() -> None:
    pasted = "•\tStreet\u00a0trees\r\n·   Bins \u200b\r\n\r\n\r\n\r\nDone\x0bhere"
    assert cleaned(pasted) == "- Street trees\n- Bins\n\nDone\nhere"


def test_an_address_that_runs_a_script_is_words() -> None:
    [said] = blocks_of("[look](javascript:alert(1))", {})
    assert isinstance(said, Paragraph)
    assert said.words == words("[look](javascript:alert(1))")


@given(st.text(max_size=200))
def test_no_narrative_loses_its_letters(typed: str) -> None:
    """Whatever is typed, every letter and digit of it is printed."""
    text = cleaned(typed)
    if "[[" in text or "](" in text or "*" in text:
        return
    printed = "".join(
        plain(each.words)
        if isinstance(each, Paragraph)
        else each.text
        if isinstance(each, Heading)
        else "".join(map(plain, each.items))
        if isinstance(each, Bullets)
        else ""
        for each in blocks_of(text, {})
    )
    kept = [c for c in printed if c.isalpha()]
    assert kept == [c for c in text if c.isalpha()]
