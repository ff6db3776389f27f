"""Runs migrations inside the application, on whichever engine it uses."""

from alembic import context
from flask import current_app

target = current_app.extensions["migrate"].db


def run() -> None:
    with target.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # a batch drops the table it made anew, and rows elsewhere point at it: SQLite would refuse
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=target.metadata,
            compare_type=True,
            render_as_batch=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
