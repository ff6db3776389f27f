"""Every value is read in its own words, also where two enums share one."""

from __future__ import annotations

from scrutiny_tracker.rules.lifecycle.values import Decision, Difference, Progress
from scrutiny_tracker.rules.performance import Direction, TargetStatus
from scrutiny_tracker.rules.words import TAGS, words_for


def test_values_that_are_the_same_word_keep_their_own_words() -> None:
    assert words_for(Decision.NONE) == "Not looked at yet"
    assert words_for(Difference.NONE) == "No difference"
    assert words_for(Direction.NOT_AVAILABLE) == "No comparison"
    assert words_for(TargetStatus.NOT_AVAILABLE) == "No figure"


def test_every_judgement_of_a_measure_has_its_words() -> None:
    for value in (*Direction, *TargetStatus, *Progress):
        assert (type(value), value) in TAGS, value
