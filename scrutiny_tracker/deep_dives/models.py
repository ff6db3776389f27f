"""A review of measures: scope, sessions, who came. Sessions are not meetings and resolve nothing."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from sqlalchemy import Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Versioned, civil_date, key, long_text, short, to, word
from ..core.extensions import Base
from ..council.models import Body
from ..kpis.models import Kpi
from ..meetings.models import AgendaItem, Paper


class DeepDive(Versioned, Base):
    """A series of sessions on measures that missed target, ending in one report."""

    __tablename__ = "deep_dive"
    __table_args__ = (UniqueConstraint("reference"),)
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    title: Mapped[str] = short(400)
    body_id: Mapped[int] = to("body")
    agreed_at_id: Mapped[int | None] = to("agenda_item", null=True)
    reports_to_id: Mapped[int | None] = to("agenda_item", null=True)
    paper_id: Mapped[int | None] = to("paper", null=True)
    purpose: Mapped[str] = long_text()
    began_on: Mapped[date] = civil_date(null=False)
    ended_on: Mapped[date | None] = civil_date()
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    agreed_at: Mapped[AgendaItem | None] = relationship(foreign_keys=[agreed_at_id], lazy="raise_on_sql")
    reports_to: Mapped[AgendaItem | None] = relationship(foreign_keys=[reports_to_id], lazy="raise_on_sql")
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")
    sessions: Mapped[list[DeepDiveSession]] = relationship(
        order_by="DeepDiveSession.number", lazy="raise_on_sql"
    )
    scope: Mapped[list[ScopedMeasure]] = relationship(order_by="ScopedMeasure.section", lazy="raise_on_sql")


class DeepDiveSession(Versioned, Base):
    """One working session, private to the review group."""

    __tablename__ = "deep_dive_session"
    __table_args__ = (UniqueConstraint("deep_dive_id", "number"),)
    id: Mapped[int] = key()
    deep_dive_id: Mapped[int] = to("deep_dive", index=False)
    number: Mapped[int] = mapped_column()
    on: Mapped[date] = civil_date(null=False)
    at: Mapped[time | None] = mapped_column(Time)
    invited: Mapped[str] = long_text()
    notes: Mapped[str] = long_text()


class ScopeReason(StrEnum):
    MISSED = "missed"
    MISSED_AGAIN = "missed-again"
    WORSENING = "worsening"
    FORECAST_MISS = "forecast-miss"
    NO_DATA = "no-data"
    MEMBER_INTEREST = "member-interest"


class ScopedMeasure(Versioned, Base):
    """A measure that the deep dive looks at, why, in which session and section of the appendix."""

    __tablename__ = "scoped_measure"
    __table_args__ = (UniqueConstraint("deep_dive_id", "kpi_id"),)
    id: Mapped[int] = key()
    deep_dive_id: Mapped[int] = to("deep_dive", index=False)
    kpi_id: Mapped[int] = to("kpi")
    why: Mapped[ScopeReason] = word(ScopeReason, "why")
    note: Mapped[str | None] = short(400, null=True)
    section: Mapped[int] = mapped_column()
    session_id: Mapped[int | None] = to("deep_dive_session", null=True)
    kpi: Mapped[Kpi] = relationship(lazy="raise_on_sql")
    session: Mapped[DeepDiveSession | None] = relationship(lazy="raise_on_sql")
