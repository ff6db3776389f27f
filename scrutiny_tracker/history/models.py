"""One row per change: who, when, what, before and after, why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from ..core.columns import instant, key, long_text, short, to, word
from ..core.extensions import Base
from ..rules.publicity import Publicity


class JournalEntry(Base):
    """A change to a record. `noun` and `reference` name it as its address does; never edited or removed."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_record", "noun", "reference", "id"),
        Index("ix_journal_entry_tag", "tag", "id"),
    )
    id: Mapped[int] = key()
    at: Mapped[datetime] = instant()
    actor_id: Mapped[int | None] = to("person", null=True)
    actor_name: Mapped[str] = short()
    tag: Mapped[str] = short(80)
    noun: Mapped[str] = short(40)
    reference: Mapped[str] = short(80)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    why: Mapped[str | None] = long_text(null=True)
    publicity: Mapped[Publicity] = word(Publicity, "publicity", default=Publicity.PUBLIC)


class ErasurePermit(Base):
    """Holds a row only within the transaction of a lawful erasure; the triggers let an UPDATE pass then."""

    __tablename__ = "erasure_permit"
    id: Mapped[int] = key()
    order: Mapped[str] = short(400)
