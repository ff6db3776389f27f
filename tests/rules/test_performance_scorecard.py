"""The scorecard's tally, and the published record that it must reproduce."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.performance import Direction, Tally, TargetStatus, headline, tally_of
from scrutiny_tracker.rules.performance.scorecard import percent

RECORD = {
    "2022-23": (Tally(36, 6, 15, 1, 15), (42, 57, 73, 74)),
    "2021-22": (
        Tally(recorded_improved_or_same=40, recorded_directional=58, recorded_total=75, recorded_percent=69),
        (40, 58, 75, 69),
    ),
    "2019-20": (Tally(39, 11, 13, 10, 2), (50, 63, 75, 79)),
    "2018-19": (Tally(42, 10, 15, 7, 1), (52, 67, 75, 78)),
    "2017-18": (
        Tally(recorded_improved_or_same=42, recorded_directional=59, recorded_percent=71),
        (42, 59, None, 71),
    ),
    "2016-17": (
        Tally(recorded_improved_or_same=43, recorded_directional=57, recorded_percent=75),
        (43, 57, None, 75),
    ),
}


@pytest.mark.parametrize("year", RECORD)
def test_the_published_record(year: str) -> None:
    tally, expected = RECORD[year]
    assert (tally.improved_or_same, tally.directional, tally.total, tally.percent) == expected
    assert tally.reconciles
    assert tally.discrepancies == ()


def test_unknown_counts_stay_unknown() -> None:
    printed = RECORD["2021-22"][0].as_dict()
    assert printed == {
        "improved": None,
        "same": None,
        "worse": None,
        "cannot_say": None,
        "not_available": None,
        "total": 75,
        "directional": 58,
        "improved_or_same": 40,
        "percent": 69,
        "met": None,
        "within_tolerance": None,
        "missed": None,
        "no_target": None,
        "no_data": None,
    }
    assert Tally().as_dict() == dict.fromkeys(printed)
    assert Tally(improved=3).improved_or_same is None


def test_known_counts_are_summed_before_a_recorded_sum_is_believed() -> None:
    tally = Tally(36, 6, 15, 1, 15, recorded_total=75)
    assert tally.total == 73
    assert not tally.reconciles
    assert tally.discrepancies == ("The counts give 73 measures in all; the record says 75.",)


@pytest.mark.parametrize(
    ("tally", "says"),
    [
        (Tally(36, 6, 15, recorded_percent=75), "The counts give 74 per cent improved or the same"),
        (Tally(36, 6, recorded_improved_or_same=43), "The counts give 42 improved or the same"),
        (Tally(36, 6, 15, recorded_directional=58), "The counts give 57 measures that can be compared"),
        (
            Tally(recorded_improved_or_same=60, recorded_directional=57),
            "More measures (60) improved or the same than can be compared (57).",
        ),
        (
            Tally(recorded_directional=80, recorded_total=75),
            "More measures (80) can be compared than there are",
        ),
        (
            Tally(36, 6, 15, 1, 15, met=40, within_tolerance=5, missed=15, no_target=6, no_data=8),
            "The counts give 74 measures in all by target; the record says 73.",
        ),
    ],
)
def test_what_does_not_add_up_is_said(tally: Tally, says: str) -> None:
    assert any(found.startswith(says) for found in tally.discrepancies)
    assert not tally.reconciles


def test_nothing_to_compare_has_no_percentage() -> None:
    assert Tally(0, 0, 0, 4, 2).percent is None
    assert headline(Tally(0, 0, 0, 4, 2)) == "None of the measures can be compared with an earlier result."
    unknown = "The record does not say how many measures improved or stayed the same."
    assert headline(Tally(recorded_total=75)) == unknown


def test_a_count_is_not_negative() -> None:
    with pytest.raises(ValueError, match="No data cannot be -1"):
        Tally(no_data=-1)


def test_halves_of_a_per_cent_go_up() -> None:
    assert [percent(part, 200) for part in (1, 3, 149, 148, 0, 200)] == [1, 2, 75, 74, 0, 100]


def test_headline_with_its_sum() -> None:
    assert headline(RECORD["2022-23"][0]) == (
        "42 of 57 measures that can be compared improved or stayed the same (74%). "
        "16 more could not be compared."
    )
    assert headline(RECORD["2021-22"][0]).endswith("(69%). 17 more could not be compared.")
    assert headline(RECORD["2016-17"][0]).endswith("(75%).")


@given(st.lists(st.tuples(st.sampled_from(Direction), st.sampled_from(TargetStatus)), max_size=80))
def test_each_measure_is_counted_once_each_way(pairs: list[tuple[Direction, TargetStatus]]) -> None:
    tally = tally_of(pairs)
    by_target = [tally.met, tally.within_tolerance, tally.missed, tally.no_target, tally.no_data]
    assert tally.total == len(pairs) == sum(count or 0 for count in by_target)
    assert tally.reconciles
    assert tally.percent is None or 0 <= tally.percent <= 100
