"""Who can sign in, the single-use links that let them, and the failures that are counted."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..core.columns import Versioned, instant, key, short, to, word
from ..core.extensions import Base


class Person(Versioned, Base):
    """Somebody with an account. What they may do follows from their offices, never from this row."""

    __tablename__ = "person"
    id: Mapped[int] = key()
    email: Mapped[str] = short(254, unique=True)
    name: Mapped[str] = short()
    post: Mapped[str | None] = short(null=True)
    password_hash: Mapped[str | None] = short(null=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    session_number: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = instant()
    last_signed_in_at: Mapped[datetime | None] = instant(null=True)

    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        """What the session keeps: a new password or a deactivation raises the number, which ends it."""
        return f"{self.id}.{self.session_number}"


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105 - the purpose of a link, not a secret


class SingleUseLink(Base):
    """A link that sets a password once; only its hash is kept."""

    __tablename__ = "single_use_link"
    id: Mapped[int] = key()
    person_id: Mapped[int] = to("person")
    purpose: Mapped[LinkPurpose] = word(LinkPurpose, "purpose")
    token_hash: Mapped[str] = short(64, unique=True)
    expires_at: Mapped[datetime] = instant()
    used_at: Mapped[datetime | None] = instant(null=True)
    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class SignInFailure(Base):
    """One wrong password: counted per account and per address."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_key_at", "key", "at"),)
    id: Mapped[int] = key()
    key: Mapped[str] = short(300)
    at: Mapped[datetime] = instant()
