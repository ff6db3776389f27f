"""The README names every setting and every command."""

from __future__ import annotations

import click
from flask import Flask

from scrutiny_tracker import config
from tests.house.source import PROJECT

README = (PROJECT / "README.md").read_text()


def test_it_names_every_setting() -> None:
    unnamed = [setting.name for setting in config.SETTINGS if f"`{setting.name}`" not in README]
    assert not unnamed, f"not in the README: {', '.join(unnamed)}"


def test_it_names_every_command(app: Flask) -> None:
    from scrutiny_tracker import cli

    programs = [value for value in vars(cli).values() if isinstance(value, click.Group)]
    names = {
        name
        for program in programs
        for name, command in program.commands.items()
        if not command.hidden and name not in ("db", "run", "shell", "routes")  # Flask's own
    }
    assert "migrate" in names
    unnamed = sorted(name for name in names if f"`{name}" not in README)
    assert not unnamed, f"not in the README: {', '.join(unnamed)}"
