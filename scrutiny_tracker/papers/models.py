"""A document in the making: whom it is about, its sections, who contributes, who clears it, its versions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ..core.extensions import Base
from ..core.files import StoredFile
from ..council.models import Body
from ..meetings.models import AgendaItem, Paper
from ..people.models import Person
from ..recommendations.models import Action


class DocumentKind(StrEnum):
    """What a document is; the words of the `report` command."""

    AGENDA = "agenda"
    ANNUAL = "annual"
    BRIEFING_NOTE = "briefing-note"
    CABINET_RESPONSE = "cabinet-response"
    DEEP_DIVE = "deep-dive"
    LETTER = "letter"
    MINUTES = "minutes"
    MONITOR = "monitor"
    PROGRESS = "progress"
    SCORECARD = "scorecard"


class Document(Versioned, Base):
    """A document in the making. Once frozen, its published version never changes."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of("frozen", "frozen_on IS NULL OR sha256 IS NOT NULL"),
        Index("ix_document_open", "frozen_on", "id"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    kind: Mapped[DocumentKind] = word(DocumentKind, "kind")
    title: Mapped[str] = short(400)
    body_id: Mapped[int] = to("body")
    report_of: Mapped[str | None] = short(null=True)
    author_id: Mapped[int | None] = to("person", null=True)
    item_id: Mapped[int | None] = to("agenda_item", null=True)
    paper_id: Mapped[int | None] = to("paper", null=True)
    opened_on: Mapped[date] = civil_date(null=False)
    sent_for_clearing_on: Mapped[date | None] = civil_date()
    frozen_on: Mapped[date | None] = civil_date()
    sha256: Mapped[str | None] = short(64, null=True)
    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    author: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")
    subjects: Mapped[list[DocumentSubject]] = relationship(order_by="DocumentSubject.id", lazy="raise_on_sql")
    sections: Mapped[list[DocumentSection]] = relationship(
        order_by="DocumentSection.position", lazy="raise_on_sql"
    )
    contributions: Mapped[list[Contribution]] = relationship(order_by="Contribution.id", lazy="raise_on_sql")
    clearances: Mapped[list[Clearance]] = relationship(order_by="Clearance.position", lazy="raise_on_sql")


class DocumentSubject(Base):
    """A record that a document is about, by noun and reference: once in a document of a kind."""

    __tablename__ = "document_subject"
    __table_args__ = (UniqueConstraint("kind", "noun", "reference"),)
    id: Mapped[int] = key()
    document_id: Mapped[int] = to("document")
    kind: Mapped[DocumentKind] = word(DocumentKind, "kind")
    noun: Mapped[str] = short(40)
    reference: Mapped[str] = short(40)


class DocumentSection(Versioned, Base):
    """A section that a person writes; what the record says stands in it as [[facts]]."""

    __tablename__ = "document_section"
    __table_args__ = (UniqueConstraint("document_id", "key"),)
    id: Mapped[int] = key()
    document_id: Mapped[int] = to("document", index=False)
    position: Mapped[int] = mapped_column()
    key: Mapped[str] = short(40)
    heading: Mapped[str] = short()
    text: Mapped[str] = long_text()


class Contribution(Versioned, Base):
    """A part that somebody was asked for: an account, or a name without one; for an action, its officer's."""

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("document_id", "action_id"),
        one_of("asked", "asked_of_id IS NOT NULL OR asked_of_name IS NOT NULL"),
        one_of("received", "received_on IS NULL OR received_on >= asked_on"),
    )
    id: Mapped[int] = key()
    document_id: Mapped[int] = to("document", index=False)
    action_id: Mapped[int | None] = to("action", null=True)
    what: Mapped[str] = short(400)
    asked_of_id: Mapped[int | None] = to("person", null=True)
    asked_of_name: Mapped[str | None] = short(400, null=True)
    asked_on: Mapped[date] = civil_date(null=False)
    received_on: Mapped[date | None] = civil_date()
    text: Mapped[str] = long_text()
    entered_by_name: Mapped[str | None] = short(null=True)
    asked_of: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    action: Mapped[Action | None] = relationship(lazy="raise_on_sql")

    @property
    def whom(self) -> str:
        """Who was asked, by name; needs the person loaded."""
        return self.asked_of_name or (self.asked_of.name if self.asked_of is not None else "")


class ClearanceRole(StrEnum):
    """In what part somebody stands in the clearance table."""

    CONTRIBUTOR = "contributor"
    FINANCE = "finance"
    LEGAL = "legal"
    DIRECTOR = "director"
    CABINET_MEMBER = "cabinet-member"
    CHAIR = "chair"


CLEARANCE_WORDS = {
    ClearanceRole.CONTRIBUTOR: "Contributor",
    ClearanceRole.FINANCE: "Finance",
    ClearanceRole.LEGAL: "Legal",
    ClearanceRole.DIRECTOR: "Director",
    ClearanceRole.CABINET_MEMBER: "Cabinet Member",
    ClearanceRole.CHAIR: "Chair",
}


class Clearance(Versioned, Base):
    """One name in the clearance table. A blank is allowed, and printed as a blank."""

    __tablename__ = "clearance"
    __table_args__ = (
        Index("ix_clearance_document_id_position", "document_id", "position"),
        one_of("dates", "back_on IS NULL OR sent_on IS NULL OR back_on >= sent_on"),
    )
    id: Mapped[int] = key()
    document_id: Mapped[int] = to("document", index=False)
    position: Mapped[int] = mapped_column()
    role: Mapped[ClearanceRole] = word(ClearanceRole, "role")
    name: Mapped[str] = short()
    post: Mapped[str] = short()
    area: Mapped[str | None] = short(null=True)
    on_behalf_of: Mapped[str | None] = short(null=True)
    sent_on: Mapped[date | None] = civil_date()
    back_on: Mapped[date | None] = civil_date()
    comments: Mapped[str] = long_text()
    file_id: Mapped[int | None] = to("stored_file", null=True)
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")

    @property
    def is_outstanding(self) -> bool:
        """Sent and not back."""
        return self.sent_on is not None and self.back_on is None


class DocumentVersion(Base):
    """What a document said at one moment, as JSON with its hash; never changed."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)
    id: Mapped[int] = key()
    document_id: Mapped[int] = to("document", index=False)
    number: Mapped[int] = mapped_column()
    label: Mapped[str] = short()
    is_published: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    sha256: Mapped[str] = short(64)
    made_at: Mapped[datetime] = instant()
    made_by_name: Mapped[str] = short()


class BuiltFile(Base):
    """A file that was built from a version; the bytes are kept as they were handed out."""

    __tablename__ = "built_file"
    __table_args__ = (UniqueConstraint("version_id", "format"),)
    id: Mapped[int] = key()
    version_id: Mapped[int] = to("document_version", index=False)
    format: Mapped[str] = short(10)
    file_id: Mapped[int] = to("stored_file")
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
