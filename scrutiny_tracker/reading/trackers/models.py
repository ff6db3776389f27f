"""A tracker on its way into the record, and how the columns of trackers were mapped, remembered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, instant, key, one_of, short, to, word
from ...core.extensions import Base
from ...core.files import StoredFile
from ...people.models import Person


class TrackerState(StrEnum):
    DRAFT = "draft"
    TAKEN = "taken"
    DROPPED = "dropped"


class TrackerImport(Versioned, Base):
    """A tracker that was sent. `said` is what people corrected, `found` what the last check found."""

    __tablename__ = "tracker_import"
    __table_args__ = (one_of("taken", "(state = 'taken') = (taken_at IS NOT NULL)"),)
    id: Mapped[int] = key()
    file_id: Mapped[int] = to("stored_file")
    name: Mapped[str] = short(255)
    state: Mapped[TrackerState] = word(TrackerState, "state", default=TrackerState.DRAFT)
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    started_at: Mapped[datetime] = instant()
    started_by_id: Mapped[int | None] = to("person", null=True)
    changed_at: Mapped[datetime] = instant()
    taken_at: Mapped[datetime | None] = instant(null=True)
    taken_by_id: Mapped[int | None] = to("person", null=True)
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
    started_by: Mapped[Person | None] = relationship(foreign_keys=[started_by_id], lazy="raise_on_sql")
    taken_by: Mapped[Person | None] = relationship(foreign_keys=[taken_by_id], lazy="raise_on_sql")


class TrackerMapping(Base):
    """What the columns under some headings hold, as a person said once; the newest counts."""

    __tablename__ = "tracker_mapping"
    id: Mapped[int] = key()
    signature: Mapped[str] = short(2000)
    roles: Mapped[dict[str, Any]] = mapped_column(JSON)
    meanings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    said_at: Mapped[datetime] = instant()
