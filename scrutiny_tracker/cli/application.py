"""The application as commands use it, and who writes from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from flask import Flask

    from ..history.journal import By


@contextmanager
def application() -> Iterator[Flask]:
    """The application with its context; a setting it cannot start with is one line on stderr and exit 2."""
    from .. import create_app
    from ..config import SettingError

    try:
        app = create_app()
    except SettingError as error:
        raise click.UsageError(str(error)) from error
    with app.app_context():
        yield app


def as_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--as EMAIL`: on whose behalf a command writes; the actor is `system` without it."""
    return click.option("--as", "as_email", metavar="EMAIL", help="On whose behalf; `system` without it.")(
        command
    )


def by_command(as_email: str | None) -> By:
    """The actor of a command. Raises click.UsageError for an address without an account."""
    from ..core import clock
    from ..history.journal import By
    from ..people.queries import find_person_by_email

    if as_email is None:
        return By(None, "system", clock.now(), clock.today())
    person = find_person_by_email(as_email)
    if person is None:
        raise click.UsageError(f"--as: there is no account with the address {as_email}")
    return By(person.id, person.name, clock.now(), clock.today())
