"""A measure with its definitions, targets and readings, one row each time one is set or returned: the newest
of a period counts. Readings are append-only."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Dated, Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body, Directorate, Portfolio
from ...people.models import Person
from ...rules.performance import Missing, PeriodKind, Polarity, ReadingStatus, YearMadeBy
from .plans import Plan, Priority


class KpiKind(StrEnum):
    OUTCOME = "outcome"
    OUTPUT = "output"
    INPUT = "input"
    PERCEPTION = "perception"


class Prominence(StrEnum):
    """Whether the council answers for a measure first, or it says how things are around it."""

    HEADLINE = "headline"
    CONTEXTUAL = "contextual"


class SetBy(StrEnum):
    """Who determined that this is measured, and how."""

    NATIONAL = "national"
    LOCAL = "local"


class Control(StrEnum):
    """How far the council itself decides what the figure will be."""

    DIRECT = "direct"
    COMMISSIONED = "commissioned"
    PARTNERSHIP = "partnership"
    INFLUENCE = "influence-only"


class ComparatorGroup(Versioned, Base):
    """The areas that a measure is compared with, such as the nearest statistical neighbours."""

    __tablename__ = "comparator_group"
    id: Mapped[int] = key()
    name: Mapped[str] = short(unique=True)
    note: Mapped[str | None] = long_text(null=True)


class ComparatorArea(Base):
    """An area of a comparator group, by its official code."""

    __tablename__ = "comparator_area"
    __table_args__ = (UniqueConstraint("group_id", "code"),)
    id: Mapped[int] = key()
    group_id: Mapped[int] = to("comparator_group", index=False)
    code: Mapped[str] = short(20)
    name: Mapped[str] = short()


class Kpi(Versioned, Base):
    """A measure: what is counted, in what unit, whether more of it is better, and whose it is.

    `frequency` is the period of one figure, `every_years` how many years lie between two of them,
    `years_together` how many years one of them covers, `year_made_by` how a year comes from its parts.
    `lag_months` is how long after a period its figure is expected; `next_expected_on` says it for the next
    one alone. `body_id` and the definition are those of now; `KpiBody` and `KpiDefinition` hold all of them.
    """

    __tablename__ = "kpi"
    id: Mapped[int] = key()
    code: Mapped[str] = short(40, unique=True)
    name: Mapped[str] = short()
    definition: Mapped[str] = long_text()
    calculation: Mapped[str | None] = long_text(null=True)
    unit: Mapped[str] = short(40, default="")
    decimals: Mapped[int] = mapped_column(default=0)
    polarity: Mapped[Polarity] = word(Polarity, "polarity")
    plan_id: Mapped[int | None] = to("plan", null=True)
    priority_id: Mapped[int | None] = to("priority", null=True)
    kind: Mapped[KpiKind | None] = word(KpiKind, "kind", nullable=True)
    prominence: Mapped[Prominence | None] = word(Prominence, "prominence", nullable=True)
    set_by: Mapped[SetBy | None] = word(SetBy, "set_by", nullable=True)
    control: Mapped[Control | None] = word(Control, "control", nullable=True)
    frequency: Mapped[PeriodKind | None] = word(PeriodKind, "frequency", nullable=True)
    every_years: Mapped[int | None] = mapped_column()
    years_together: Mapped[int | None] = mapped_column()
    year_made_by: Mapped[YearMadeBy | None] = word(YearMadeBy, "year_made_by", nullable=True)
    source: Mapped[str | None] = short(400, null=True)
    lag_months: Mapped[int | None] = mapped_column()
    next_expected_on: Mapped[date | None] = civil_date()
    data_owner: Mapped[str | None] = short(null=True)
    data_owner_id: Mapped[int | None] = to("person", null=True)
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    directorate_id: Mapped[int | None] = to("directorate", null=True)
    body_id: Mapped[int | None] = to("body", null=True)
    comparator_group_id: Mapped[int | None] = to("comparator_group", null=True)
    tolerance_percent: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    tolerance_absolute: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    no_material_change: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    retired_on: Mapped[date | None] = civil_date()
    plan: Mapped[Plan | None] = relationship(lazy="raise_on_sql")
    priority: Mapped[Priority | None] = relationship(lazy="raise_on_sql")
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    directorate: Mapped[Directorate | None] = relationship(lazy="raise_on_sql")
    comparator_group: Mapped[ComparatorGroup | None] = relationship(lazy="raise_on_sql")
    data_owner_person: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    targets: Mapped[list[KpiTarget]] = relationship(
        order_by="(KpiTarget.starts_on, KpiTarget.id)", lazy="raise_on_sql"
    )
    readings: Mapped[list[KpiReading]] = relationship(
        order_by="(KpiReading.starts_on, KpiReading.id)", lazy="raise_on_sql"
    )


class KpiBody(Dated, Base):
    """Whose remit a measure was, from when to when."""

    __tablename__ = "kpi_body"
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi")
    body_id: Mapped[int] = to("body")
    body: Mapped[Body] = relationship(lazy="raise_on_sql")


class KpiDefinition(Base):
    """How a measure is defined from a period on (the first: from the start). One that is not comparable ends
    every comparison with what was measured before."""

    __tablename__ = "kpi_definition"
    __table_args__ = (UniqueConstraint("kpi_id", "number"),)
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi", index=False)
    number: Mapped[int] = mapped_column()
    period: Mapped[str | None] = short(40, null=True)
    starts_on: Mapped[date | None] = civil_date()
    definition: Mapped[str] = long_text()
    calculation: Mapped[str | None] = long_text(null=True)
    is_comparable: Mapped[bool] = mapped_column(default=True)
    why: Mapped[str | None] = long_text(null=True)
    recorded_at: Mapped[datetime] = instant()
    recorded_by_id: Mapped[int | None] = to("person", null=True)


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
    """One figure as returned; no value means that none could be given: `missing` and the comment say why.

    `comparator` is the figure of those it is compared with, as it came with this one. `source_import` names
    the import that brought it.
    """

    __tablename__ = "kpi_reading"
    __table_args__ = (Index("ix_kpi_reading_latest", "kpi_id", "starts_on", "id"),)
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi", index=False)
    period: Mapped[str] = short(40)
    starts_on: Mapped[date] = civil_date(null=False)
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    numerator: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    denominator: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    comparator: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    missing: Mapped[Missing | None] = word(Missing, "missing", nullable=True)
    status: Mapped[ReadingStatus] = word(ReadingStatus, "status", default=ReadingStatus.FINAL)
    comment: Mapped[str | None] = long_text(null=True)
    is_illustrative: Mapped[bool | None] = mapped_column()
    source_import: Mapped[str | None] = short(200, null=True)
    recorded_at: Mapped[datetime] = instant()
    recorded_by_id: Mapped[int | None] = to("person", null=True)


class ComparatorReading(Base):
    """The same figure of another area; the newest of an area and period counts."""

    __tablename__ = "comparator_reading"
    __table_args__ = (Index("ix_comparator_reading_latest", "kpi_id", "starts_on", "area_code", "id"),)
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi", index=False)
    area_code: Mapped[str] = short(20)
    area_name: Mapped[str] = short()
    period: Mapped[str] = short(40)
    starts_on: Mapped[date] = civil_date(null=False)
    value: Mapped[Decimal | None] = mapped_column(Numeric(20, 6))
    source_import: Mapped[str | None] = short(200, null=True)
    recorded_at: Mapped[datetime] = instant()
