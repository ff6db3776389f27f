"""Every command. Those that need no database load no application."""

from __future__ import annotations

import click

from .deadline import deadline
from .errors import OneLineErrors
from .read import read


class OneLineGroup(OneLineErrors, click.Group):
    """The program: every usage error is one line."""


@click.group(cls=OneLineGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Scrutiny Tracker: from a committee's resolution to what changed."""


main.add_command(deadline)
main.add_command(read)


def _add_the_rest() -> None:
    from . import accounts, database, history, server, worker

    for module in (accounts, database, history, server, worker):
        for command in module.COMMANDS:
            main.add_command(command)


_add_the_rest()
