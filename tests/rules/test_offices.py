"""Terms of office: never backwards, one chair at a time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.offices import HELD_FOR, Term, overlaps, term_problem
from scrutiny_tracker.rules.permissions import Role

DAY = st.dates(date(2020, 1, 1), date(2022, 12, 31))
TERM = st.builds(Term, st.sampled_from(["Ann", "Ben", "Cas"]), DAY, st.none() | DAY)


def _days(term: Term) -> set[date]:
    last = term.to_on or date(2023, 1, 1)
    return {term.from_on + timedelta(days=n) for n in range((last - term.from_on).days + 1)}


@given(TERM)
def test_no_office_ends_before_it_begins(term: Term) -> None:
    problem = term_problem(Role.CHAIR, term, [])
    assert (problem is not None) == (term.to_on is not None and term.to_on < term.from_on)


@given(st.lists(TERM, max_size=8))
def test_whatever_is_asked_for_no_day_has_two_chairs(asked: list[Term]) -> None:
    accepted: list[Term] = []
    for term in asked:
        if term_problem(Role.CHAIR, term, accepted) is None:
            accepted.append(term)
    chairs = [day for term in accepted for day in _days(term)]
    assert len(chairs) == len(set(chairs))


@given(st.lists(TERM, max_size=8))
def test_a_board_has_many_members_but_nobody_twice(asked: list[Term]) -> None:
    accepted: list[Term] = []
    for term in asked:
        backwards = term.to_on is not None and term.to_on < term.from_on
        twice = not backwards and any(
            other.holder == term.holder and _days(other) & _days(term) for other in accepted
        )
        problem = term_problem(Role.COMMITTEE_MEMBER, term, accepted)
        assert (problem is not None) == (backwards or twice)
        if problem is None:
            accepted.append(term)


@given(TERM, TERM)
def test_terms_overlap_both_ways_or_neither(one: Term, other: Term) -> None:
    assert overlaps(one, other) == overlaps(other, one)


def test_the_sentences_say_who_and_when() -> None:
    old = Term("Chidi Hallam", date(2025, 5, 15), date(2026, 5, 20))
    new = Term("Mabel Fenn", date(2026, 1, 12))
    assert term_problem(Role.CHAIR, new, [old]) == (
        "Chidi Hallam is in the chair from 15 May 2025 to 20 May 2026. "
        "End that first, or choose another date."
    )
    assert term_problem(Role.CHAIR, Term("Mabel Fenn", date(2026, 5, 21)), [old]) is None
    assert term_problem(Role.CHAIR, Term("Mabel Fenn", date(2026, 1, 12), date(2026, 1, 11)), []) == (
        "The office begins on 12 January 2026, so it cannot end before that."
    )


def test_every_role_says_what_it_is_held_for() -> None:
    assert set(HELD_FOR) == set(Role)
