"""`migrate`: brings the database to this version; other commands ask here whether it is."""

from __future__ import annotations

import logging

import click
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import SQLAlchemyError

from ..config import INSTANCE
from ..core.extensions import db
from ..core.schema import MIGRATIONS, database_version, needed_version
from .application import application
from .errors import OneLineErrors


def ready(app: Flask) -> None:
    """Migrates an empty database. Raises click.UsageError for an older or newer one, or one not reached."""
    try:
        there = database_version()
    except SQLAlchemyError as error:
        raise click.UsageError(f"the database cannot be reached: {type(error).__name__}") from error
    if there is None:
        bring_to_this_version()
    elif there != needed_version():
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
            there = database_version()
        except SQLAlchemyError as error:
            raise click.UsageError(f"the database cannot be reached: {type(error).__name__}") from error
        click.echo(f"The database is at version {there}.")
