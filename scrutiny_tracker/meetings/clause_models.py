"""What a meeting resolved, clause by clause, and what hangs from it that is not a recommendation."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Closable, Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..council.models import Body, Directorate
from ..people.models import Person
from ..rules.minutes.clauses import ClauseKind
from .models import AgendaItem, Meeting, PrintedRecommendation


class Outcome(StrEnum):
    """What the meeting did with a printed recommendation; a clause of its own is simply agreed."""

    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed-with-changes"
    NOT_AGREED = "not-agreed"
    PUT_OFF = "put-off"


class Becomes(StrEnum):
    """What a clause is for: what is made from it."""

    RECOMMENDATION = "recommendation"
    INFORMATION_REQUEST = "information-request"
    ACTION = "action"
    REFERRAL = "referral"
    WORK_PROGRAMME = "work-programme"
    NOTE = "note"


class Clause(Closable, Versioned, Base):
    """One clause of a resolution."""

    __tablename__ = "clause"
    __table_args__ = (
        UniqueConstraint("reference"),
        UniqueConstraint("item_id", "position"),
        one_of("put_off", "outcome NOT IN ('not-agreed', 'put-off') OR printed_id IS NOT NULL"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    item_id: Mapped[int] = to("agenda_item", index=False)
    position: Mapped[int] = mapped_column()
    number: Mapped[str | None] = short(20, null=True)
    parent_id: Mapped[int | None] = to("clause", null=True)
    text: Mapped[str] = long_text()
    lead_in: Mapped[str | None] = short(400, null=True)
    kind: Mapped[ClauseKind] = word(ClauseKind, "kind")
    outcome: Mapped[Outcome] = word(Outcome, "outcome", default=Outcome.AGREED)
    becomes: Mapped[Becomes] = word(Becomes, "becomes")
    addressee_id: Mapped[int | None] = to("body", null=True)
    addressee_text: Mapped[str | None] = short(null=True)
    printed_id: Mapped[int | None] = to("printed_recommendation", null=True)
    wording_settled_by: Mapped[str | None] = short(null=True)
    wording_settled_until: Mapped[date | None] = civil_date()
    source: Mapped[str | None] = short(400, null=True)
    logged_at: Mapped[datetime] = instant()
    item: Mapped[AgendaItem] = relationship(back_populates="clauses", lazy="raise_on_sql")
    addressee: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    printed: Mapped[PrintedRecommendation | None] = relationship(lazy="raise_on_sql")


class ClauseDraft(Base):
    """What somebody has typed while logging an item's resolutions, kept until it is saved."""

    __tablename__ = "clause_draft"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)
    id: Mapped[int] = key()
    item_id: Mapped[int] = to("agenda_item", index=False)
    person_id: Mapped[int] = to("person")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = instant()


class FollowUpKind(StrEnum):
    INFORMATION_REQUEST = "information-request"
    ACTION = "action"
    QUESTION = "question"


class FollowUpState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class DatePrecision(StrEnum):
    DAY = "day"
    MONTH = "month"
    VAGUE = "vague"


