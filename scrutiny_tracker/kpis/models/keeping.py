"""How the set of measures is looked after: yearly reviews, targets that clash, the performance cycle."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body
from .indicators import Kpi
from .plans import Plan


class ReviewOutcome(StrEnum):
    """What a yearly review of a measure decides."""

    KEEP = "keep"
    CHANGE = "change"
    RETIRE = "retire"


class KpiReview(Base):
    """A measure was looked at for relevance in a year (such as 2025-26), by a body or by officers (none)."""

    __tablename__ = "kpi_review"
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi")
    year: Mapped[str] = short(20)
    body_id: Mapped[int | None] = to("body", null=True)
    outcome: Mapped[ReviewOutcome] = word(ReviewOutcome, "outcome")
    is_measurable: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = long_text()
    reviewed_on: Mapped[date] = civil_date(null=False)
    recorded_at: Mapped[datetime] = instant()
    recorded_by_id: Mapped[int | None] = to("person", null=True)
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")


class TargetClash(Versioned, Base):
    """Two measures whose targets may pull against each other: who raised it, why, what was decided."""

    __tablename__ = "target_clash"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of("pair", "first_id <> second_id"),
        one_of("decided", "(decided_on IS NULL) = (decision IS NULL)"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    first_id: Mapped[int] = to("kpi")
    second_id: Mapped[int] = to("kpi")
    raised_by: Mapped[str] = short()
    raised_on: Mapped[date] = civil_date(null=False)
    why: Mapped[str] = long_text()
    decision: Mapped[str | None] = long_text(null=True)
    decided_by: Mapped[str | None] = short(null=True)
    decided_on: Mapped[date | None] = civil_date()
    first: Mapped[Kpi] = relationship(foreign_keys=[first_id], lazy="raise_on_sql")
    second: Mapped[Kpi] = relationship(foreign_keys=[second_id], lazy="raise_on_sql")


class Cycle(Versioned, Base):
    """One round of reporting: the figures of a period from the request to services up to scrutiny."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("reference"),)
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    name: Mapped[str] = short()
    plan_id: Mapped[int] = to("plan")
    period: Mapped[str] = short(40)
    plan: Mapped[Plan] = relationship(lazy="raise_on_sql")
    stages: Mapped[list[CycleStage]] = relationship(order_by="CycleStage.position", lazy="raise_on_sql")


class CycleStage(Versioned, Base):
    """A step of a cycle: what, who does it, by when, and when it was done."""

    __tablename__ = "cycle_stage"
    __table_args__ = (UniqueConstraint("cycle_id", "position"),)
    id: Mapped[int] = key()
    cycle_id: Mapped[int] = to("cycle", index=False)
    position: Mapped[int] = mapped_column()
    name: Mapped[str] = short()
    who: Mapped[str] = short()
    due_on: Mapped[date] = civil_date(null=False)
    done_on: Mapped[date | None] = civil_date()
    note: Mapped[str | None] = long_text(null=True)
