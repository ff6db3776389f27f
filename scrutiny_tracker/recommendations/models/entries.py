"""What was said about a recommendation, append-only, and officers' updates on their way to be said."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Closable, Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...core.files import StoredFile
from ...meetings.models import Meeting
from ...people.models import Person
from ...rules.lifecycle import DelayCause, Progress, Provenance, Thread, UpdateState

if TYPE_CHECKING:
    from .plans import Action
    from .recommendation import Recommendation


class Entry(Closable, Base):
    """One thing said in one thread; never changed, only corrected by an entry that names it.

    `detail` holds what the value needs (condition, reasons, until, new date, basis…) as JSON.
    """

    __tablename__ = "entry"
    __table_args__ = (
        one_of(
            "hangs",
            "(thread = 'answer') = (addressee_id IS NOT NULL)"
            " AND (thread = 'progress') = (action_id IS NOT NULL)",
        ),
        one_of("value", "value IS NOT NULL OR corrects_id IS NOT NULL"),
        one_of("correction", "corrects_id IS NULL OR why IS NOT NULL"),
        Index("ix_entry_recommendation", "recommendation_id", "effective_on", "id"),
    )
    id: Mapped[int] = key()
    recommendation_id: Mapped[int] = to("recommendation", index=False)
    thread: Mapped[Thread] = word(Thread, "thread")
    addressee_id: Mapped[int | None] = to("addressee", null=True)
    action_id: Mapped[int | None] = to("action", null=True)
    value: Mapped[str | None] = short(40, null=True)
    effective_on: Mapped[date] = civil_date(null=False)
    recorded_at: Mapped[datetime] = instant()
    actor_id: Mapped[int | None] = to("person", null=True)
    actor_name: Mapped[str] = short()
    entered_by_name: Mapped[str | None] = short(null=True)
    note: Mapped[str | None] = long_text(null=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    meeting_id: Mapped[int | None] = to("meeting", null=True)
    minute: Mapped[str | None] = short(400, null=True)
    evidence: Mapped[str | None] = short(1000, null=True)
    evidence_file_id: Mapped[int | None] = to("stored_file", null=True)
    update_id: Mapped[int | None] = to("progress_update", null=True)
    provenance: Mapped[Provenance] = word(Provenance, "provenance", default=Provenance.RECORDED)
    source: Mapped[str | None] = short(400, null=True)
    corrects_id: Mapped[int | None] = to("entry", null=True)
    why: Mapped[str | None] = long_text(null=True)
    recommendation: Mapped[Recommendation] = relationship(back_populates="entries", lazy="raise_on_sql")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise_on_sql")
    evidence_file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")


class Update(Closable, Versioned, Base):
    """An officer's words about one action: draft, sent, cleared where asked, shown. Once sent they stay.

    `outcome` is what was done and changed, or why nothing will be. Somebody without an account, such as a
    hospital trust, speaks by name (`on_behalf_of_name`). `clearer` is who was asked to clear it.
    """

    __tablename__ = "progress_update"
    __table_args__ = (
        one_of("returned", "state <> 'returned' OR returned_why IS NOT NULL"),
        one_of("sent", "state = 'draft' OR (value IS NOT NULL AND sent_at IS NOT NULL)"),
        one_of("shown", "(state = 'shown') = (shown_at IS NOT NULL)"),
        one_of(
            "behalf",
            "state = 'draft' OR source IS NOT NULL"
            " OR (on_behalf_of_id IS NULL AND on_behalf_of_name IS NULL)",
        ),
        Index("ix_progress_update_state", "state", "id"),
    )
    id: Mapped[int] = key()
    action_id: Mapped[int] = to("action")
    state: Mapped[UpdateState] = word(UpdateState, "state", default=UpdateState.DRAFT)
    value: Mapped[Progress | None] = word(Progress, "value", nullable=True)
    effective_on: Mapped[date] = civil_date(null=False)
    note: Mapped[str] = long_text()
    outcome: Mapped[str | None] = long_text(null=True)
    new_due_on: Mapped[date | None] = civil_date()
    cause: Mapped[DelayCause | None] = word(DelayCause, "cause", nullable=True)
    until: Mapped[date | None] = civil_date()
    evidence: Mapped[str | None] = short(1000, null=True)
    evidence_file_id: Mapped[int | None] = to("stored_file", null=True)
    author_id: Mapped[int] = to("person")
    on_behalf_of_id: Mapped[int | None] = to("person", null=True)
    on_behalf_of_name: Mapped[str | None] = short(null=True)
    source: Mapped[str | None] = short(400, null=True)
    clearer_id: Mapped[int | None] = to("person", null=True)
    sent_at: Mapped[datetime | None] = instant(null=True)
    cleared_by_id: Mapped[int | None] = to("person", null=True)
    cleared_at: Mapped[datetime | None] = instant(null=True)
    shown_at: Mapped[datetime | None] = instant(null=True)
    returned_by_id: Mapped[int | None] = to("person", null=True)
    returned_why: Mapped[str | None] = long_text(null=True)
    action: Mapped[Action] = relationship(back_populates="updates", lazy="raise_on_sql")
    author: Mapped[Person] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    on_behalf_of: Mapped[Person | None] = relationship(foreign_keys=[on_behalf_of_id], lazy="raise_on_sql")
    clearer: Mapped[Person | None] = relationship(foreign_keys=[clearer_id], lazy="raise_on_sql")
    cleared_by: Mapped[Person | None] = relationship(foreign_keys=[cleared_by_id], lazy="raise_on_sql")
    returned_by: Mapped[Person | None] = relationship(foreign_keys=[returned_by_id], lazy="raise_on_sql")
    evidence_file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
