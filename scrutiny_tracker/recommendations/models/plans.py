"""What officers do about a recommendation, the measures it is about, the progress report it is promised."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body, Directorate
from ...kpis.models import Kpi
from ...meetings.clause_models import DatePrecision
from ...meetings.models import Meeting
from ...people.models import Person
from ...rules.lifecycle import Progress
from .sendings import BaseEvent

if TYPE_CHECKING:
    from .entries import Update
    from .recommendation import Recommendation


class Action(Versioned, Base):
    """Something that somebody does about a recommendation: who, by when, and the first date it had."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "position"),
        one_of("vague", "(due_precision = 'vague') = (due_on IS NULL)"),
        one_of("open", "is_open = (progress NOT IN ('reported-complete', 'will-not-be-done'))"),
        Index("ix_action_owner", "owner_id", "is_open"),
    )
    id: Mapped[int] = key()
    recommendation_id: Mapped[int] = to("recommendation", index=False)
    position: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = long_text()
    owner_id: Mapped[int | None] = to("person", null=True, index=False)
    directorate_id: Mapped[int | None] = to("directorate", null=True)
    body_id: Mapped[int | None] = to("body", null=True)
    due_on: Mapped[date | None] = civil_date()
    due_precision: Mapped[DatePrecision] = word(DatePrecision, "precision", default=DatePrecision.VAGUE)
    due_text: Mapped[str | None] = short(null=True)
    first_due_on: Mapped[date | None] = civil_date()
    # Kept, written by `settle` alone:
    progress: Mapped[Progress] = word(Progress, "progress", default=Progress.NOT_STARTED)
    is_open: Mapped[bool] = mapped_column(default=True)
    updated_on: Mapped[date | None] = civil_date()
    recommendation: Mapped[Recommendation] = relationship(back_populates="actions", lazy="raise_on_sql")
    owner: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    directorate: Mapped[Directorate | None] = relationship(lazy="raise_on_sql")
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    updates: Mapped[list[Update]] = relationship(
        back_populates="action", order_by="Update.id", lazy="raise_on_sql"
    )


class LinkReason(StrEnum):
    MISSED_TARGET = "missed-target"
    MISSED_AGAIN = "missed-again"
    WORSENING = "worsening"
    NO_DATA = "no-data"
    MEMBER_INTEREST = "member-interest"
    OTHER = "other"


class MeasureLink(Base):
    """A measure that a recommendation is about, with the figure, target and status as they stood then."""

    __tablename__ = "measure_link"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "kpi_id"),
        Index("ix_measure_link_kpi", "kpi_id", "recommendation_id"),
    )
    id: Mapped[int] = key()
    recommendation_id: Mapped[int] = to("recommendation", index=False)
    kpi_id: Mapped[int] = to("kpi", index=False)
    why: Mapped[LinkReason] = word(LinkReason, "why")
    period: Mapped[str | None] = short(40, null=True)
    value_then: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    target_then: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    status_then: Mapped[str | None] = short(40, null=True)
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    kpi: Mapped[Kpi] = relationship(lazy="raise_on_sql")


class Commitment(Versioned, Base):
    """A progress report that is promised on what was recommended together, N months after an event.

    A next look `follows` an earlier report (by reference): it is counted from that report's meeting, or is
    due on the day that the committee chose.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of("months", "months > 0"),
        one_of("reported", "reported_on IS NULL OR meeting_id IS NOT NULL"),
        one_of("pinned", "meeting_id IS NULL OR settled_why IS NOT NULL"),
        Index(
            "ix_commitment_to_come",
            "not_before_on",
            "id",
            sqlite_where=text("reported_on IS NULL"),
            postgresql_where=text("reported_on IS NULL"),
        ),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    title: Mapped[str] = short(400)
    body_id: Mapped[int] = to("body")
    report_of: Mapped[str | None] = short(null=True)
    asked_for_at: Mapped[str | None] = short(400, null=True)
    base_event: Mapped[BaseEvent] = word(BaseEvent, "base_event")
    base_on: Mapped[date | None] = civil_date()
    months: Mapped[int] = mapped_column(default=12)
    not_before_on: Mapped[date | None] = civil_date()
    meeting_id: Mapped[int | None] = to("meeting", null=True)
    settled_why: Mapped[str | None] = short(400, null=True)
    reported_on: Mapped[date | None] = civil_date()
    follows: Mapped[str | None] = short(40, null=True)
    counted_from_on: Mapped[date | None] = civil_date()
    chosen_on: Mapped[date | None] = civil_date()
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    recommendations: Mapped[list[Recommendation]] = relationship(
        back_populates="commitment", order_by="Recommendation.printed_position", lazy="raise_on_sql"
    )


class SavedView(Base):
    """A filter of the register that somebody keeps under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)
    id: Mapped[int] = key()
    person_id: Mapped[int] = to("person", index=False)
    name: Mapped[str] = short(80)
    query: Mapped[str] = short(2000)
    saved_at: Mapped[datetime] = instant()
