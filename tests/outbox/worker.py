"""The worker as a process of its own: `send` until nothing waits, `schedule` until it is stopped, or `tick`
for each day that is written to it. It says “begun” once it is ready."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, date, datetime
from datetime import time as clock_time

from flask import Flask

from scrutiny_tracker import create_app, scheduler
from scrutiny_tracker.core import clock
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox import transports
from scrutiny_tracker.outbox.jobs import Sent, send_waiting
from scrutiny_tracker.outbox.queries import next_waiting_id


def say(word: str) -> None:
    """One line to whoever started this process."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def send(app: Flask) -> None:
    """Sends what waits until nothing does."""
    with app.app_context():
        say("begun")
        while next_waiting_id(clock.now()) is not None:
            db.session.rollback()
            if send_waiting(clock.now()) == Sent():
                time.sleep(0.05)


def schedule(app: Flask) -> None:
    """The scheduler itself, a round of sending every second."""
    scheduler.EVERY_SECONDS = 1
    say("begun")
    scheduler.work(app)


def tick(app: Flask) -> None:
    """Every job at seven in the morning of each day that is read; “done” after each."""
    say("begun")
    for line in sys.stdin:
        day = date.fromisoformat(line.strip())
        app.config["SCRUTINY_TODAY"] = day
        with app.app_context():
            scheduler.tick(day, datetime.combine(day, clock_time(7), clock.LONDON).astimezone(UTC))
        say("done")


if __name__ == "__main__":
    transports.SECONDS_TO_WAIT = int(os.environ.get("PATIENCE", "20"))
    {"send": send, "schedule": schedule, "tick": tick}[sys.argv[1]](create_app())
