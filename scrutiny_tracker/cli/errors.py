"""How a command answers bad input: exit 2 and one line on stderr that says what and where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click


class OneLineErrors(click.Command):
    """A command, or with click.Group a group, whose usage errors are one line instead of click's several."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> click.Context:
        with _one_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        with _one_line():
            return super().invoke(ctx)


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:  # a group called with nothing: its message is the help itself
        raise
    except click.UsageError as error:  # without a context click leaves its "Usage:" lines out
        raise click.UsageError(" ".join(error.format_message().split())) from error
