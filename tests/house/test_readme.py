"""The README names every setting and every command."""

from __future__ import annotations

import click
import pytest

from scrutiny_tracker import cli, config
from tests.house.source import PROJECT

README = (PROJECT / "README.md").read_text()


def test_it_names_every_setting() -> None:
    unnamed = [setting.name for setting in config.SETTINGS if f"`{setting.name}`" not in README]
    assert not unnamed, f"not in the README: {', '.join(unnamed)}"


def test_it_names_every_command() -> None:
    unnamed = [name for name in cli.WHERE if f"`{name}" not in README]
    assert not unnamed, f"not in the README: {', '.join(unnamed)}"


@pytest.mark.parametrize("name", sorted(cli.WHERE))
def test_every_command_stands_where_the_program_says(name: str) -> None:
    command = cli.main.get_command(click.Context(cli.main), name)
    assert command is not None
    assert command.help, f"{name} says nothing about itself"
