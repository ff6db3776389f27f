"""A mail server in every mood: it takes, refuses, asks for patience, is slow, drops the line after DATA."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from subprocess import TimeoutExpired

import pytest
from flask import Flask

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.jobs import send_waiting
from scrutiny_tracker.outbox.models import Message, MessageStatus
from tests.outbox.drills import fill, finish, number_of, settle_last, start
from tests.outbox.mail_servers import Postman, mail_server

pytestmark = pytest.mark.own_database
ANSWERS = ("250 OK", "250 OK", "250 OK", "451 Later", "550 No such person")
SLOW = 2.5


def moody(number: int, slow: float = 0.0) -> tuple[Counter[str], Callable[[Postman], None]]:
    """A mood of its own for each message, and how often each was shown."""
    chance, shown = random.Random(number), Counter[str]()

    def mood(postman: Postman) -> None:
        postman.answer = chance.choice(ANSWERS)
        postman.drops = chance.random() < 0.1
        postman.seconds = slow if slow and chance.random() < 0.03 else 0.0
        shown[f"{postman.answer[:3]}{' dropped' if postman.drops else ''}"] += 1

    return shown, mood


def check(postman: Postman, number: int) -> Counter[MessageStatus]:
    """What the outbox says of each message is what became of it."""
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.query(Message).all()
    assert len(rows) == number
    for row in rows:
        times = postman.by_recipient[row.recipient]
        wanted = {MessageStatus.SENT: (1,), MessageStatus.FAILED: (0,), MessageStatus.UNKNOWN: (0, 1)}
        assert times in wanted[row.status], f"{row.key}: {row.status}, arrived {times}"
        assert (row.trouble is None) == (row.status is MessageStatus.SENT)
    return Counter(row.status for row in rows)


def rounds(at: datetime) -> None:
    """Later and later, until nobody is asked for patience any more."""
    for day in range(1, 8):
        send_waiting(at + timedelta(days=day))


def test_whatever_the_server_does_the_outbox_says_what_became_of_it(app: Flask) -> None:
    with app.app_context(), mail_server() as (postman, address):
        app.config["SCRUTINY_MAIL"] = address
        fill(60)
        shown, postman.mood = moody(60)
        send_waiting(datetime.now(UTC))
        rounds(datetime.now(UTC))
        states = check(postman, 60)
    assert {"250", "250 dropped", "451", "550"} <= set(shown)
    assert set(states) == {MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.UNKNOWN}


@pytest.mark.drill
def test_a_moody_and_slow_server_under_killed_workers(app: Flask) -> None:
    """Slower than the worker's patience is as good as a dropped line: it may have arrived."""
    number = 300
    with app.app_context(), mail_server() as (postman, address):
        fill(number)
        _shown, postman.mood = moody(number, slow=SLOW)
        for kill_after in (1.0, 2.0, 3.0):
            process = start(str(app.config["SQLALCHEMY_DATABASE_URI"]), address, PATIENCE="1")
            with pytest.raises(TimeoutExpired):
                process.wait(timeout=kill_after)
            process.kill()
            finish(process)
        finish(start(str(app.config["SQLALCHEMY_DATABASE_URI"]), address, PATIENCE="1"))
        postman.mood = None
        postman.answer, postman.drops, postman.seconds = "250 OK", False, 0.0
        settle_last(app, address, datetime.now(UTC))
        rounds(datetime.now(UTC))
        states = check(postman, number)
        assert number_of(MessageStatus.WAITING, MessageStatus.SENDING) == 0
    assert states[MessageStatus.SENT] > number // 2
