"""A document that somebody asked for and the worker builds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...core.files import StoredFile


class AskedState(StrEnum):
    WAITING = "waiting"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


class AskedDocument(Base):
    """What was asked for and by whom, how far it is, and the file once it is ready.

    `reference` is what the kind of document takes: for the register, its filter as in its address. `read_as`
    is a mark of the offices with whose grants it was read.
    """

    __tablename__ = "asked_document"
    __table_args__ = (
        one_of("ready", "(state = 'ready') = (file_id IS NOT NULL)"),
        Index("ix_asked_document_state_id", "state", "id"),
    )
    id: Mapped[int] = key()
    asked_by_id: Mapped[int] = to("person")
    asked_at: Mapped[datetime] = instant()
    kind: Mapped[str] = short(40)
    reference: Mapped[str] = long_text()
    format: Mapped[str] = short(10)
    title: Mapped[str] = short(400)
    state: Mapped[AskedState] = word(AskedState, "state", default=AskedState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = short(80, default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = instant(null=True)
    trouble: Mapped[str | None] = short(400, null=True)
    read_as: Mapped[str | None] = short(64, null=True)
    file_id: Mapped[int | None] = to("stored_file", null=True)
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
