"""The record of a period: published tallies, and the judgement of every measure as it was frozen."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...rules.performance import Direction, Rag, ReadingStatus, Tally, TargetStatus
from .plans import Plan

COUNTS = (
    "improved", "same", "worse", "cannot_say", "not_available", "met", "within_tolerance", "missed",
    "no_target", "no_data", "recorded_improved_or_same", "recorded_directional", "recorded_total",
    "recorded_percent",
)  # fmt: skip


class Scorecard(Versioned, Base):
    """A plan's period. `is_published_tally`: its counts are a published record's, an unknown one empty;
    otherwise they are those of its frozen lines. One without either is counted from the readings."""

    __tablename__ = "scorecard"
    __table_args__ = (
        UniqueConstraint("plan_id", "period"),
        one_of("frozen", "(frozen_at IS NULL) OR (NOT is_published_tally)"),
    )
    id: Mapped[int] = key()
    plan_id: Mapped[int] = to("plan", index=False)
    period: Mapped[str] = short(40)
    starts_on: Mapped[date] = civil_date(null=False)
    published_on: Mapped[date | None] = civil_date()
    source: Mapped[str | None] = short(400, null=True)
    note: Mapped[str | None] = long_text(null=True)
    is_published_tally: Mapped[bool] = mapped_column(default=False)
    frozen_at: Mapped[datetime | None] = instant(null=True)
    frozen_by_id: Mapped[int | None] = to("person", null=True)
    improved: Mapped[int | None] = mapped_column()
    same: Mapped[int | None] = mapped_column()
    worse: Mapped[int | None] = mapped_column()
    cannot_say: Mapped[int | None] = mapped_column()
    not_available: Mapped[int | None] = mapped_column()
    met: Mapped[int | None] = mapped_column()
    within_tolerance: Mapped[int | None] = mapped_column()
    missed: Mapped[int | None] = mapped_column()
    no_target: Mapped[int | None] = mapped_column()
    no_data: Mapped[int | None] = mapped_column()
    recorded_improved_or_same: Mapped[int | None] = mapped_column()
    recorded_directional: Mapped[int | None] = mapped_column()
    recorded_total: Mapped[int | None] = mapped_column()
    recorded_percent: Mapped[int | None] = mapped_column()
    plan: Mapped[Plan] = relationship(lazy="raise_on_sql")

    @property
    def tally(self) -> Tally:
        """Its counts; only where they were published or frozen."""
        return Tally(**{name: getattr(self, name) for name in COUNTS})


class ScorecardLine(Base):
    """One measure as it was judged when its period was frozen; append-only. `colour` is the one that the
    council's rule of then gave it; none on lines of before colours were kept."""

    __tablename__ = "scorecard_line"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "kpi_id"),
        Index("ix_scorecard_line_kpi", "kpi_id", "scorecard_id"),
    )
    id: Mapped[int] = key()
    scorecard_id: Mapped[int] = to("scorecard", index=False)
    kpi_id: Mapped[int] = to("kpi", index=False)
    name: Mapped[str] = short()
    unit: Mapped[str] = short(40)
    decimals: Mapped[int] = mapped_column()
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    target: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    target_upper: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    status: Mapped[TargetStatus] = word(TargetStatus, "status")
    reason: Mapped[str] = long_text()
    direction: Mapped[Direction] = word(Direction, "direction")
    direction_reason: Mapped[str] = long_text()
    change: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    reading_status: Mapped[ReadingStatus | None] = word(ReadingStatus, "reading_status", nullable=True)
    comment: Mapped[str | None] = long_text(null=True)
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    colour: Mapped[Rag | None] = word(Rag, "colour", nullable=True)
