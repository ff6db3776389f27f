"""What a meeting is to decide on, and decisions under a delegation until the committee has been told."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from ...core.columns import civil_date, key, one_of, short, to
from ...core.extensions import Base
from ...meetings.models import AgendaItem, Meeting
from .entries import Entry


class ForDecision(Base):
    """A recommendation that an agenda item puts before the committee again."""

    __tablename__ = "for_decision"
    __table_args__ = (UniqueConstraint("item_id", "recommendation_id"),)
    id: Mapped[int] = key()
    item_id: Mapped[int] = to("agenda_item", index=False)
    recommendation_id: Mapped[int] = to("recommendation")
    item: Mapped[AgendaItem] = relationship(lazy="raise_on_sql")


class DelegatedDecision(Base):
    """One delegated decision: to which meeting it is to be reported, and at which it was."""

    __tablename__ = "delegated_decision"
    __table_args__ = (
        UniqueConstraint("entry_id"),
        one_of("reported", "(reported_on IS NULL) = (reported_at_id IS NULL)"),
        Index("ix_delegated_decision_reported_on", "reported_on", "id"),
    )
    id: Mapped[int] = key()
    entry_id: Mapped[int] = to("entry", index=False)
    report_to_id: Mapped[int | None] = to("meeting", null=True)
    reported_at_id: Mapped[int | None] = to("meeting", null=True)
    reported_on: Mapped[date | None] = civil_date()
    reported_minute: Mapped[str | None] = short(400, null=True)
    entry: Mapped[Entry] = relationship(lazy="raise_on_sql")
    report_to: Mapped[Meeting | None] = relationship(foreign_keys=[report_to_id], lazy="raise_on_sql")
    reported_at: Mapped[Meeting | None] = relationship(foreign_keys=[reported_at_id], lazy="raise_on_sql")
