"""Papers that were brought in: what they say, what is proposed from them, and what stands where."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Versioned, instant, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..council.models import Body
from ..meetings.models import Meeting
from ..people.models import Person


class PaperState(StrEnum):
    """Being reviewed; its records are made; or nobody means to use it."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set-aside"


class BroughtPaper(Versioned, Base):
    """One paper with its words, and the review of what the reader proposes; any colleague may finish it.

    `content` is the review as it stands (`proposals.Review` as plain JSON); `digest` tells the same words
    again; `earlier` is the version that this one corrects. Its words are a working paper of the scrutiny
    team and are shown nowhere else.
    """

    __tablename__ = "brought_paper"
    __table_args__ = (
        one_of("confirmed", "(state = 'confirmed') = (confirmed_at IS NOT NULL)"),
        Index("ix_brought_paper_state_at", "state", "brought_at", "id"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40, unique=True)
    name: Mapped[str] = short(255)
    format: Mapped[str] = short(20)
    link: Mapped[str | None] = short(1000, null=True)
    digest: Mapped[str] = short(64, index=True)
    text: Mapped[str] = long_text()
    places: Mapped[list[str]] = mapped_column(JSON)
    notes: Mapped[list[str]] = mapped_column(JSON)
    file_id: Mapped[int | None] = to("stored_file", null=True)
    body_id: Mapped[int | None] = to("body", null=True)
    meeting_id: Mapped[int | None] = to("meeting", null=True)
    earlier_id: Mapped[int | None] = to("brought_paper", null=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[PaperState] = word(PaperState, "state", default=PaperState.OPEN)
    brought_by_id: Mapped[int | None] = to("person", null=True)
    brought_at: Mapped[datetime] = instant()
    changed_by_id: Mapped[int | None] = to("person", null=True)
    changed_at: Mapped[datetime] = instant()
    confirmed_by_id: Mapped[int | None] = to("person", null=True)
    confirmed_at: Mapped[datetime | None] = instant(null=True)
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    earlier: Mapped[BroughtPaper | None] = relationship(
        foreign_keys=[earlier_id], remote_side="BroughtPaper.id", lazy="raise_on_sql"
    )
    brought_by: Mapped[Person | None] = relationship(foreign_keys=[brought_by_id], lazy="raise_on_sql")
    changed_by: Mapped[Person | None] = relationship(foreign_keys=[changed_by_id], lazy="raise_on_sql")
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id], lazy="raise_on_sql")


class SourceLine(Base):
    """Where a record stands in the paper that it was read from: provenance, for any noun.

    `row` is the proposal that it was made from; `place` a line, or `page:line` of a PDF.
    """

    __tablename__ = "source_line"
    __table_args__ = (
        UniqueConstraint("paper_id", "noun", "reference"),
        Index("ix_source_line_noun_reference", "noun", "reference"),
    )
    id: Mapped[int] = key()
    paper_id: Mapped[int] = to("brought_paper", index=False)
    noun: Mapped[str] = short(40)
    reference: Mapped[str] = short(60)
    row: Mapped[str] = short(20)
    place: Mapped[str] = short(40)
    paper: Mapped[BroughtPaper] = relationship(lazy="raise_on_sql")


class EarlierMinute(Base):
    """A reference to an earlier minute that a paper makes at an item: “further to minute 27/25”.

    It leads to whichever item of the body has that number, also one that is minuted later; `earlier_id` is
    the item that a person chose.
    """

    __tablename__ = "earlier_minute"
    __table_args__ = (
        UniqueConstraint("item_id", "body_id", "number"),
        Index("ix_earlier_minute_body_number", "body_id", "number"),
    )
    id: Mapped[int] = key()
    paper_id: Mapped[int] = to("brought_paper")
    item_id: Mapped[int] = to("agenda_item", index=False)
    body_id: Mapped[int] = to("body", index=False)
    number: Mapped[str] = short(40)
    place: Mapped[str] = short(40)
    earlier_id: Mapped[int | None] = to("agenda_item", null=True)
    paper: Mapped[BroughtPaper] = relationship(lazy="raise_on_sql")
