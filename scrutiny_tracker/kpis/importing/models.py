"""An import of figures, from the file that was sent to the day it was taken; a draft waits for anybody of
the team."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, instant, key, one_of, short, to, word
from ...core.extensions import Base
from ...core.files import StoredFile
from ...core.spreadsheets import Opened
from ...people.models import Person


class ImportState(StrEnum):
    DRAFT = "draft"
    TAKEN = "taken"
    DROPPED = "dropped"


class KpiImport(Versioned, Base):
    """A spreadsheet of figures. `said` is what people corrected of how it was understood, `found` what the
    last check of its rows found, empty where something was corrected since."""

    __tablename__ = "kpi_import"
    __allow_unmapped__ = True  # `opened` is no column
    __table_args__ = (one_of("taken", "(state = 'taken') = (taken_at IS NOT NULL)"),)
    id: Mapped[int] = key()
    file_id: Mapped[int] = to("stored_file")
    name: Mapped[str] = short(255)
    state: Mapped[ImportState] = word(ImportState, "state", default=ImportState.DRAFT)
    said: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    started_at: Mapped[datetime] = instant()
    started_by_id: Mapped[int | None] = to("person", null=True)
    changed_at: Mapped[datetime] = instant()
    taken_at: Mapped[datetime | None] = instant(null=True)
    taken_by_id: Mapped[int | None] = to("person", null=True)
    opened: Opened | None = None
    """The file as it was opened last, in memory alone."""
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
    started_by: Mapped[Person | None] = relationship(foreign_keys=[started_by_id], lazy="raise_on_sql")
    taken_by: Mapped[Person | None] = relationship(foreign_keys=[taken_by_id], lazy="raise_on_sql")
