"""A review of measures: scope, sessions, who came. Sessions are not meetings and resolve nothing."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, civil_date, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body
from ...kpis.models import Kpi
from ...meetings.models import AgendaItem, Capacity, Meeting, Paper, Presence
from ...people.models import Person
from ...rules.scoping import ScopeReason as ScopeReason


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
    terms: Mapped[str | None] = long_text(null=True)
    reports_at_reference: Mapped[str | None] = short(40, null=True)
    began_on: Mapped[date] = civil_date(null=False)
    ended_on: Mapped[date | None] = civil_date()
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    agreed_at: Mapped[AgendaItem | None] = relationship(foreign_keys=[agreed_at_id], lazy="raise_on_sql")
    reports_to: Mapped[AgendaItem | None] = relationship(foreign_keys=[reports_to_id], lazy="raise_on_sql")
    reports_at: Mapped[Meeting | None] = relationship(
        primaryjoin="foreign(DeepDive.reports_at_reference) == Meeting.reference",
        viewonly=True,
        lazy="raise_on_sql",
    )
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")
    sessions: Mapped[list[DeepDiveSession]] = relationship(
        order_by="DeepDiveSession.number", lazy="raise_on_sql"
    )
    scope: Mapped[list[ScopedMeasure]] = relationship(order_by="ScopedMeasure.section", lazy="raise_on_sql")

    @property
    def reporting_meeting(self) -> Meeting | None:
        """The meeting that it reports to: its item's, or the one named before there is an item."""
        return self.reports_to.meeting if self.reports_to is not None else self.reports_at


class DeepDiveSession(Versioned, Base):
    """One working session, private to the review group. `rough` holds lines that may become drafts."""

    __tablename__ = "deep_dive_session"
    __table_args__ = (UniqueConstraint("deep_dive_id", "number"),)
    id: Mapped[int] = key()
    deep_dive_id: Mapped[int] = to("deep_dive", index=False)
    number: Mapped[int] = mapped_column()
    on: Mapped[date] = civil_date(null=False)
    at: Mapped[time | None] = mapped_column(Time)
    invited: Mapped[str] = long_text()
    notes: Mapped[str] = long_text()
    rough: Mapped[str | None] = long_text(null=True)
    finished_on: Mapped[date | None] = civil_date()
    guests: Mapped[list[SessionGuest]] = relationship(order_by="SessionGuest.id", lazy="raise_on_sql")


class SessionGuest(Versioned, Base):
    """A Cabinet Member or officer invited to a session: whether they come, or who comes for them."""

    __tablename__ = "session_guest"
    __table_args__ = (one_of("represented", "presence <> 'represented' OR represented_by IS NOT NULL"),)
    id: Mapped[int] = key()
    session_id: Mapped[int] = to("deep_dive_session")
    person_id: Mapped[int | None] = to("person", null=True)
    name: Mapped[str] = short()
    post: Mapped[str | None] = short(null=True)
    capacity: Mapped[Capacity] = word(Capacity, "capacity")
    presence: Mapped[Presence] = word(Presence, "presence", default=Presence.INVITED)
    represented_by: Mapped[str | None] = short(null=True)
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")


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
