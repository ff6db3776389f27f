"""`migrate`: brings the database to this version; other commands ask here whether it is."""

from __future__ import annotations

import logging

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ..config import INSTANCE, PROJECT
from ..core.extensions import db
from .application import application
from .errors import OneLineErrors

MIGRATIONS = str(PROJECT / "migrations")


def versions() -> tuple[str | None, str | None]:
    """The database's version (None for an empty one) and this program's."""
    with db.engine.connect() as connection:
        there = MigrationContext.configure(connection).get_current_revision()
    return there, ScriptDirectory(MIGRATIONS).get_current_head()


def ready(app: Flask) -> None:
    """Migrates an empty database. Raises click.UsageError for an older or newer one, or one not reached."""
    try:
        there, here = versions()
    except SQLAlchemyError as error:
        raise click.UsageError(f"the database cannot be reached: {type(error).__name__}") from error
    if there is None:
        bring_to_this_version()
    elif there != here:
        raise click.UsageError("the database is not at this version: run `scrutiny-tracker migrate` first")


def bring_to_this_version() -> None:
    """Runs every migration that is missing."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if db.engine.url.get_backend_name() == "sqlite":
        INSTANCE.mkdir(exist_ok=True)
    upgrade(directory=MIGRATIONS)


@click.command(cls=OneLineErrors)
def migrate() -> None:
    """Bring the database to this version."""
    with application():
        try:
            bring_to_this_version()
            there, _here = versions()
        except SQLAlchemyError as error:
            raise click.UsageError(f"the database cannot be reached: {type(error).__name__}") from error
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        click.echo(f"The database is at version {there}.")


COMMANDS = (migrate,)
