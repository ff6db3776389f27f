"""One worker at a time does a thing: an advisory lock on a connection of its own (PostgreSQL), a locked file
beside the database (SQLite). Either ends with the process that holds it, however it dies."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from .extensions import db


class Elected:
    """Held while this worker is the one; `is_held` asks before each step, since a connection can be cut."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection
        self._is_lost = False

    def is_held(self) -> bool:
        """Whether the lock is still this worker's; lost once is lost, though the connection comes back."""
        if self._connection is not None and not self._is_lost:
            try:
                self._connection.execute(text("SELECT 1"))
            except SQLAlchemyError:
                self._is_lost = True
        return not self._is_lost


@contextmanager
def elected(name: str) -> Iterator[Elected | None]:
    """The election for one name: None where another worker holds it now."""
    if db.engine.dialect.name == "postgresql":
        with _by_advisory_lock(name) as found:
            yield found
    else:
        with _by_file(name) as found:
            yield found


@contextmanager
def _by_advisory_lock(name: str) -> Iterator[Elected | None]:
    engine = create_engine(db.engine.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            number = crc32(f"scrutiny:{name}".encode())
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": number}):
                yield None
                return
            yield Elected(connection)
            connection.invalidate()  # closing the session gives the lock back, whatever became of it
    finally:
        engine.dispose()


@contextmanager
def _by_file(name: str) -> Iterator[Elected | None]:
    database = db.engine.url.database
    if not database or database == ":memory:":
        yield Elected()
        return
    with Path(f"{database}.{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield Elected()
