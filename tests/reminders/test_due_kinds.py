"""What measures and progress reports wait for is told to named people, with a sentence that says what."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis.models import Cycle, CycleStage, Plan
from scrutiny_tracker.meetings.models import AgendaState, Meeting
from scrutiny_tracker.papers.models import DocumentKind
from scrutiny_tracker.papers.queries.documents import find_about
from scrutiny_tracker.papers.queries.progress import NOUN
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.recommendations.actions.updates import send
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer
from tests import factories as make
from tests.cast import Cast, by
from tests.factories_papers import MEETING, commitment_of, on_day, reported_on
from tests.factories_updates import on_track
from tests.reminders.told import message_to, run, told

BOTH = ("oren", "perrin")


def names(kind: str) -> list[tuple[str, str]]:
    """First name by role's address, and stage."""
    known = {
        "officer@council.example": "oren",
        "performance@council.example": "perrin",
        "coordinator@council.example": "cora",
        "director@council.example": "dilys",
        "board@trust.example": "trust",
    }
    return sorted((known[recipient], stage) for recipient, stage in told(kind))


class TestFigures:
    """2024-25 ends on 31 March 2025; its figure is expected three months later."""

    DUE = date(2025, 6, 30)

    def test_whoever_keeps_the_data_and_performance_are_told_when_it_is_expected_and_when_late(
        self, cast: Cast
    ) -> None:
        make.kpi("BINS", readings={"2023-24": 91}, lag_months=3, data_owner_id=cast.officer.id)
        run(date(2025, 6, 27))
        assert names("figure") == []
        run(self.DUE)
        assert names("figure") == [(who, "due") for who in BOTH]
        sentence = "The figure of “Measure BINS” for 2024-25 is expected by 30 June 2025 (today)"
        assert sentence in message_to(cast.performance.email).body
        run(date(2025, 7, 28))
        assert [row for row in names("figure") if row[1] == "late-28"] == [(who, "late-28") for who in BOTH]

    def test_a_figure_that_is_here_and_one_that_nobody_collects_ask_nothing(self, cast: Cast) -> None:
        make.kpi(readings={"2023-24": 91, "2024-25": None}, lag_months=3)
        make.kpi(readings={"2023-24": 91}, lag_months=3, retired_on=date(2025, 1, 31))
        make.kpi(readings={"2023-24": 91})
        run(self.DUE)
        assert names("figure") == []

    def test_a_measure_that_nobody_keeps_is_asked_of_performance(self, cast: Cast) -> None:
        make.kpi(targets={"2024-25": 95}, lag_months=3)
        run(self.DUE)
        assert names("figure") == [("perrin", "due")]

    def test_a_day_said_for_one_figure_is_over_with_it(self, cast: Cast) -> None:
        for readings in ({"2023-24": 91}, {"2023-24": 91, "2024-25": 92}):
            make.kpi(readings=readings, lag_months=3, next_expected_on=date(2025, 9, 1))
        run(self.DUE)
        assert names("figure") == []
        run(date(2025, 9, 1))
        assert names("figure") == [("perrin", "due")]

    def test_many_of_one_day_are_one_line(self, cast: Cast) -> None:
        for _ in range(12):
            make.kpi(readings={"2023-24": 91}, lag_months=3)
        run(self.DUE)
        body = message_to(cast.performance.email).body
        assert "The figures of 12 measures are expected by 30 June 2025 (today)" in body
        assert body.count("- ") == 1


def test_a_stage_of_the_performance_cycle_is_told_to_performance(cast: Cast) -> None:
    plan = Plan(name="One Plan", starts_on=date(2022, 4, 1), ends_on=date(2030, 3, 31))
    db.session.add(plan)
    db.session.flush()
    cycle = Cycle(reference="CYCLE-1", name="Half year", plan_id=plan.id, period="2025-26")
    db.session.add(cycle)
    db.session.flush()
    stage = {"cycle_id": cycle.id, "who": "Services"}
    first = CycleStage(**stage, position=1, name="Figures in", due_on=date(2025, 9, 15))
    db.session.add_all([first, CycleStage(**stage, position=2, name="Report", due_on=date(2025, 12, 1))])
    for day in (date(2025, 9, 8), date(2025, 9, 15), date(2025, 9, 16)):
        run(day)
    assert names("cycle-stage") == [("perrin", "due"), ("perrin", "in-7-days"), ("perrin", "late")]
    message = message_to(cast.performance.email)
    assert (
        "Half year: “Figures in” (Services) is to be done by 15 September 2025 (1 day late)" in message.body
    )
    first.done_on = date(2025, 9, 16)
    run(date(2025, 9, 29))
    assert len(names("cycle-stage")) == 3


