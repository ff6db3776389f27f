"""The demonstration council: loaded once for all tests that only read it."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum

import pytest
from flask import Flask
from sqlalchemy import func, select

from scrutiny_tracker.core.content import Paragraph, hash_of, plain_texts
from scrutiny_tracker.core.extensions import Base, db
from scrutiny_tracker.council.models import Body, CouncilSetting, MunicipalYear, Office, SensitivePeriod
from scrutiny_tracker.deep_dives.models import DeepDive, DeepDiveSession, ScopedMeasure
from scrutiny_tracker.history.models import JournalEntry
from scrutiny_tracker.kpis.models import Kpi, KpiReading
from scrutiny_tracker.kpis.queries import figures_now
from scrutiny_tracker.meetings.clause_models import (
    Becomes,
    Clause,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Outcome,
    Referral,
    ReferralState,
    WorkProgrammeRow,
)
from scrutiny_tracker.meetings.models import AgendaItem, Meeting, MeetingState, MinutesState
from scrutiny_tracker.papers.actions.progress import draft_of
from scrutiny_tracker.papers.models import Document, DocumentKind
from scrutiny_tracker.papers.progress_content import progress_content
from scrutiny_tracker.papers.queries.documents import find_published
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.recommendations.models import (
    Addressee,
    Commitment,
    DelegatedDecision,
    Entry,
    MeasureLink,
    Recommendation,
    SavedView,
    Sending,
    Update,
)
from scrutiny_tracker.recommendations.queries.commitments import get_commitment, placing_of
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Progress, StopReason, Thread, UpdateState
from scrutiny_tracker.rules.performance import TargetStatus
from scrutiny_tracker.rules.performance.target_status import NO_DATA
from scrutiny_tracker.rules.placing import Place
from scrutiny_tracker.rules.publicity import Publicity
from tests.cli.conftest import Demonstration
from tests.conftest import TODAY, Program
from tests.rules.test_performance_scorecard import RECORD

SIGN_INS = (
    "coordinator",
    "member",
    "chair",
    "officer",
    "governance",
    "cabinet.member",
    "performance",
    "admin",
)
DOORS = ("/", "/outstanding", "/recommendations", "/meetings", "/deep-dives", "/kpis", "/work-programme")


def counted(what: type[Base], *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(what).where(*where)) or 0  # type: ignore[arg-type]


def values(column: object) -> set[object]:
    return set(db.session.scalars(select(column).distinct()))  # type: ignore[call-overload]


def rows_of_every_table(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
        }


def test_the_sign_ins_are_printed_and_the_password_alone_on_its_line(demonstration: Demonstration) -> None:
    lines = demonstration.printed.splitlines()
    assert [line.split("@demo.example")[0] for line in lines[:-1]] == list(SIGN_INS)
    assert lines[-1] == "password: open-door"


def test_a_second_run_adds_nothing_and_prints_the_same(demonstration: Demonstration) -> None:
    before = rows_of_every_table(demonstration.app)
    again = demonstration.run("demo")
    assert (again.exit_code, again.output) == (0, demonstration.printed)
    assert rows_of_every_table(demonstration.app) == before


@pytest.mark.parametrize("who", SIGN_INS)
def test_every_sign_in_works_and_opens_every_door(demonstration: Demonstration, who: str) -> None:
    client = demonstration.app.test_client()
    form = {"email": f"{who}@demo.example", "password": "open-door"}
    assert client.post("/sign-in", data=form).status_code == 302
    for door in DOORS:
        assert client.get(door).status_code == 200, door


def test_another_password_in_the_settings_takes_the_place_of_the_old(
    demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {"email": "officer@demo.example", "password": "another-door"}
    with demonstration.app.app_context():
        kept = db.session.execute(select(Person.id, Person.password_hash)).all()
    monkeypatch.setitem(demonstration.app.config, "SCRUTINY_DEMO_PASSWORD", "another-door")
    assert "password: another-door" in demonstration.run("demo").output
    assert demonstration.app.test_client().post("/sign-in", data=form).status_code == 302
    with demonstration.app.app_context():
        for person_id, hashed in kept:
            db.session.get_one(Person, person_id).password_hash = hashed
        db.session.commit()


def test_what_is_kept_is_what_the_entries_say(demonstration: Demonstration) -> None:
    verified = demonstration.run("verify-history")
    assert verified.exit_code == 0, verified.output
    assert "0 differ" in verified.output


@pytest.mark.usefixtures("cast")
def test_a_database_with_another_council_is_left_alone(runner: Program) -> None:
    refused = runner.invoke(args=["demo"])
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1
    assert "holds a council already" in refused.stderr


def test_production_is_refused_in_one_line(
    app: Flask, runner: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SCRUTINY_ENV", "production")
    refused = runner.invoke(args=["demo"])
    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1
    assert "production" in refused.stderr
    with app.app_context():
        assert counted(Person) == 0


def test_a_password_with_a_space_is_refused(
    app: Flask, runner: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SCRUTINY_DEMO_PASSWORD", "open door")
    refused = runner.invoke(args=["demo"])
    assert refused.exit_code == 2
    assert "SCRUTINY_DEMO_PASSWORD" in refused.stderr


@pytest.mark.usefixtures("loaded")
def test_the_council_says_that_it_is_fictional_and_names_nobody_elsewhere() -> None:
    said = select(CouncilSetting.value).where(CouncilSetting.name == "is_demonstration")
    assert db.session.scalars(said).all() == [True]
    assert all(str(email).endswith("@demo.example") for email in values(Person.email))
    assert values(MunicipalYear.name) == {"2024-25", "2025-26"}
    assert counted(SensitivePeriod) == 1


def deep_dive_sending() -> Sending:
    return db.session.scalars(select(Sending).where(Sending.subject_to_id.is_not(None))).one()


@pytest.mark.usefixtures("loaded")
def test_the_deep_dive_runs_on_its_real_dates() -> None:
    sending = deep_dive_sending()
    assert (sending.sent_on, sending.confirmed_on) == (date(2025, 10, 27), date(2025, 10, 30))
    assert sending.notice_given_on == sending.received_on == date(2025, 10, 31)
    assert (sending.answer_due_on, sending.answer_due_is_legal) == (date(2025, 12, 30), True)
    assert counted(DeepDive) == 1
    assert counted(DeepDiveSession) == 5
    assert counted(ScopedMeasure) == 16
    minutes = {"15/25": date(2025, 8, 21), "27/25": date(2025, 10, 30)}
    for number, on in minutes.items():
        found = select(Meeting.on).join(Meeting.items).join(Meeting.body)
        found = found.where(AgendaItem.minute_number == number, Body.code == "SCRUCO")
        assert db.session.scalars(found).all() == [on]


@pytest.mark.usefixtures("loaded")
def test_nine_recommendations_to_cabinet_the_ninth_with_sixteen_parts_and_three_to_scrutiny() -> None:
    paper_id = deep_dive_sending().paper_id
    of_the_report = (Recommendation.paper_id == paper_id, Recommendation.parent_id.is_(None))
    assert counted(Recommendation, *of_the_report) == 12
    to_cabinet = (
        select(Recommendation)
        .join(Recommendation.addressees)
        .join(Addressee.body)
        .where(*of_the_report, Body.code == "CABINET")
        .order_by(Recommendation.printed_position)
    )
    nine = db.session.scalars(to_cabinet).all()
    assert [one.printed_number for one in nine] == [str(number) for number in range(1, 10)]
    assert {one.answer for one in nine} == {Answer.AGREED}
    parts = db.session.scalars(
        select(Recommendation)
        .where(Recommendation.parent_id == nine[-1].id)
        .order_by(Recommendation.printed_position)
    ).all()
    assert [part.printed_number for part in parts] == [str(number) for number in range(1, 17)]
    assert counted(MeasureLink, MeasureLink.recommendation_id.in_([part.id for part in parts])) == 16
    said = db.session.scalars(select(Entry).where(Entry.recommendation_id == nine[0].id)).all()
    assert any(entry.source and "20 November 2025" in entry.source for entry in said)


@pytest.mark.usefixtures("loaded")
def test_the_deep_dives_progress_report_waits_for_a_calendar() -> None:
    reference = db.session.scalar(
        select(Commitment.reference)
        .join(Commitment.recommendations)
        .where(Recommendation.paper_id == deep_dive_sending().paper_id)
    )
    commitment = get_commitment(str(reference))
    assert commitment.not_before_on == date(2026, 11, 4)
    assert placing_of(commitment, TODAY).place is Place.NOT_IN_CALENDAR


@pytest.mark.usefixtures("loaded")
def test_the_deep_dives_progress_report_is_a_complete_draft_with_no_typing() -> None:
    """Every figure in it leads to its record, and nothing waits to be filled in."""
    title = "Deep dive 2025: measures that missed target"
    reference = db.session.scalar(select(Commitment.reference).where(Commitment.title == title))
    content = progress_content(draft_of(get_commitment(str(reference)), TODAY), TODAY)
    text = "\n".join(plain_texts(content))
    for words in (f"11 recommendations in {title}", "Recommendation 9: its 16 parts", "no later figure"):
        assert words in text
    assert "[[" not in text
    said = [run for block in content.blocks if isinstance(block, Paragraph) for run in block.words]
    figures = [run for run in said if run.is_fact and any(letter.isdigit() for letter in run.text)]
    assert len(figures) > 5
    assert all(run.href for run in figures)


@pytest.mark.usefixtures("loaded")
def test_one_progress_report_is_in_the_making_and_one_is_published() -> None:
    of_progress = select(Document).where(Document.kind == DocumentKind.PROGRESS)
    documents = db.session.scalars(of_progress.order_by(Document.id)).all()
    assert [one.frozen_on for one in documents] == [date(2025, 9, 23), None]
    published = find_published(documents[0].id)
    assert published is not None
    assert published.sha256 == documents[0].sha256 == hash_of(published.content)


@pytest.mark.usefixtures("loaded")
def test_there_is_enough_of_everything() -> None:
    whole = Recommendation.parent_id.is_(None)
    assert counted(Recommendation, whole) > 45
    assert len(values(Recommendation.paper_id) - {None}) > 8
    assert counted(Body) >= 9
    assert counted(WorkProgrammeRow, WorkProgrammeRow.not_taken_up_on.is_not(None)) >= 2
    assert counted(SavedView) >= 3
    assert counted(DelegatedDecision, DelegatedDecision.reported_on.is_(None)) >= 1
    assert counted(Recommendation, Recommendation.needs_details.is_(True)) >= 1
    assert counted(AgendaItem, AgendaItem.is_urgent.is_(True)) == 1
    assert counted(AgendaItem, AgendaItem.arises_from_id.is_not(None)) >= 3
    assert counted(Office, Office.to_on.is_not(None)) >= 3


def every(kind: type[StrEnum], *but: StrEnum) -> set[object]:
    return {value for value in kind if value not in but}


@pytest.mark.usefixtures("loaded")
def test_every_state_can_be_seen() -> None:
    said = set(db.session.execute(select(Entry.thread, Entry.value).distinct()).all())
    answers = {value for thread, value in said if thread is Thread.ANSWER}
    assert answers == {str(value) for value in every(Answer, Answer.WAITING)}
    progress = {value for thread, value in said if thread is Thread.PROGRESS}
    assert progress == {str(value) for value in every(Progress, Progress.NOT_STARTED)}
    decisions = {value for thread, value in said if thread is Thread.DECISION}
    assert decisions == {str(value) for value in every(Decision, Decision.NONE)}
    assert values(Update.state) == every(UpdateState)
    assert values(Meeting.state) >= every(MeetingState, MeetingState.ADJOURNED)
    assert values(Meeting.minutes_state) == every(MinutesState)
    assert values(Referral.state) == every(ReferralState)
    assert values(FollowUp.state) == every(FollowUpState)
    assert values(FollowUp.kind) == every(FollowUpKind)
    assert values(Clause.becomes) == every(Becomes)
    assert values(Clause.outcome) >= every(Outcome, Outcome.PUT_OFF)
    stops = {entry.detail.get("stop_reason") for entry in db.session.scalars(select(Entry))}
    assert stops >= {StopReason.NOT_AGREED.value, StopReason.OVERTAKEN.value}


@pytest.mark.usefixtures("loaded")
def test_something_is_late_in_each_way() -> None:
    for column in ("notice_due_on", "answer_due_on", "action_due_on", "update_due_on", "review_on"):
        assert counted(Recommendation, getattr(Recommendation, column) < TODAY) >= 1, column
    unanswered = (FollowUp.is_open.is_(True), FollowUp.next_due_on < TODAY)
    assert counted(FollowUp, *unanswered) >= 3


@pytest.mark.usefixtures("loaded")
def test_one_private_recommendation_has_a_public_wording_and_one_has_none() -> None:
    closed = db.session.execute(
        select(Recommendation.public_text).where(Recommendation.publicity == Publicity.EXEMPT)
    )
    wordings = [row.public_text for row in closed]
    assert len([words for words in wordings if words]) == 1
    assert len([words for words in wordings if not words]) == 1


@pytest.mark.usefixtures("loaded")
def test_measures_are_illustrative_and_can_be_judged() -> None:
    kpis = db.session.scalars(select(Kpi)).all()
    assert len(kpis) == 75
    assert all(kpi.is_illustrative for kpi in kpis)
    assert any(kpi.name == "Biodiversity net gain" for kpi in kpis)
    assert counted(KpiReading, KpiReading.starts_on >= date(2020, 4, 1)) >= 5 * 75
    found = [figure.status for figure in figures_now([kpi.id for kpi in kpis]).values()]
    assert found.count(TargetStatus.MISSED) >= 15
    assert found.count(TargetStatus.MET) >= 15
    assert set(found) & NO_DATA


def test_every_published_year_prints_its_figures(demonstration: Demonstration) -> None:
    for year, record in RECORD.items():
        printed = json.loads(demonstration.run("scorecard", year, "--json").stdout)
        tally = record[0]
        assert {name: printed[name] for name in tally.as_dict()} == tally.as_dict(), year


@pytest.mark.usefixtures("loaded")
def test_histories_read_in_the_order_in_which_things_happened() -> None:
    lines = db.session.execute(
        select(JournalEntry.noun, JournalEntry.reference, JournalEntry.at).order_by(JournalEntry.id)
    ).all()
    last: dict[tuple[str, str], datetime] = {}
    for noun, reference, at in lines:
        assert at.date() <= TODAY
        assert last.get((noun, reference), at) <= at, (noun, reference)
        last[noun, reference] = at
