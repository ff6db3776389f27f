"""An annual report's counts add up, in figures and in words; a rate never stands without its n."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.annual import (
    Asked,
    Kind,
    Made,
    agreed_in_words,
    count_up,
    done_in_words,
    in_time_in_words,
    made_in_words,
    rate,
    repeated_in_words,
)
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Progress

TODAY = date(2026, 1, 12)
DUE = date(2026, 1, 3)


def made(id: int, kind: Kind = Kind.COUNTED, **more: object) -> Made:
    standard = {"progress": Progress.NOT_STARTED, "decision": Decision.NONE, "answer": Answer.WAITING}
    return Made(id, 1, kind, **{**standard, **more})  # type: ignore[arg-type]


def test_what_was_made_is_apart_from_parts_call_ins_and_scrutiny_itself() -> None:
    kinds = (Kind.COUNTED, Kind.COUNTED, Kind.PART, Kind.PART, Kind.CALL_IN, Kind.TO_SCRUTINY)
    counts = count_up([made(n, kind) for n, kind in enumerate(kinds)], [], TODAY)
    assert made_in_words(counts) == (
        "2 recommendations were made to others. Apart stand 2 parts of recommendations, 1 call-in, "
        "1 recommendation to scrutiny itself: 2 + 2 + 1 + 1 = 6 records."
    )


def test_an_answer_is_in_time_up_to_its_last_day() -> None:
    asked = [
        Asked(1, Answer.AGREED, DUE, DUE),
        Asked(1, Answer.AGREED, date(2026, 1, 4), DUE),
        Asked(2, Answer.WAITING, None, DUE),
        Asked(2, Answer.WAITING, None, date(2026, 1, 12)),
        Asked(2, Answer.NOTED, date(2026, 1, 4), None),
    ]
    assert [one.days_late(TODAY) for one in asked] == [0, 1, 9, 0, 0]
    counts = count_up([made(1), made(2)], asked, TODAY)
    assert in_time_in_words(counts) == (
        "5 answers were asked for, one of each decision-maker. Of those whose last day has come, or that "
        "came before, 1 of 3 (33%) were in time: 1 in time, 1 late, 1 not answered though due. Apart "
        "stand 1 not due yet, 1 answered without a last day: 1 + 1 + 1 + 1 + 1 = 5 answers asked for."
    )


def test_who_was_asked_by_what_is_not_counted_is_not_counted() -> None:
    asked = [Asked(1, Answer.AGREED, DUE, DUE), Asked(2, Answer.NOT_AGREED, DUE, DUE)]
    counts = count_up([made(1), made(2, Kind.CALL_IN)], asked, TODAY)
    assert counts.asked == 1
    assert agreed_in_words(counts) == (
        "Of the answers that say yes or no, 1 of 1 (100%) agreed, as asked or with changes: 1 agreed."
    )


def test_noted_deferred_and_passed_on_say_neither_yes_nor_no() -> None:
    answers = (Answer.AGREED, Answer.AGREED_IN_PART, Answer.NOT_AGREED, Answer.NOTED, Answer.PASSED_ON)
    counts = count_up([made(1)], [Asked(1, answer, DUE, DUE) for answer in answers], TODAY)
    assert agreed_in_words(counts) == (
        "Of the answers that say yes or no, 1 of 3 (33%) agreed, as asked or with changes: 1 agreed, "
        "1 agreed in part, 1 not agreed. Apart stand 1 noted, no action stated, 1 passed on: "
        "1 + 1 + 1 + 1 + 1 = 5 answers."
    )


def test_done_is_the_officers_word_and_signed_off_the_committees() -> None:
    every = [
        made(1, progress=Progress.REPORTED_COMPLETE, decision=Decision.SIGNED_OFF),
        made(2, progress=Progress.REPORTED_COMPLETE),
        made(3, progress=Progress.WILL_NOT_BE_DONE),
        made(4, progress=Progress.REPORTED_COMPLETE),
    ]
    asked = [Asked(n, Answer.AGREED, DUE, DUE) for n in (1, 2, 3)] + [Asked(4, Answer.NOT_AGREED, DUE, DUE)]
    assert done_in_words(count_up(every, asked, TODAY)) == (
        "Of 3 recommendations agreed in some way, officers say that 2 of 3 (67%) are done: 2 done, 1 that "
        "will not be done. The committees have signed off 1."
    )


def test_an_empty_year_says_so() -> None:
    counts = count_up([], [], TODAY)
    assert made_in_words(counts) == "0 recommendations were made to others."
    assert in_time_in_words(counts) == "No answer was asked for."
    assert agreed_in_words(counts) == "No answer has come."
    assert done_in_words(counts) == "Nothing has been agreed yet."
    assert repeated_in_words(counts) == "Nothing was recommended."
    assert rate(0, 0) == "none"


@given(
    st.lists(st.sampled_from(Kind), max_size=12).flatmap(
        lambda kinds: st.tuples(
            st.just(kinds),
            st.lists(
                st.tuples(
                    st.integers(0, max(0, len(kinds) - 1)),
                    st.sampled_from(Answer),
                    st.none() | st.dates(date(2025, 11, 1), TODAY),
                    st.none() | st.dates(date(2025, 11, 1), date(2026, 3, 1)),
                ),
                max_size=20,
            ),
        )
    )
)
def test_every_sum_is_right(
    drawn: tuple[list[Kind], list[tuple[int, Answer, date | None, date | None]]],
) -> None:
    kinds, answers = drawn
    asked = [
        Asked(made_id, answer, None if answer is Answer.WAITING else on or DUE, due)
        for made_id, answer, on, due in answers
    ]
    counts = count_up([made(n, kind) for n, kind in enumerate(kinds)], asked, TODAY)
    without = counts.answered_without_day + counts.waiting_without_day
    assert counts.came_due + counts.not_due + without == counts.asked
    for said in (made_in_words(counts), in_time_in_words(counts), agreed_in_words(counts)):
        for parts, total in re.findall(r"((?:\d+ \+ )+\d+) = (\d+)", said):
            assert sum(map(int, parts.split(" + "))) == int(total)
