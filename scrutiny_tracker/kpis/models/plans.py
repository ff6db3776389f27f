"""The council's plan with its priorities, and the strategies that measures serve."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, civil_date, key, one_of, short, to, word
from ...core.extensions import Base


class PriorityKind(StrEnum):
    """Whether a priority is what the council delivers, or what lets it deliver."""

    DELIVERY = "delivery"
    ENABLING = "enabling"


class Plan(Versioned, Base):
    """A council plan, with its first and last day; one is current."""

    __tablename__ = "plan"
    __table_args__ = (one_of("dates", "ends_on > starts_on"),)
    id: Mapped[int] = key()
    name: Mapped[str] = short(unique=True)
    starts_on: Mapped[date] = civil_date(null=False)
    ends_on: Mapped[date] = civil_date(null=False)
    is_current: Mapped[bool] = mapped_column(default=False)
    priorities: Mapped[list[Priority]] = relationship(order_by="Priority.position", lazy="raise_on_sql")

    @property
    def years(self) -> str:
        """From which year to which."""
        return f"{self.starts_on.year} to {self.ends_on.year}"


class Priority(Versioned, Base):
    """One of a plan's priorities."""

    __tablename__ = "priority"
    __table_args__ = (UniqueConstraint("plan_id", "name"),)
    id: Mapped[int] = key()
    plan_id: Mapped[int] = to("plan", index=False)
    position: Mapped[int] = mapped_column()
    name: Mapped[str] = short()
    kind: Mapped[PriorityKind] = word(PriorityKind, "kind")


class Strategy(Versioned, Base):
    """A strategy of the council; `owner` is the post that answers for it."""

    __tablename__ = "strategy"
    id: Mapped[int] = key()
    name: Mapped[str] = short(unique=True)
    owner: Mapped[str | None] = short(null=True)
    address: Mapped[str | None] = short(1000, null=True)
    ended_on: Mapped[date | None] = civil_date()


class KpiStrategy(Base):
    """A measure serves a strategy."""

    __tablename__ = "kpi_strategy"
    __table_args__ = (UniqueConstraint("kpi_id", "strategy_id"),)
    id: Mapped[int] = key()
    kpi_id: Mapped[int] = to("kpi", index=False)
    strategy_id: Mapped[int] = to("strategy")
