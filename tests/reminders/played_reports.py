"""Seven months of what measures and reports wait for, entered on their days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import update

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.actions.holding import drop
from scrutiny_tracker.council.models import HeldKind, HeldPublication
from scrutiny_tracker.council.queries.held import list_held
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.kpis.models import Cycle, CycleStage, KpiReading, Plan
from scrutiny_tracker.meetings import queries as meetings
from scrutiny_tracker.meetings.actions import agenda, follow_ups
from scrutiny_tracker.meetings.clause_models import FollowUpKind, Referral, ReferralState
from scrutiny_tracker.papers.models import Document
from scrutiny_tracker.recommendations.actions import commitments
from scrutiny_tracker.recommendations.queries.commitments import get_commitment
from tests import factories as make
from tests.cast import Cast
from tests.factories_home import commitment
from tests.reminders.played import Story

FIRST, LAST = date(2026, 6, 1), date(2026, 12, 31)


class ReportsStory:
    """What people enter on which day."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        keep = {"lag_months": 3, "data_owner_id": cast.officer.id}
        self.bins = make.kpi("BINS", readings={"2024-25": 91}, **keep).id  # type: ignore[arg-type]
        left = {"lag_months": 6, "data_owner_id": cast.nobody.id, "directorate_id": cast.place.id}
        self.roads = make.kpi("ROADS", readings={"2024-25": 70}, **left).id  # type: ignore[arg-type]
        self._cycle()
        self.question = self._owed(FollowUpKind.QUESTION, cast.officer.id, date(2026, 6, 15))
        self.action = self._owed(FollowUpKind.ACTION, cast.link_officer.id, date(2026, 6, 24))
        self.referral = make.referral(cast.sb1, cast.sb2, next_due_on=date(2026, 7, 3)).id
        self.report = commitment(cast, not_before_on=date(2026, 11, 4), base_on=date(2025, 11, 4)).reference
        self.meeting = make.meeting(cast.scruco, date(2026, 11, 19)).reference
        db.session.add(
            HeldPublication(
                kind=HeldKind.MINUTES,
                reference=self.meeting,
                title="Minutes of June",
                address="/meetings",
                body_id=cast.scruco.id,
                details={"state": "draft"},
                reason="By-election in Fenside",
                until_on=date(2026, 10, 8),
                held_on=FIRST,
                held_by="Cora Ordway",
            )
        )
        db.session.commit()

    def _cycle(self) -> None:
        plan = Plan(name="One Plan", starts_on=date(2022, 4, 1), ends_on=date(2030, 3, 31))
        db.session.add(plan)
        db.session.flush()
        cycle = Cycle(reference="CYCLE-1", name="Year end", plan_id=plan.id, period="2025-26")
        db.session.add(cycle)
        db.session.flush()
        for position, (name, due_on) in enumerate(
            (("Figures in", date(2026, 7, 17)), ("To scrutiny", date(2026, 9, 17))), 1
        ):
            stage = {"position": position, "name": name, "who": "Services", "due_on": due_on}
            db.session.add(CycleStage(cycle_id=cycle.id, **stage))

    def _owed(self, kind: FollowUpKind, owner_id: int, due_on: date) -> str:
        when = follow_ups.When.day(due_on)
        typed = follow_ups.TypedFollowUp(kind, "How many bins?", owner_id=owner_id, due=when)
        by = Story.by(self.cast.coordinator, date(2026, 5, 29))
        return follow_ups.add_follow_up(self.cast.scruco, typed, by, asked_on=by.today).reference

    def days(self) -> dict[date, Callable[[date], None]]:
        return {
            date(2026, 6, 15): lambda day: self._reply(self.question, day),
            date(2026, 7, 9): lambda day: self._reply(self.action, day),
            date(2026, 7, 20): self.reply_to_the_referral,
            date(2026, 7, 22): lambda day: self._done(1, day),
            date(2026, 8, 5): lambda day: self._return(self.bins, day),
            date(2026, 9, 14): lambda day: self._done(2, day),
            date(2026, 9, 30): lambda day: self._return(self.roads, day),
            date(2026, 10, 1): self.name_the_author,
            date(2026, 10, 19): lambda day: drop(list_held()[0], self._by(day)),
            date(2026, 11, 11): self.publish,
            date(2026, 12, 8): self.record,
        }

    def _by(self, day: date) -> By:
        return Story.by(self.cast.coordinator, day)

    def _reply(self, reference: str, day: date) -> None:
        follow_ups.answer_follow_up(meetings.get_follow_up(reference), "Eleven.", day, self._by(day))

    def reply_to_the_referral(self, day: date) -> None:
        row = db.session.get_one(Referral, self.referral)
        row.state, row.is_open = ReferralState.ACCEPTED, False
        row.replied_on = day

    def _done(self, position: int, day: date) -> None:
        db.session.execute(update(CycleStage).where(CycleStage.position == position).values(done_on=day))

    def _return(self, kpi_id: int, day: date) -> None:
        kept = {"period": "2025-26", "starts_on": date(2025, 4, 1), "recorded_at": self._by(day).at}
        db.session.add(KpiReading(kpi_id=kpi_id, value=92, **kept))

    def name_the_author(self, _day: date) -> None:
        db.session.query(Document).one().author_id = self.cast.director.id

    def publish(self, day: date) -> None:
        agenda.publish_agenda(meetings.get_meeting(self.meeting), day, None, self._by(day))
        document = db.session.query(Document).one()
        document.frozen_on, document.sha256 = day, "0" * 64

    def record(self, day: date) -> None:
        meeting = meetings.get_meeting(self.meeting)
        commitments.report(get_commitment(self.report), meeting, self._by(day))
