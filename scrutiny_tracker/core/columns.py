"""Columns that many tables share: portable types, named checks, versions, publicity."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, Enum, ForeignKey, Integer, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

from ..rules.publicity import Publicity


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; SQLite forgets time zones, so this column remembers for it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


def word(values: type[StrEnum], name: str, **options: Any) -> MappedColumn[Any]:  # noqa: ANN401
    """A text column that holds one of an enum's values, with a CHECK named `name`."""
    return mapped_column(
        Enum(
            values,
            name=name,
            native_enum=False,
            create_constraint=True,
            length=40,
            values_callable=lambda members: [member.value for member in members],
        ),
        **options,
    )


def key() -> MappedColumn[int]:
    """A table's primary key."""
    return mapped_column(Integer, primary_key=True)


def to(table: str, *, null: bool = False, index: bool = True) -> MappedColumn[Any]:
    """A foreign key to another table's id."""
    return mapped_column(ForeignKey(f"{table}.id"), nullable=null, index=index)


def civil_date(*, null: bool = True, **options: Any) -> MappedColumn[Any]:  # noqa: ANN401
    """A London date."""
    return mapped_column(Date, nullable=null, **options)


def instant(*, null: bool = False) -> MappedColumn[Any]:
    """A UTC instant."""
    return mapped_column(Instant, nullable=null)


def short(length: int = 200, *, null: bool = False, **options: Any) -> MappedColumn[Any]:  # noqa: ANN401
    """A line of text."""
    return mapped_column(String(length), nullable=null, **options)


def long_text(*, null: bool = False) -> MappedColumn[Any]:
    """Paragraphs."""
    return mapped_column(Text, nullable=True) if null else mapped_column(Text, nullable=False, default="")


class Versioned:
    """A record that people edit: two people at once get a page with both versions."""

    version: Mapped[int] = mapped_column(Integer, default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


class Dated:
    """True from one date to another; an empty end means still."""

    from_on: Mapped[date] = civil_date(null=False)
    to_on: Mapped[date | None] = civil_date()

    def holds_on(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


class Closable:
    """Text that may be public, exempt or confidential (Local Government Act 1972, Schedule 12A)."""

    publicity: Mapped[Publicity] = word(Publicity, "publicity", default=Publicity.PUBLIC)
    exempt_paragraph: Mapped[str | None] = short(20, null=True)
    exempt_reason: Mapped[str | None] = short(400, null=True)
    public_text: Mapped[str | None] = long_text(null=True)


def one_of(name: str, rule: str) -> CheckConstraint:
    """A named CHECK."""
    return CheckConstraint(rule, name=name)
