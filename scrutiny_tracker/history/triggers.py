"""What makes a table append-only: triggers that refuse DELETE always and UPDATE but for a lawful erasure.

An erasure is allowed while `erasure_permit` holds a row, which the one audited command puts there and takes
away within its own transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

REFUSAL = "this table is append-only"


def guard(connection: Connection, table: str) -> None:
    """Creates a table's triggers, on SQLite and on PostgreSQL."""
    if connection.dialect.name == "sqlite":
        for verb, condition in (
            ("update", " WHEN NOT EXISTS (SELECT 1 FROM erasure_permit)"),
            ("delete", ""),
        ):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table}{condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
            )
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM erasure_permit) THEN RETURN NEW; END IF; "
            "RAISE EXCEPTION 'this table is append-only'; END $$"
        )
    )
    for verb in ("update", "delete"):
        connection.execute(
            text(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        )


def release(connection: Connection, table: str) -> None:
    """Drops a table's triggers; a migration that does so guards the table again."""
    suffix = "" if connection.dialect.name == "sqlite" else f" ON {table}"
    for verb in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{suffix}"))
