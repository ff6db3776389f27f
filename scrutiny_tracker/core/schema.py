"""Which version the database is at, and which this program needs."""

from __future__ import annotations

from functools import lru_cache

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from ..config import PROJECT
from .extensions import db

MIGRATIONS = str(PROJECT / "migrations")


@lru_cache(maxsize=1)
def needed_version() -> str | None:
    """The newest migration that this program carries."""
    return ScriptDirectory(MIGRATIONS).get_current_head()


def look_at_sizes() -> None:
    """Has SQLite count what its indexes hold, so that a list is read by its own; PostgreSQL does so alone."""
    if db.engine.dialect.name == "sqlite":
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def database_version() -> str | None:
    """The database's version; None for an empty one. Raises SQLAlchemyError where it cannot be reached."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
