"""`scheduler`, `tick` and `outbox`: the worker, its jobs by hand, and what it sends."""

from __future__ import annotations

import json
import re
import signal
from datetime import UTC, datetime
from typing import Any, NoReturn

import click

from .application import application
from .database import ready
from .errors import OneLineErrors


@click.command(cls=OneLineErrors)
def scheduler() -> None:
    """Start the worker that runs the jobs and sends messages."""
    from ..scheduler import work

    signal.signal(signal.SIGTERM, _stop)
    with application() as app:
        ready(app)
    try:
        work(app)
    except KeyboardInterrupt:
        return


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def london_time(value: str) -> datetime:
    """A London time typed as 2026-11-04T07:00."""
    from ..core.clock import LONDON

    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
        raise click.BadParameter(f"{value!r} is not a time written as 2026-11-04T07:00.")
    try:
        return datetime.fromisoformat(value).replace(tzinfo=LONDON)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time of the calendar.") from None


@click.command(cls=OneLineErrors)
@click.option("--on", "at", type=london_time, required=True, metavar="YYYY-MM-DDTHH:MM", help="London time.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def tick(at: datetime, as_json: bool) -> None:
    """Run every job once, as at a London time."""
    from ..scheduler import tick as run_all

    with application() as app:
        ready(app)
        app.config["SCRUTINY_TODAY"] = at.date()
        made, sent = run_all(at.date(), at.astimezone(UTC))
    done = {
        "on": at.strftime("%Y-%m-%dT%H:%M"),
        "jobs": {name: {"notices": one.notices, "created": one.created} for name, one in made.items()},
        "sent": sent.sent,
        "failed": sent.failed,
        "unknown": sent.unknown,
    }
    if as_json:
        click.echo(json.dumps(done, indent=1))
    else:
        click.echo(f"{len(made)} jobs ran; {sent.sent} sent, {sent.failed} failed, {sent.unknown} unknown.")


@click.command(cls=OneLineErrors)
@click.option("--json", "as_json", is_flag=True, help="Print the messages as JSON.")
def outbox(as_json: bool) -> None:
    """Show what was sent and what waits."""
    from ..outbox.queries import list_messages
    from ..reminders.queries.notices import items_by_message

    with application() as app:
        ready(app)
        carried = items_by_message()
        rows: list[dict[str, Any]] = [
            {
                "key": message.key,
                "subject": message.subject,
                "recipient": message.recipient,
                "status": message.status.value,
                "created_at": message.created_at.isoformat(),
                "sent_at": message.sent_at.isoformat() if message.sent_at else None,
                "items": [
                    {
                        "record": item.record,
                        "kind": item.kind,
                        "stage": item.stage,
                        "due_on": item.due_on.isoformat(),
                    }
                    for item in carried.get(message.id, [])
                ],
            }
            for message in list_messages()
        ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['status']:8} {row['recipient']}: {row['subject']}")
