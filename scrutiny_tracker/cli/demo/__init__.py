"""`demo`: a city council that does not exist, with two years of scrutiny behind it.

It stands at 12 January 2026.
"""

from __future__ import annotations

import click
from flask import Flask

from ...config import kept_secret
from ...core.errors import Refused
from ...core.extensions import db
from ...council.queries import list_bodies
from ...council.settings import yes_no_setting
from ..application import application
from ..database import ready
from ..errors import OneLineErrors
from .people import lock_with, printed_sign_ins

IN_PRODUCTION = "the demonstration council is refused in production: its password is printed for everybody"
NOT_EMPTY = "the database holds a council already: the demonstration is loaded into an empty one only"
SPACES = "SCRUTINY_DEMO_PASSWORD has spaces in it: choose one without"


@click.command(cls=OneLineErrors)
def demo() -> None:
    """Load the demonstration council, unless it is there, and print its sign-ins."""
    with application() as app:
        if app.config["SCRUTINY_ENV"] == "production":
            raise click.UsageError(IN_PRODUCTION)
        password = _password(app)
        ready(app)
        if is_loaded():
            lock_with(password)
        else:
            _load(password)
        db.session.commit()
        for line in printed_sign_ins():
            click.echo(line)
        click.echo(f"password: {password}")


def is_loaded() -> bool:
    """Whether the demonstration council is in this database."""
    return yes_no_setting("is_demonstration")


def _password(app: Flask) -> str:
    password = str(app.config.get("SCRUTINY_DEMO_PASSWORD") or kept_secret("demo_password"))
    if password.split() != [password]:
        raise click.UsageError(SPACES)
    return password


def _load(password: str) -> None:
    """All of it or nothing. Raises click.UsageError where the database holds something else."""
    from .stories import load

    if list_bodies():
        raise click.UsageError(NOT_EMPTY)
    try:
        load(password)
    except Refused as refused:
        raise click.UsageError(f"the demonstration cannot be loaded: {refused.sentence}") from refused
