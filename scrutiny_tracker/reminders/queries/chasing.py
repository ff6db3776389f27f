"""What has been chased on one recommendation: how late it is, which rungs were reached, who was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from ...core.extensions import db
from ...council.models import Body
from ...history.models import JournalEntry
from ...history.tags import Tag
from ...outbox.models import Message
from ...people.models import Person
from ...recommendations.models import Recommendation
from ...rules.clocks import NO_DATE
from ...rules.reminders import Rung, escalation_ladder
from ..models import Notice
from .recommended import rung_days


@dataclass(frozen=True)
class RungReached:
    """One rung of the ladder for what is late now: its day, when it was reached (None: not yet) and by whom
    where a person took it up."""

    rung: Rung
    on: date
    reached_on: date | None
    by: str | None
    why: str | None


def late_since(recommendation: Recommendation, today: date) -> date | None:
    """Since when an answer, an action or an update has been due, where one is late; None where none is."""
    due = min(recommendation.answer_due_on, recommendation.action_due_on, recommendation.update_due_on)
    return due if due < today and due != NO_DATE else None


def list_rungs(recommendation: Recommendation, since: date) -> list[RungReached]:
    """The council's ladder for what has been late since a day, with what history says of each rung."""
    rows = db.session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.noun == "recommendation",
            JournalEntry.reference == recommendation.reference,
            JournalEntry.tag == Tag.CHASE_ESCALATED.value,
        )
        .order_by(JournalEntry.id)
    )
    reached = {
        row.after["rung"]: row
        for row in rows
        if row.after and row.after.get("late_since") == since.isoformat()
    }
    return [
        RungReached(
            Rung(stage.name),
            since + timedelta(days=stage.days),
            row.at.date() if (row := reached.get(stage.name)) else None,
            row.actor_name if row is not None and row.actor_id else None,
            row.why if row is not None else None,
        )
        for stage in escalation_ladder(rung_days())
    ]


@dataclass(frozen=True)
class Told:
    """One line of who was told what, and when: on the day of its message, or not yet."""

    name: str
    kind: str
    stage: str
    due_on: date
    told_on: date | None
    message_status: str | None


def list_told(recommendation: Recommendation) -> Sequence[Told]:
    """Who was told what about a recommendation, the newest first, a hundred at most."""
    rows = db.session.execute(
        select(
            Person.name,
            Body.name,
            Notice.kind,
            Notice.stage,
            Notice.due_on,
            Message.created_at,
            Message.status,
        )
        .outerjoin(Person, Person.id == Notice.person_id)
        .outerjoin(Body, Body.id == Notice.body_id)
        .outerjoin(Message, Message.id == Notice.message_id)
        .where(Notice.noun == "recommendation", Notice.reference == recommendation.reference)
        .order_by(Notice.id.desc())
        .limit(100)
    )
    return [
        Told(
            name or body or "",
            kind,
            stage,
            due_on,
            at.date() if at else None,
            status.value if status else None,
        )
        for name, body, kind, stage, due_on, at, status in rows
    ]
