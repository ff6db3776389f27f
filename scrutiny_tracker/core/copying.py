"""A whole database as one SQLite file, from and to either engine: every row of every table, files too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, create_engine, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from .extensions import Base

AT_ONCE = 500
SQLITE = b"SQLite format 3\x00"


class NotABackup(ValueError):
    """The file is no backup that this version can read; the message says why."""


def tables() -> list[Table]:
    """Every table, each after those that it refers to."""
    return list(Base.metadata.sorted_tables)


def write_backup(source: Connection, version: str, path: Path) -> int:
    """Copies everything within one transaction into a new SQLite file; how many rows it holds."""
    target = create_engine(f"sqlite:///{path}")
    try:
        with target.begin() as there:
            Base.metadata.create_all(there)
            there.execute(text("CREATE TABLE backup_version (version TEXT NOT NULL)"))
            there.execute(text("INSERT INTO backup_version VALUES (:version)"), {"version": version})
            return sum(_copy(source, there, table) for table in tables())
    finally:
        target.dispose()


def read_backup(path: Path, target: Connection, version: str) -> int:
    """Copies a backup into an empty database at the same version; how many rows it held.

    Raises NotABackup for any other file, another version, or a database that holds something.
    """
    with path.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            raise NotABackup("it is not a backup of this program")
    source = create_engine(f"sqlite:///{path}")
    try:
        with source.connect() as there:
            _check(there, target, version)
            return sum(_copy(there, target, table) for table in tables())
    finally:
        source.dispose()


def _check(there: Connection, target: Connection, version: str) -> None:
    try:
        found = there.scalar(text("SELECT version FROM backup_version"))
    except DatabaseError as error:
        raise NotABackup("it is not a backup of this program") from error
    if found != version:
        raise NotABackup(f"it is of version {found}, this program is at {version}")
    if any(target.scalar(select(func.count()).select_from(table)) for table in tables()):
        raise NotABackup("the database is not empty; a backup is restored into an empty one only")


APPEND_ONLY = ("entry",)  # refers to itself, and backwards only


def _rows(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = source.execute(select(table).order_by(*table.primary_key.columns)).mappings()
    while rows := found.fetchmany(AT_ONCE):
        yield [dict(row) for row in rows]


def _copy(source: Connection, target: Connection, table: Table) -> int:
    """Rows that refer to later rows of their own table are pointed there once all of them stand."""
    own = [column for column in table.columns if _points_to(column, table) and table.name not in APPEND_ONLY]
    count = 0
    for rows in _rows(source, table):
        target.execute(insert(table), [row | {column.name: None for column in own} for row in rows])
        count += len(rows)
    for rows in _rows(source, table) if own else ():
        for row in rows:
            pointers = {column.name: row[column.name] for column in own if row[column.name] is not None}
            if pointers:
                target.execute(update(table).where(table.c.id == row["id"]).values(pointers))
    _go_on_counting(target, table)
    return count


def _points_to(column: Column[Any], table: Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _go_on_counting(target: Connection, table: Table) -> None:
    if target.dialect.name == "postgresql" and "id" in table.c:
        largest = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
        target.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), largest, False)))
