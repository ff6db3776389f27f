"""A message to one recipient and the notices that it carries."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from ..core.columns import instant, key, long_text, short, to, word
from ..core.extensions import Base


class MessageStatus(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Message(Base):
    """One message: its key is unique, so that the same one is never made twice."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_status_created", "status", "created_at"),)
    id: Mapped[int] = key()
    key: Mapped[str] = short(200, unique=True)
    person_id: Mapped[int | None] = to("person", null=True)
    recipient: Mapped[str] = short(254)
    subject: Mapped[str] = short(400)
    body: Mapped[str] = long_text()
    html: Mapped[str | None] = long_text(null=True)
    status: Mapped[MessageStatus] = word(MessageStatus, "status", default=MessageStatus.WAITING)
    created_at: Mapped[datetime] = instant()
    claimed_at: Mapped[datetime | None] = instant(null=True)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    try_again_at: Mapped[datetime | None] = instant(null=True)
    sent_at: Mapped[datetime | None] = instant(null=True)
    trouble: Mapped[str | None] = short(400, null=True)


class JobRun(Base):
    """When each of the worker's jobs last ran."""

    __tablename__ = "job_run"
    id: Mapped[int] = key()
    job: Mapped[str] = short(80, unique=True)
    last_run_at: Mapped[datetime] = instant()
    next_run_at: Mapped[datetime | None] = instant(null=True)
    trouble: Mapped[str | None] = short(400, null=True)
