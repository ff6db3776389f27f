"""Five published papers read completely: counts, numbers, kinds, addressees, dates, the first words of a
clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from scrutiny_tracker.rules.minutes import Clause, FollowUpKind, PrintedRecommendation, Reading, read_paper

PAPERS = Path(__file__).parents[3] / "shared" / "data" / "papers"

pytestmark = pytest.mark.skipif(
    not PAPERS.is_dir(), reason="the published papers are not beside this project"
)


def _read(name: str) -> Reading:
    return read_paper((PAPERS / f"{name}.txt").read_text("utf-8"))


def _heads(clauses: Sequence[Clause | PrintedRecommendation]) -> list[tuple[str | None, str, str]]:
    return [(clause.number, clause.kind.value, " ".join(clause.text.split()[:5])) for clause in clauses]


def test_cabinet_in_2020() -> None:
    reading = _read("coventry-cabinet-performance-2019-20")
    (item,) = reading.items
    assert reading.meeting.committee == "Cabinet"
    assert item.report_of == "Chief Executive"
    assert _heads(item.resolutions) == [
        ("1", "note", "Notes the consideration of the"),
        ("2", "approve", "Approves the Performance Report."),
        ("3", "other", "Considers the Council’s performance this"),
    ]
    first, *earlier = item.tallies
    assert (first.period, first.improved, first.same, first.worse) == ("2019-20", 39, 11, 13)
    assert (first.cannot_say, first.not_available, first.total, first.percent) == (10, 2, 75, 79)
    assert [(tally.period, tally.improved_or_same, tally.directional) for tally in earlier] == [
        ("2018-19", 52, 67),
        ("2017-18", 42, 59),
    ]
    assert all(tally.reconciles for tally in item.tallies)
    assert (item.recommendations, item.actions, item.follow_ups, reading.clearance) == ((), (), (), ())


def test_the_committee_in_2023_hides_a_referral_in_a_noting_clause() -> None:
    reading = _read("coventry-scruco-performance-2022-23")
    (item,) = reading.items
    assert reading.meeting.committee == "Scrutiny Co-ordination Committee"
    assert item.report_of == "Chief Partnerships Officer"
    assert _heads(item.resolutions) == [
        ("1", "note", "Note the Council’s performance as"),
        ("2", "note", "Note that, where targets had"),
        ("3", "welcome", "Welcome the intention to refresh"),
    ]
    (referral,) = item.follow_ups
    assert (referral.kind, referral.to, referral.line) == (
        FollowUpKind.REFERRAL,
        "appropriate Scrutiny Board",
        83,
    )
    assert [(tally.period, tally.percent) for tally in item.tallies] == [
        ("2022-23", 74),
        ("2021-22", 69),
        ("2019-20", 79),
        ("2018-19", 78),
        ("2017-18", 71),
        ("2016-17", 75),
    ]
    assert all(tally.reconciles for tally in item.tallies)
    assert item.actions == ()


def test_a_single_resolution_without_a_number() -> None:
    (item,) = _read("hillingdon-recommendations-update").items
    assert _heads(item.resolutions) == [(None, "note", "the Committee noted the progress")]
    assert (item.recommendations, item.actions, item.tallies, item.follow_ups) == ((), (), (), ())


def test_actions_from_a_flattened_table() -> None:
    (item,) = _read("rushmoor-oversight-performance-2023").items
    assert item.resolutions == ()
    assert [(action.when, action.due.date, action.line) for action in item.actions] == [
        ("September, 2023", date(2023, 9, 30), 87),
        ("September, 2023", date(2023, 9, 30), 92),
    ]
    assert [" ".join(action.what.split()[-3:]) for action in item.actions] == [
        "areas for consideration",
        "the Council Plan",
    ]
    assert all(action.whom for action in item.actions)


def test_the_deep_dive_report() -> None:
    reading = _read("coventry-deep-dive-report-2025")
    (item,) = reading.items
    assert [(body.name, body.date) for body in reading.bodies] == [
        ("Scrutiny Co-ordination Committee", date(2025, 10, 30)),
        ("Cabinet", date(2025, 11, 4)),
    ]
    assert (reading.meeting.committee, reading.meeting.date) == (reading.bodies[0].name, date(2025, 10, 30))
    asked = [(recommendation.addressee, recommendation.number) for recommendation in item.recommendations]
    assert asked == [("Scrutiny Co-ordination Committee", str(n)) for n in (1, 2, 3)] + [
        ("Cabinet", str(n)) for n in range(1, 10)
    ]
    assert [recommendation.kind.value for recommendation in item.recommendations[:2]] == [
        "approve",
        "request",
    ]
    (progress,) = item.follow_ups
    assert (progress.kind, progress.months, progress.line) == (FollowUpKind.PROGRESS_REPORT, 12, 119)
    assert item.resolutions == ()
    assert [(row.sent, row.received) for row in reading.clearance] == [
        (date(2025, 9, 26), date(2025, 10, 7)),
        (date(2025, 9, 19), date(2025, 9, 26)),
        (date(2025, 9, 26), None),
        (date(2025, 9, 26), date(2025, 10, 1)),
        (date(2025, 9, 26), date(2025, 10, 2)),
        (date(2025, 9, 26), date(2025, 10, 15)),
        (date(2025, 9, 26), date(2025, 10, 14)),
        (date(2025, 9, 26), date(2025, 10, 9)),
    ]
