"""Four lines of advice on a wording, and whether two wordings ask for nearly the same."""

from __future__ import annotations

import pytest

from scrutiny_tracker.rules.alike import is_nearly, likeness, telling_words
from scrutiny_tracker.rules.drafting import advise, section_of


@pytest.mark.parametrize(
    ("text", "asked", "holds"),
    [
        ("That Cabinet publish missed appointments each quarter.", "", (True, True, True, True)),
        ("That missed appointments be published.", "", (True, False, False, True)),
        ("That missed appointments be published by June 2026.", "Cabinet", (True, True, True, True)),
        ("That Cabinet publish the list and report to Council.", "", (False, True, False, True)),
        ("That Cabinet consider the matter.", "", (True, True, False, False)),
        ("That the Director look into it by the end of the year.", "", (True, True, True, False)),
    ],
)
def test_the_checklist_says_what_could_be_clearer(
    text: str, asked: str, holds: tuple[bool, bool, bool, bool]
) -> None:
    advice = advise(text, asked)
    assert tuple(line.holds for line in advice) == holds
    assert [line.name for line in advice] == ["One ask", "Says who", "Says by when", "Can be checked"]
    assert all(line.words for line in advice)


def test_a_section_is_the_first_measure_s_or_comes_after_them_all() -> None:
    assert section_of([12, 3], 16) == 3
    assert section_of([], 16) == 17


@pytest.mark.parametrize(
    ("one", "other", "nearly"),
    [
        (
            "That Cabinet be asked to mark each measure as set nationally or locally.",
            "That measures be marked as national or local, set locally or nationally",
            True,
        ),
        ("That trees be planted along roads.", "That missed calls be counted and published.", False),
        ("Publish figures.", "Publish figures.", False),
    ],
)
def test_wordings_are_alike_by_the_words_that_say_something(one: str, other: str, nearly: bool) -> None:
    words, others = telling_words(one), telling_words(other)
    assert is_nearly(words, others) is nearly
    assert likeness(words, others) == likeness(others, words)
