"""Ladders of stages, days for messages, and headings: dates counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_tracker.rules.clocks import NO_DATE
from scrutiny_tracker.rules.reminders import (
    EVENTS,
    LADDERS,
    Group,
    Kind,
    Reached,
    Rhythm,
    Rung,
    escalation_ladder,
    group_of,
    is_digest_day,
    is_told_already,
    reached,
    rung_reached,
    when_words,
)

DUE = date(2026, 1, 9)  # a Friday
CHRISTMAS = frozenset({date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)})


@pytest.mark.parametrize(
    ("today", "stage", "next_on"),
    [
        (date(2025, 12, 11), None, date(2025, 12, 12)),
        (date(2025, 12, 12), "in-28-days", date(2025, 12, 26)),
        (date(2025, 12, 29), "in-14-days", date(2026, 1, 2)),
        (date(2026, 1, 8), "in-7-days", date(2026, 1, 9)),
        (date(2026, 1, 9), "due", date(2026, 1, 10)),
        (date(2026, 1, 10), "late", date(2026, 1, 23)),
        (date(2027, 1, 10), "late-14", NO_DATE),
    ],
)
def test_an_answers_stages(today: date, stage: str | None, next_on: date) -> None:
    found = reached(LADDERS[Kind.ANSWER], DUE, today)
    assert (found.stage, found.next_on) == (stage, next_on)


def test_due_comes_on_the_working_day_before() -> None:
    saturday = date(2026, 1, 3)
    ladder = LADDERS[Kind.ANSWER]
    assert reached(ladder, saturday, date(2026, 1, 2)).stage == "due"
    assert reached(ladder, saturday, date(2026, 1, 1)).stage == "in-7-days"
    boxing_day = date(2025, 12, 26)
    assert reached(ladder, boxing_day, date(2025, 12, 24), bank_holidays=CHRISTMAS).stage == "due"


def test_what_never_comes_and_what_is_no_news_any_more() -> None:
    assert reached(LADDERS[Kind.ANSWER], NO_DATE, DUE).stage is None
    fortnight = timedelta(days=14)
    assert reached(LADDERS[Kind.IN_FORCE], DUE, DUE + fortnight, tells_for=fortnight).stage == "told"
    assert reached(LADDERS[Kind.IN_FORCE], DUE, date(2026, 1, 24), tells_for=fortnight).stage is None


@given(st.sampled_from(list(LADDERS)), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-90, 90))
def test_a_ladder_only_goes_up_and_names_its_next_day(kind: Kind, due_on: date, days: int) -> None:
    names = [None, *(stage.name for stage in LADDERS[kind])]
    today = due_on + timedelta(days=days)
    now = reached(LADDERS[kind], due_on, today)
    tomorrow = reached(LADDERS[kind], due_on, today + timedelta(days=1))
    assert names.index(now.stage) <= names.index(tomorrow.stage)
    assert now.next_on > today
    if now.next_on != NO_DATE:
        assert reached(LADDERS[kind], due_on, now.next_on - timedelta(days=1)).stage == now.stage
        assert reached(LADDERS[kind], due_on, now.next_on).stage != now.stage


def test_a_date_that_moves_later_is_told_anew_and_earlier_is_not() -> None:
    told = [("due", DUE)]
    assert is_told_already(told, "due", DUE)
    assert is_told_already(told, "due", DUE - timedelta(days=3))
    assert not is_told_already(told, "due", DUE + timedelta(days=3))
    assert not is_told_already(told, "late", DUE)


def test_rungs_come_in_order_whatever_the_council_sets() -> None:
    days = {
        Rung.CO_ORDINATOR: 7,
        Rung.CHAIR: 3,
        Rung.CABINET_MEMBER_AND_DIRECTOR: 56,
        Rung.CHIEF_EXECUTIVE: 20,
    }
    assert [stage.days for stage in escalation_ladder(days)] == [7, 7, 56, 56]


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        (Rhythm.DAILY, date(2026, 1, 9), True),
        (Rhythm.DAILY, date(2026, 1, 10), False),
        (Rhythm.DAILY, date(2025, 12, 25), False),
        (Rhythm.WEEKLY, date(2026, 1, 5), True),
        (Rhythm.WEEKLY, date(2026, 1, 6), False),
        (Rhythm.WEEKLY, date(2026, 4, 7), True),  # Easter Monday is 6 April
    ],
)
def test_days_for_messages(rhythm: Rhythm, day: date, expected: bool) -> None:
    assert is_digest_day(rhythm, day, CHRISTMAS | {date(2026, 4, 6)}) is expected


def test_no_message_while_the_offices_are_closed() -> None:
    assert not is_digest_day(Rhythm.DAILY, date(2025, 12, 29), CHRISTMAS, {date(2025, 12, 29)})


@pytest.mark.parametrize(
    ("kind", "days", "group"),
    [
        (Kind.ANSWER, -1, Group.LATE),
        (Kind.ANSWER, 0, Group.NOW),
        (Kind.ANSWER, 7, Group.NOW),
        (Kind.ANSWER, 8, Group.SOON),
        (Kind.CLEARANCE, -9, Group.NOW),
        (Kind.SIGNED_OFF, -1, Group.NEWS),
        (Kind.ESCALATION, -28, Group.LATE),
    ],
)
def test_what_can_be_done_now_stands_first(kind: Kind, days: int, group: Group) -> None:
    assert group_of(kind, DUE + timedelta(days=days), DUE) is group


def test_every_kind_is_a_ladder_an_event_or_the_councils_own() -> None:
    assert set(Kind) == set(LADDERS) | EVENTS | {Kind.ESCALATION}


def test_words_for_days() -> None:
    assert [when_words(DUE + timedelta(days=n), DUE) for n in (0, 1, 12, -1, -3)] == [
        "today",
        "in 1 day",
        "in 12 days",
        "1 day late",
        "3 days late",
    ]


def test_rungs_are_taken_one_after_another_however_late_it_is_when_somebody_first_looks() -> None:
    days = dict(zip(Rung, (7, 28, 56, 84), strict=True))
    ladder, first = escalation_ladder(days), date(2026, 9, 1)
    assert rung_reached(ladder, DUE, date(2026, 1, 15), {}) == Reached(None, date(2026, 1, 16))
    assert rung_reached(ladder, DUE, first, {}) == Reached("co-ordinator", date(2026, 9, 22))
    told = {"co-ordinator": first}
    assert rung_reached(ladder, DUE, first, told) == Reached("co-ordinator", date(2026, 9, 22))
    assert rung_reached(ladder, DUE, date(2026, 9, 22), told).stage == "chair"
    told |= {"chair": date(2026, 9, 22)}
    assert rung_reached(ladder, DUE, date(2026, 9, 23), told).next_on == date(2026, 10, 20)
    every = {stage.name: first for stage in ladder}
    assert rung_reached(ladder, DUE, first, every) == Reached("chief-executive", NO_DATE)
