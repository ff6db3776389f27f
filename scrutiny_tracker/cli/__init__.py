"""Every command, each loaded when it is asked for: those that need no database load no application."""

from __future__ import annotations

from importlib import import_module

import click

from .errors import OneLineErrors

WHERE = {
    "backup": "backup.backup",
    "create-user": "accounts.create_user",
    "deadline": "deadline.deadline",
    "demo": "demo.demo",
    "erase": "history.erase_words",
    "export": "exports.export_group",
    "import": "imports.import_group",
    "migrate": "database.migrate",
    "outbox": "worker.outbox",
    "read": "read.read",
    "report": "report.report",
    "restore": "backup.restore",
    "scheduler": "worker.scheduler",
    "scorecard": "scorecard.scorecard",
    "serve": "server.serve",
    "tick": "worker.tick",
    "verify-history": "history.verify_history",
}


class Program(OneLineErrors, click.Group):
    """The program: it knows where each command stands, and every usage error is one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in WHERE:
            return None
        module, _, name = WHERE[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f".{module}", __package__), name)
        return command


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Scrutiny Tracker: from a committee's resolution to what changed."""