class FollowUp(Closable, Versioned, Base):
    """An information request, an action or a member's question: What, Whom, When and what came of it."""

    __tablename__ = "follow_up"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of("open", "is_open = (state = 'open')"),
        one_of("answer", "state <> 'answered' OR (answer IS NOT NULL AND answered_on IS NOT NULL)"),
        one_of("vague", "(due_precision = 'vague') = (due_on IS NULL)"),
        Index("ix_follow_up_open_due", "is_open", "next_due_on", "id"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    kind: Mapped[FollowUpKind] = word(FollowUpKind, "kind")
    body_id: Mapped[int] = to("body")
    item_id: Mapped[int | None] = to("agenda_item", null=True)
    clause_id: Mapped[int | None] = to("clause", null=True)
    about_noun: Mapped[str | None] = short(40, null=True)
    about_reference: Mapped[str | None] = short(40, null=True)
    what: Mapped[str] = long_text()
    whom: Mapped[str | None] = short(null=True)
    owner_id: Mapped[int | None] = to("person", null=True)
    directorate_id: Mapped[int | None] = to("directorate", null=True)
    due_text: Mapped[str | None] = short(null=True)
    due_on: Mapped[date | None] = civil_date()
    due_precision: Mapped[DatePrecision] = word(DatePrecision, "precision", default=DatePrecision.VAGUE)
    asked_on: Mapped[date] = civil_date(null=False)
    asked_by_id: Mapped[int | None] = to("person", null=True)
    state: Mapped[FollowUpState] = word(FollowUpState, "state", default=FollowUpState.OPEN)
    answer: Mapped[str | None] = long_text(null=True)
    answered_on: Mapped[date | None] = civil_date()
    is_open: Mapped[bool] = mapped_column(default=True)
    next_due_on: Mapped[date] = civil_date(null=False)
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    asked_by: Mapped[Person | None] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")
    directorate: Mapped[Directorate | None] = relationship(lazy="raise_on_sql")


class ReferralState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SCHEDULED = "scheduled"


class Referral(Closable, Versioned, Base):
    """A matter passed from one body to another, with the receipt that the sender sees."""

    __tablename__ = "referral"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of("open", "is_open = (state = 'sent')"),
        one_of("reply", "state = 'sent' OR replied_on IS NOT NULL"),
        one_of("declined", "state <> 'declined' OR reply IS NOT NULL"),
        one_of("scheduled", "state <> 'scheduled' OR meeting_id IS NOT NULL"),
        Index("ix_referral_open_due", "is_open", "next_due_on", "id"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    from_body_id: Mapped[int] = to("body")
    to_body_id: Mapped[int] = to("body")
    item_id: Mapped[int | None] = to("agenda_item", null=True)
    clause_id: Mapped[int | None] = to("clause", null=True)
    what: Mapped[str] = long_text()
    why: Mapped[str | None] = long_text(null=True)
    sent_on: Mapped[date] = civil_date(null=False)
    state: Mapped[ReferralState] = word(ReferralState, "state", default=ReferralState.SENT)
    reply: Mapped[str | None] = long_text(null=True)
    replied_on: Mapped[date | None] = civil_date()
    meeting_id: Mapped[int | None] = to("meeting", null=True)
    is_open: Mapped[bool] = mapped_column(default=True)
    next_due_on: Mapped[date] = civil_date(null=False)
    from_body: Mapped[Body] = relationship(foreign_keys=[from_body_id], lazy="raise_on_sql")
    to_body: Mapped[Body] = relationship(foreign_keys=[to_body_id], lazy="raise_on_sql")
    item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")


class WorkProgrammeRow(Versioned, Base):
    """Something that a body means to look at: what, why, not before when, and the meeting once settled."""

    __tablename__ = "work_programme_row"
    __table_args__ = (
        UniqueConstraint("reference"),
        UniqueConstraint("record_noun", "record_reference"),
        one_of("not_taken", "not_taken_up_on IS NULL OR not_taken_up_reason IS NOT NULL"),
        Index("ix_work_programme_row_body", "body_id", "not_before_on", "id"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    body_id: Mapped[int] = to("body", index=False)
    title: Mapped[str] = short(400)
    why: Mapped[str | None] = long_text(null=True)
    record_noun: Mapped[str | None] = short(40, null=True)
    record_reference: Mapped[str | None] = short(40, null=True)
    not_before_on: Mapped[date | None] = civil_date()
    base_event: Mapped[str | None] = short(400, null=True)
    meeting_id: Mapped[int | None] = to("meeting", null=True)
    settled_why: Mapped[str | None] = short(400, null=True)
    done_on: Mapped[date | None] = civil_date()
    not_taken_up_on: Mapped[date | None] = civil_date()
    not_taken_up_reason: Mapped[str | None] = long_text(null=True)
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
