"""Contrast as WCAG counts it, and a council's own lists of sections."""

from __future__ import annotations

import pytest

from scrutiny_tracker.rules.contrast import ENOUGH, WHITE, contrast, is_colour
from scrutiny_tracker.rules.section_lists import Listed, WrongList, read_sections, write_sections

STANDARD = [Listed("introduction", "Introduction"), Listed("next", "What happens next")]


@pytest.mark.parametrize(
    ("colour", "found"),
    [
        ("#000000", 21),
        ("#ffffff", 1),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("#0000ff", 8.59),
        ("#ff0000", 4.0),
    ],
)
def test_contrast_is_that_of_the_published_tables(colour: str, found: float) -> None:
    assert contrast(colour, WHITE) == pytest.approx(found, abs=0.01)
    assert contrast(WHITE, colour) == contrast(colour, WHITE)


def test_the_lightest_grey_that_passes_is_the_one_everybody_knows() -> None:
    assert contrast("#767676", WHITE) >= ENOUGH > contrast("#777777", WHITE)


@pytest.mark.parametrize("text", ["", "#fff", "0b4f6c", "#0b4f6", "#0b4f6g", "red", "#0b4f6c0", "#0b4f6c\n"])
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)


def test_a_list_is_read_as_it_was_written() -> None:
    typed = "Equality\nintroduction\n\nWhat happens next:  Our  next steps\nRisks: a section of our own"
    found = read_sections(typed, STANDARD)
    assert [(one.key, one.heading) for one in found] == [
        ("own-equality", "Equality"),
        ("introduction", "Introduction"),
        ("next", "Our next steps"),
        ("own-risks-a-section-of-our-own", "Risks: a section of our own"),
    ]
    assert read_sections(write_sections(found, STANDARD), STANDARD) == found
    assert write_sections(STANDARD, STANDARD) == "Introduction\nWhat happens next"
    assert read_sections("", STANDARD) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Introduction\nIntroduction: Again", "“Again” stands twice"),
        ("Risk\nrisk", "“risk” stands twice"),
        ("x" * 201, "use 200 characters or fewer"),
        ("\n".join(f"Section {n}" for n in range(31)), "30 sections at most: these are 31"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(typed: str, sentence: str) -> None:
    with pytest.raises(WrongList, match=sentence):
        read_sections(typed, STANDARD)
