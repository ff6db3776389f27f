"""`backup` and `restore`: the whole database with its files, as one file, on either engine."""

from __future__ import annotations

from pathlib import Path

import click

from ..core.copying import NotABackup, read_backup, write_backup
from ..core.extensions import db
from ..core.schema import needed_version
from .application import application
from .database import ready
from .errors import OneLineErrors


@click.command(cls=OneLineErrors)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write the whole database, files included, into a new FILE."""
    if file.exists():
        raise click.UsageError(f"{file} exists already; choose another name")
    if not file.parent.is_dir():
        raise click.UsageError(f"{file.parent} is not a folder")
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    with application() as app:
        ready(app)
        with db.engine.connect() as source:
            if source.dialect.name == "postgresql":
                source = source.execution_options(isolation_level="REPEATABLE READ")
            rows = write_backup(source, str(needed_version()), part)
    part.rename(file)
    click.echo(f"{rows} rows are in {file}.")


@click.command(cls=OneLineErrors)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Read FILE, written by `backup`, into an empty database."""
    if not file.is_file():
        raise click.UsageError(f"there is no file {file}")
    with application() as app:
        ready(app)
        try:
            with db.engine.begin() as target:
                rows = read_backup(file, target, str(needed_version()))
        except NotABackup as error:
            raise click.UsageError(f"{file}: {error}") from error
    click.echo(f"{rows} rows are restored from {file}.")