class TestProgressReports:
    """Papers of 19 November 2026 go out on the 11th: opened 16 September, parts due 14 October."""

    @pytest.fixture
    def promised(self, cast: Cast) -> str:
        [first, _second] = reported_on(cast, Answer.AGREED, Answer.NOT_AGREED)
        make.meeting(cast.scruco, MEETING)
        return first.reference

    def test_officers_are_asked_for_their_parts_and_chased(self, cast: Cast, promised: str) -> None:
        for day in (date(2026, 9, 16), date(2026, 9, 17), date(2026, 10, 7), date(2026, 10, 14)):
            run(day)
        assert names("contribution") == [("oren", "asked"), ("oren", "due"), ("oren", "in-7-days")]
        body = message_to(cast.officer.email).body
        assert (
            "Your part of “Progress report: Deep dive 2025”, by 14 October 2026: say what has been done on"
            in body
        )
        assert body.count("/update/") == 1
        one = get_recommendation(promised)
        send(one, one.actions[0], on_track(), on_day(date(2026, 10, 14), by(cast.officer)))
        run(date(2026, 10, 15))
        assert ("oren", "late") not in names("contribution")

    def test_an_organisation_without_an_account_is_asked_at_its_address(
        self, cast: Cast, promised: str
    ) -> None:
        one = get_recommendation(promised)
        one.actions[0].owner_id, one.actions[0].body_id = None, cast.trust.id
        db.session.flush()
        db.session.expire_all()
        settle(get_recommendation(promised))
        run(date(2026, 9, 16))
        assert names("contribution") == [("trust", "asked")]
        assert "/update/" in message_to("board@trust.example").body

    def test_the_draft_is_due_with_the_agenda(self, cast: Cast, promised: str) -> None:
        for day in (date(2026, 10, 28), date(2026, 11, 9), date(2026, 11, 11), date(2026, 11, 12)):
            run(day)
        stages = ("due", "in-14-days", "in-2-days", "late")
        assert names("report-draft") == [("cora", stage) for stage in stages]
        words = "“Deep dive 2025” goes out with the papers of 19 November 2026, by 11 November 2026"
        assert words in message_to(cast.coordinator.email).body

    def test_its_author_is_told_too_and_nobody_once_it_is_out(self, cast: Cast, promised: str) -> None:
        run(date(2026, 9, 16))
        commitment = commitment_of(get_recommendation(promised))
        document = find_about(DocumentKind.PROGRESS, NOUN, commitment.reference)
        assert document is not None
        document.author_id = cast.director.id
        run(date(2026, 10, 28))
        assert names("report-draft") == [("cora", "in-14-days"), ("dilys", "in-14-days")]
        document.frozen_on, document.sha256 = date(2026, 11, 9), "0" * 64
        run(date(2026, 11, 9))
        assert len(names("report-draft")) == 2

    def test_one_that_was_missed_and_one_without_a_meeting(self, cast: Cast, promised: str) -> None:
        run(date(2026, 11, 4))
        assert ("cora", "due") in names("progress-report")
        held = db.session.query(Meeting).filter(Meeting.on == MEETING).one()
        held.agenda_state, held.agenda_published_on = AgendaState.PUBLISHED, date(2026, 11, 11)
        run(date(2026, 11, 20))
        assert names("report-missed") == [("cora", "late")]
        assert "was to be taken on 19 November 2026: record what the committee did" in (
            message_to(cast.coordinator.email).body
        )

    def test_one_without_a_meeting_says_so(self, cast: Cast) -> None:
        reported_on(cast, Answer.AGREED)
        run(date(2026, 11, 4))
        assert "No meeting in the calendar after 4 November 2026 yet." in (
            message_to(cast.coordinator.email).body
        )
        run(date(2026, 11, 18))
        assert ("cora", "late-14") in names("progress-report")
