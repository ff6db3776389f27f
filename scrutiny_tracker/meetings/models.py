"""Meetings and what stands on their agendas."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Closable, Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..core.files import StoredFile
from ..council.models import Body
from ..people.models import Person

if TYPE_CHECKING:
    from .clause_models import Clause


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    ADJOURNED = "adjourned"
    INQUORATE = "inquorate"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class AgendaState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class MinutesState(StrEnum):
    NONE = "none"
    DRAFT = "draft"
    CONFIRMED = "confirmed"


class Meeting(Versioned, Base):
    """One meeting of one body. Its own state, its agenda's and its minutes' are three separate facts."""

    __tablename__ = "meeting"
    __table_args__ = (
        one_of("reason", "state IN ('planned', 'held') OR state_reason IS NOT NULL"),
        one_of("agenda", "(agenda_state = 'published') = (agenda_published_on IS NOT NULL)"),
        Index("ix_meeting_body_on", "body_id", "on", "id"),
        Index("ix_meeting_on", "on", "id"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40, unique=True)
    body_id: Mapped[int] = to("body", index=False)
    on: Mapped[date] = civil_date(null=False)
    at: Mapped[time | None] = mapped_column(Time)
    place: Mapped[str | None] = short(null=True)
    state: Mapped[MeetingState] = word(MeetingState, "state", default=MeetingState.PLANNED)
    state_reason: Mapped[str | None] = short(400, null=True)
    instead_id: Mapped[int | None] = to("meeting", null=True)
    agenda_state: Mapped[AgendaState] = word(AgendaState, "agenda_state", default=AgendaState.DRAFT)
    agenda_published_on: Mapped[date | None] = civil_date()
    minutes_state: Mapped[MinutesState] = word(MinutesState, "minutes_state", default=MinutesState.NONE)
    minutes_confirmed_at_id: Mapped[int | None] = to("meeting", null=True)
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    instead: Mapped[Meeting | None] = relationship(
        foreign_keys=[instead_id], remote_side="Meeting.id", lazy="raise_on_sql"
    )
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", lazy="raise_on_sql"
    )
    attendance: Mapped[list[Attendance]] = relationship(order_by="Attendance.id", lazy="raise_on_sql")


class Paper(Closable, Versioned, Base):
    """A report or other document before a meeting; one on two bodies' agendas is one paper."""

    __tablename__ = "paper"
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40, unique=True)
    title: Mapped[str] = short(400)
    report_of: Mapped[str | None] = short(null=True)
    link: Mapped[str | None] = short(1000, null=True)
    file_id: Mapped[int | None] = to("stored_file", null=True)
    published_on: Mapped[date | None] = civil_date()
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    printed: Mapped[list[PrintedRecommendation]] = relationship(
        back_populates="paper", order_by="PrintedRecommendation.position", lazy="raise_on_sql"
    )


class PrintedRecommendation(Base):
    """A recommendation as a report prints it, numbered as printed, to the body that is asked."""

    __tablename__ = "printed_recommendation"
    __table_args__ = (UniqueConstraint("paper_id", "position"),)
    id: Mapped[int] = key()
    paper_id: Mapped[int] = to("paper", index=False)
    position: Mapped[int] = mapped_column()
    number: Mapped[str] = short(20)
    text: Mapped[str] = long_text()
    lead_in: Mapped[str | None] = short(400, null=True)
    addressee_id: Mapped[int | None] = to("body", null=True)
    paper: Mapped[Paper] = relationship(back_populates="printed", lazy="raise_on_sql")
    addressee: Mapped[Body | None] = relationship(lazy="raise_on_sql")


class AgendaItem(Closable, Versioned, Base):
    """One item with a number that stays; its minute is kept with it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        UniqueConstraint("reference"),
        one_of("urgent", "NOT is_urgent OR urgent_reason IS NOT NULL"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    meeting_id: Mapped[int] = to("meeting", index=False)
    number: Mapped[str] = short(20)
    position: Mapped[int] = mapped_column()
    title: Mapped[str] = short(400)
    report_of: Mapped[str | None] = short(null=True)
    paper_id: Mapped[int | None] = to("paper", null=True)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    urgent_reason: Mapped[str | None] = short(400, null=True)
    minute_number: Mapped[str | None] = short(40, null=True)
    minute: Mapped[str | None] = long_text(null=True)
    vote: Mapped[str | None] = long_text(null=True)
    arises_from_id: Mapped[int | None] = to("agenda_item", null=True)
    arises_from_text: Mapped[str | None] = short(400, null=True)
    meeting: Mapped[Meeting] = relationship(back_populates="items", lazy="raise_on_sql")
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")
    arises_from: Mapped[AgendaItem | None] = relationship(
        foreign_keys=[arises_from_id], remote_side="AgendaItem.id", lazy="raise_on_sql"
    )
    clauses: Mapped[list[Clause]] = relationship(
        back_populates="item", order_by="Clause.position", lazy="raise_on_sql"
    )


class Capacity(StrEnum):
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    CO_OPTEE = "co-optee"
    CABINET_MEMBER = "cabinet-member"
    OFFICER = "officer"
    GUEST = "guest"


class Presence(StrEnum):
    INVITED = "invited"
    COMING = "coming"
    PRESENT = "present"
    APOLOGIES = "apologies"
    REPRESENTED = "represented"
    ABSENT = "absent"


class Attendance(Base):
    """One name at a meeting: in what capacity, whether they came, for whom or represented by whom."""

    __tablename__ = "attendance"
    __table_args__ = (
        one_of("represented", "presence <> 'represented' OR represented_by IS NOT NULL"),
        one_of("substitute", "capacity <> 'substitute' OR substitute_for IS NOT NULL"),
    )
    id: Mapped[int] = key()
    meeting_id: Mapped[int] = to("meeting")
    person_id: Mapped[int | None] = to("person", null=True)
    name: Mapped[str] = short()
    capacity: Mapped[Capacity] = word(Capacity, "capacity")
    presence: Mapped[Presence] = word(Presence, "presence")
    substitute_for: Mapped[str | None] = short(null=True)
    represented_by: Mapped[str | None] = short(null=True)
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")


class ItemPaper(Base):
    """A further paper attached to an item: an appendix, a late paper, a letter."""

    __tablename__ = "item_paper"
    __table_args__ = (UniqueConstraint("item_id", "paper_id"),)
    id: Mapped[int] = key()
    item_id: Mapped[int] = to("agenda_item", index=False)
    paper_id: Mapped[int] = to("paper")
    added_at: Mapped[datetime] = instant()
    paper: Mapped[Paper] = relationship(lazy="raise_on_sql")
