"""Migrations say what the models say, in both directions, and history keeps its triggers after each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Connection, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history import APPEND_ONLY
from tests.databases import MIGRATIONS

pytestmark = pytest.mark.own_database
SCRIPTS = ScriptDirectory(MIGRATIONS)


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, db.metadata))


def _named_rules(connection: Connection) -> dict[str, set[str]]:
    """The CHECK constraints of every table, which Alembic's comparison leaves out."""
    inspector = inspect(connection)
    return {
        name: {str(check["name"]) for check in inspector.get_check_constraints(name)}
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def _expected_rules() -> dict[str, set[str]]:
    return {
        table.name: {
            str(rule.name) for rule in table.constraints if rule.__visit_name__.endswith("check_constraint")
        }
        for table in db.metadata.tables.values()
    }


def test_upgraded_database_equals_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        assert _differences(connection) == []
        assert _named_rules(connection) == _expected_rules()


def test_every_step_goes_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        flask_migrate.downgrade(directory=MIGRATIONS, revision="base")
        with db.engine.connect() as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]
        flask_migrate.upgrade(directory=MIGRATIONS)
        with db.engine.connect() as connection:
            assert _differences(connection) == []
            assert _named_rules(connection) == _expected_rules()


def _placeholder(column: Column[Any]) -> object:
    try:
        kind = column.type.python_type
    except NotImplementedError:
        kind = str
    samples: dict[type, object] = {
        int: 1,
        float: 1.0,
        bool: True,
        Decimal: Decimal(1),
        date: date(2026, 1, 12),
        datetime: datetime(2026, 1, 12, tzinfo=UTC),
        bytes: b"x",
        dict: {},
    }
    return samples.get(kind, "x")


def _insert_a_row(connection: Connection, table: Table) -> None:
    """A row of placeholders, past every constraint: this database is thrown away after the test."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
    else:
        found = inspect(connection)
        for rule in (*found.get_check_constraints(table.name), *found.get_foreign_keys(table.name)):
            connection.execute(text(f'ALTER TABLE {table.name} DROP CONSTRAINT "{rule["name"]}"'))
    connection.execute(insert(table).values({column.name: _placeholder(column) for column in table.columns}))


def _accepts(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except DatabaseError:
        return False
    return True


@pytest.mark.parametrize("revision", [script.revision for script in SCRIPTS.walk_revisions()])
def test_append_only_tables_refuse_change_at_every_version(app: Flask, revision: str) -> None:
    """History stays history at each version of the schema: batch migrations drop triggers silently."""
    with app.app_context():
        if revision != SCRIPTS.get_current_head():
            flask_migrate.downgrade(directory=MIGRATIONS, revision=revision)
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            tables = MetaData()
            tables.reflect(connection)
            kept = [tables.tables[name] for name in APPEND_ONLY if name in tables.tables]
            for table in kept:
                _insert_a_row(connection, table)
                column = next(column.name for column in table.columns if not column.primary_key)
                for change in (
                    f'UPDATE {table.name} SET "{column}" = "{column}"',
                    f"DELETE FROM {table.name}",
                ):
                    assert not _accepts(connection, change), f"{revision} accepts: {change}"
                assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 1
    if revision == SCRIPTS.get_current_head():
        assert {table.name for table in kept} == set(APPEND_ONLY)
