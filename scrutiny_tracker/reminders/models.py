"""Who was told what, how people want their messages, and how far the events were read."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..outbox.models import Message
from ..people.models import Person
from ..rules.reminders import Rhythm

WAITS = "message_id IS NULL"


class Notice(Base):
    """One thing that one recipient is told about a record at one stage; without a message it waits for one.

    `recipient` is `person:7` or, for an organisation without an account, `body:TRUST`. `words` carries the
    public wording only.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("noun", "reference", "part", "kind", "stage", "recipient", "due_on"),
        one_of("recipient", "(person_id IS NULL) <> (body_id IS NULL)"),
        Index(
            "ix_notice_waiting",
            "recipient",
            "id",
            sqlite_where=text(WAITS),
            postgresql_where=text(WAITS),
        ),
    )
    id: Mapped[int] = key()
    noun: Mapped[str] = short(40)
    reference: Mapped[str] = short(80)
    part: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = short(40)
    stage: Mapped[str] = short(40)
    recipient: Mapped[str] = short(80)
    person_id: Mapped[int | None] = to("person", null=True)
    body_id: Mapped[int | None] = to("body", null=True)
    due_on: Mapped[date] = civil_date(null=False)
    words: Mapped[str] = long_text()
    address: Mapped[str] = short(400)
    action_id: Mapped[int | None] = to("action", null=True)
    made_on: Mapped[date] = civil_date(null=False)
    message_id: Mapped[int | None] = to("message", null=True)
    message: Mapped[Message | None] = relationship(lazy="raise_on_sql")


class MessageChoice(Versioned, Base):
    """How somebody wants to be told: how often, whether also of what is others', who stands in for them."""

    __tablename__ = "message_choice"
    __table_args__ = (
        UniqueConstraint("person_id"),
        one_of("deputy", "(deputy_id IS NULL) = (away_until IS NULL)"),
    )
    id: Mapped[int] = key()
    person_id: Mapped[int] = to("person", index=False)
    rhythm: Mapped[Rhythm] = word(Rhythm, "rhythm", default=Rhythm.DAILY)
    follows_others: Mapped[bool] = mapped_column(default=True)
    deputy_id: Mapped[int | None] = to("person", null=True)
    away_until: Mapped[date | None] = civil_date()
    feed_number: Mapped[int] = mapped_column(default=1)
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    deputy: Mapped[Person | None] = relationship(foreign_keys=[deputy_id], lazy="raise_on_sql")


class ReadMark(Base):
    """How far a list that only grows has been read for news."""

    __tablename__ = "read_mark"
    id: Mapped[int] = key()
    name: Mapped[str] = short(40, unique=True)
    last_id: Mapped[int] = mapped_column(default=0)
    read_at: Mapped[datetime] = instant()
