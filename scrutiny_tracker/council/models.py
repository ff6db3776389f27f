"""Bodies with dated remits, portfolios, directorates, offices, years and the council's settings."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Dated, Versioned, civil_date, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..people.models import Person
from ..rules.offices import MemberKind as MemberKind
from ..rules.permissions import Role


class Standing(StrEnum):
    """What a body is for; its kind and name are the council's own words."""

    SCRUTINY = "scrutiny"
    EXECUTIVE = "executive"
    COUNCIL = "council"
    OTHER = "other"
    OUTSIDE = "outside"


class Body(Versioned, Dated, Base):
    """A committee, board, Cabinet, Council, or an outside organisation that is asked for things."""

    __tablename__ = "body"
    __table_args__ = (one_of("dates", "to_on IS NULL OR to_on >= from_on"),)
    id: Mapped[int] = key()
    code: Mapped[str] = short(20, unique=True)
    name: Mapped[str] = short()
    kind: Mapped[str] = short(80)
    standing: Mapped[Standing] = word(Standing, "standing")
    parent_id: Mapped[int | None] = to("body", null=True)
    successor_id: Mapped[int | None] = to("body", null=True)
    contact: Mapped[str | None] = short(400, null=True)
    from_on: Mapped[date] = civil_date(null=False)
    successor: Mapped[Body | None] = relationship(
        foreign_keys=[successor_id], remote_side="Body.id", lazy="raise_on_sql"
    )
    remits: Mapped[list[BodyRemit]] = relationship(
        back_populates="body", order_by="BodyRemit.from_on", lazy="raise_on_sql"
    )


class BodyRemit(Dated, Base):
    """What a body looks at, from when to when; linked to a portfolio where it follows one."""

    __tablename__ = "body_remit"
    id: Mapped[int] = key()
    body_id: Mapped[int] = to("body")
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    text: Mapped[str] = long_text()
    body: Mapped[Body] = relationship(back_populates="remits", lazy="raise_on_sql")


class Portfolio(Versioned, Dated, Base):
    """A Cabinet Member's area; the person is whoever holds it that day."""

    __tablename__ = "portfolio"
    id: Mapped[int] = key()
    code: Mapped[str] = short(20, unique=True)
    name: Mapped[str] = short()


class Directorate(Versioned, Dated, Base):
    """A part of the council's officers; says whether its updates are cleared before councillors see them."""

    __tablename__ = "directorate"
    id: Mapped[int] = key()
    code: Mapped[str] = short(20, unique=True)
    name: Mapped[str] = short()
    updates_need_clearing: Mapped[bool | None] = mapped_column(default=None)


class Office(Dated, Base):
    """A person in a role for a body, portfolio or directorate (or the whole council), with dates."""

    __tablename__ = "office"
    __table_args__ = (
        one_of("dates", "to_on IS NULL OR to_on >= from_on"),
        one_of("member_kind", "member_kind IS NULL OR role = 'committee-member'"),
        Index("ix_office_role_from_on", "role", "from_on"),
    )
    id: Mapped[int] = key()
    person_id: Mapped[int] = to("person")
    role: Mapped[Role] = word(Role, "role")
    body_id: Mapped[int | None] = to("body", null=True)
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    directorate_id: Mapped[int | None] = to("directorate", null=True)
    member_kind: Mapped[MemberKind | None] = word(MemberKind, "membership", nullable=True)
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    directorate: Mapped[Directorate | None] = relationship(lazy="raise_on_sql")


class MunicipalYear(Base):
    """May to May, begun by the annual Council meeting."""

    __tablename__ = "municipal_year"
    __table_args__ = (one_of("dates", "ends_on > starts_on"),)
    id: Mapped[int] = key()
    name: Mapped[str] = short(20, unique=True)
    starts_on: Mapped[date] = civil_date(null=False)
    ends_on: Mapped[date] = civil_date(null=False)


class CouncilSetting(Versioned, Base):
    """One of the settings that `council/settings.py` declares, where it differs from its default."""

    __tablename__ = "council_setting"
    id: Mapped[int] = key()
    name: Mapped[str] = short(80, unique=True)
    value: Mapped[object] = mapped_column(JSON)


class ClosedDay(Base):
    """A day on which the council's offices are closed; touches only constitutional working-day rules."""

    __tablename__ = "closed_day"
    id: Mapped[int] = key()
    on: Mapped[date] = civil_date(null=False, unique=True)
    reason: Mapped[str] = short()


class HeldKind(StrEnum):
    """What can be held."""

    UPDATE = "update"
    MINUTES = "minutes"
    PROGRESS_REPORT = "progress-report"


class HeldOutcome(StrEnum):
    """How a hold ended."""

    RELEASED = "released"
    PUBLISHED_AT_ONCE = "published-at-once"
    DROPPED = "dropped"


class HeldPublication(Base):
    """A publication that waits for the end of a sensitive period: what it is, and what publishing it needs.

    `title` is a public wording. One thing is held once at a time.
    """

    __tablename__ = "held_publication"
    __table_args__ = (
        one_of("ended", "(ended_on IS NULL) = (outcome IS NULL)"),
        Index(
            "uq_held_publication_open",
            "kind",
            "reference",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )
    id: Mapped[int] = key()
    kind: Mapped[HeldKind] = word(HeldKind, "kind")
    reference: Mapped[str] = short(80)
    title: Mapped[str] = short(400)
    address: Mapped[str] = short(400)
    body_id: Mapped[int] = to("body")
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = short()
    until_on: Mapped[date] = civil_date(null=False)
    held_on: Mapped[date] = civil_date(null=False)
    held_by: Mapped[str] = short()
    ended_on: Mapped[date | None] = civil_date()
    ended_by: Mapped[str | None] = short(null=True)
    outcome: Mapped[HeldOutcome | None] = word(HeldOutcome, "outcome", nullable=True)


class SensitivePeriod(Dated, Base):
    """A pre-election period: moves no clock, warns before publishing, may hold a publication."""

    __tablename__ = "sensitive_period"
    __table_args__ = (UniqueConstraint("from_on", "reason"),)
    id: Mapped[int] = key()
    reason: Mapped[str] = short()
    holds_publication: Mapped[bool] = mapped_column(default=False)
