"""What every drill needs: a full outbox, workers as real processes, and what must hold afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import func, insert, select

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.jobs import send_waiting
from scrutiny_tracker.outbox.models import Message, MessageStatus
from tests.outbox.mail_servers import Postman

AT = datetime(2026, 1, 12, 7, tzinfo=UTC)
LONGEST = 300
Worker = subprocess.Popen[str]


def fill(number: int) -> None:
    """As many messages that wait."""
    rows = [
        {
            "key": f"drill:{n}",
            "recipient": f"person{n}@council.example",
            "subject": "One thing",
            "body": "Dear colleague,\n",
            "status": MessageStatus.WAITING,
            "created_at": AT,
            "attempts": 0,
        }
        for n in range(number)
    ]
    db.session.execute(insert(Message), rows)
    db.session.commit()


def start(uri: str, mail: str, does: str = "send", **more: str) -> Worker:
    """A worker that is ready."""
    environment = {**os.environ, "SCRUTINY_DATABASE_URL": uri, "SCRUTINY_MAIL": mail, **more}
    environment["SCRUTINY_SECRET_KEY"] = "a-secret-of-the-tests-and-of-nothing-else"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.outbox.worker", does],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def finish(process: Worker) -> None:
    """Waits for a worker's end."""
    process.wait(timeout=LONGEST)
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()


@contextmanager
def running(uri: str, mail: str, does: str, **more: str) -> Iterator[Worker]:
    """A worker that is stopped afterwards, as an operator stops it."""
    process = start(uri, mail, does, **more)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        finish(process)


def until(what: Callable[[], bool], seconds: float = LONGEST) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def number_of(*states: MessageStatus) -> int:
    """How many messages stand in some states now; nothing is left open, whatever happens to the database."""
    db.session.rollback()
    query = select(func.count()).select_from(Message).where(Message.status.in_(states))
    found = db.session.scalar(query) or 0
    db.session.rollback()
    return found


def settle_last(app: Flask, mail: str, at: datetime) -> None:
    """One more round in this process, for a message that the last fault left half-way."""
    app.config["SCRUTINY_MAIL"] = mail
    db.session.rollback()
    send_waiting(at)


def settled(postman: Postman, number: int, most_unknown: int = 0) -> None:
    """Nothing lost, nothing twice: what is sent arrived once, what is unknown at most once."""
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.scalars(select(Message)).all()
    assert len(rows) == number
    arrived = {n: postman.by_recipient[f"person{n}@council.example"] for n in range(number)}
    assert max(arrived.values()) <= 1, "something arrived twice"
    unknown = 0
    for row in rows:
        times = postman.by_recipient[row.recipient]
        if row.status is MessageStatus.UNKNOWN:
            unknown += 1
            continue
        assert (row.status, times) == (MessageStatus.SENT, 1), f"{row.key}: {row.status}, arrived {times}"
    assert unknown <= most_unknown, f"{unknown} unknown"
