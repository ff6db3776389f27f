"""A measure with its targets and readings, one row each time one is set or returned: the newest of a period
counts. Readings are append-only."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..council.models import Body, Directorate, Portfolio
from ..rules.performance import Polarity as Polarity
from ..rules.performance import ReadingStatus as ReadingStatus


class Kpi(Versioned, Base):
    """A measure: what is counted, in what unit, and whether more of it is better."""

    __tablename__ = "kpi"
    id: Mapped[int] = key()
    code: Mapped[str] = short(40, unique=True)
    name: Mapped[str] = short()
    definition: Mapped[str] = long_text()
    unit: Mapped[str] = short(40, default="")
    decimals: Mapped[int] = mapped_column(default=0)
    polarity: Mapped[Polarity] = word(Polarity, "polarity")
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    directorate_id: Mapped[int | None] = to("directorate", null=True)
    body_id: Mapped[int | None] = to("body", null=True)
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    directorate: Mapped[Directorate | None] = relationship(lazy="raise_on_sql")
    targets: Mapped[list[KpiTarget]] = relationship(
        order_by="(KpiTarget.starts_on, KpiTarget.id)", lazy="raise_on_sql"
    )
    readings: Mapped[list[KpiReading]] = relationship(
        order_by="(KpiReading.starts_on, KpiReading.id)", lazy="raise_on_sql"
    )


class KpiTarget(Base):
    """What a measure should reach in one period: a figure, a range up to `upper`, or no target (no value).

    The newest row of a period counts; the earlier ones say what the target was until then. `set_at` is empty
    for one that stood before anybody kept the time.
    """

    __tablename__ = "kpi_target"
    __table_args__ = (
        one_of("range", "upper IS NULL OR (value IS NOT NULL AND upper >= value)"),
        Index("ix_kpi_target_latest", "kpi_id", "starts_on", "id"),
    )
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi", index=False)
    period: Mapped[str] = short(40)
    starts_on: Mapped[date] = civil_date(null=False)
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    upper: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    reason: Mapped[str | None] = long_text(null=True)
    set_at: Mapped[datetime | None] = instant(null=True)
    set_by_id: Mapped[int | None] = to("person", null=True)


class KpiReading(Base):
    """One figure as returned; no value means that none could be given, and why."""

    __tablename__ = "kpi_reading"
    __table_args__ = (Index("ix_kpi_reading_latest", "kpi_id", "starts_on", "id"),)
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi", index=False)
    period: Mapped[str] = short(40)
    starts_on: Mapped[date] = civil_date(null=False)
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    status: Mapped[ReadingStatus] = word(ReadingStatus, "status", default=ReadingStatus.FINAL)
    comment: Mapped[str | None] = long_text(null=True)
    recorded_at: Mapped[datetime] = instant()
    recorded_by_id: Mapped[int | None] = to("person", null=True)
