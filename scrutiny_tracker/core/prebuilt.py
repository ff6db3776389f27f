"""Core statements for lists and counts: plain rows, without the ORM's share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Dialect, Executable, Select

from .extensions import db

KEPT = "connection of a transaction"


def run(statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
    """Runs a Core statement in the session's transaction; nothing of the ORM is loaded or flushed."""
    return _connection().execute(statement, values or {})


def run_kept(statement: Select[Any], values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
    """The same for a statement that its caller keeps (a constant, or one per shape of filter).

    Its SQL is written once and found by identity: finding it by what a long statement says costs as much as
    reading a page of rows.
    """
    connection = _connection()
    written = cast(Executable, _written(statement, connection.dialect))
    return connection.execute(written, values or {})


@lru_cache(maxsize=4096)
def _written(statement: Select[Any], dialect: Dialect) -> object:
    return statement.compile(dialect=dialect)


def _connection() -> Connection:
    session = db.session()
    transaction = session.get_transaction()
    kept: tuple[object, Connection] | None = session.info.get(KEPT)
    if kept is None or transaction is None or kept[0] is not transaction:
        connection = session.connection()
        kept = session.info[KEPT] = (session.get_transaction(), connection)
    return kept[1]
