"""Senders as real processes: killed at any moment, two at once, their lock's connection cut."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import insert, text

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.models import Message, MessageStatus
from tests.outbox.mail_servers import Postman, mail_server

pytestmark = pytest.mark.own_database
LONG = pytest.mark.drill
AT = datetime(2026, 1, 12, 7, tzinfo=UTC)


def fill(number: int) -> None:
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


def start(app: Flask, mail: str) -> subprocess.Popen[str]:
    """A sender that is ready to send."""
    uri = app.config["SQLALCHEMY_DATABASE_URI"]
    environment = {**os.environ, "SCRUTINY_DATABASE_URL": uri, "SCRUTINY_MAIL": mail}
    environment["SCRUTINY_SECRET_KEY"] = "a-secret-of-the-tests-and-of-nothing-else"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.outbox.worker"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def finish(process: subprocess.Popen[str]) -> None:
    process.wait(timeout=120)
    assert process.stdout is not None
    process.stdout.close()


def settled(postman: Postman, number: int) -> None:
    """Nothing lost, nothing twice: what is sent arrived once, what is unknown at most once."""
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.query(Message).all()
    assert len(rows) == number
    states = {row.status for row in rows}
    assert states <= {MessageStatus.SENT, MessageStatus.UNKNOWN}, states
    assert max(postman.taken.values()) == 1
    unknown = sum(row.status is MessageStatus.UNKNOWN for row in rows)
    assert number - unknown <= len(postman.taken) <= number


def kill_and_continue(app: Flask, number: int, kills: int) -> None:
    chance = random.Random(number)
    with app.app_context(), mail_server() as (postman, address):
        fill(number)
        postman.seconds = 0.004
        for _ in range(kills):
            process = start(app, address)
            time.sleep(chance.uniform(0.0, number * 0.01 / (kills + 1)))
            process.kill()
            finish(process)
        finish(start(app, address))
        settle_last(app, address)
        settled(postman, number)


def settle_last(app: Flask, address: str) -> None:
    """One more round in this process, for a message that the last kill left half-way."""
    from scrutiny_tracker.outbox.jobs import send_waiting

    app.config["SCRUTINY_MAIL"] = address
    db.session.rollback()
    send_waiting(datetime.now(UTC))


def test_a_sender_killed_at_any_moment_loses_nothing(app: Flask) -> None:
    kill_and_continue(app, 60, 2)


@LONG
def test_a_sender_killed_twenty_times_within_five_hundred(app: Flask) -> None:
    kill_and_continue(app, 500, 20)


@LONG
def test_two_senders_and_a_stopped_one(app: Flask) -> None:
    with app.app_context(), mail_server() as (postman, address):
        fill(200)
        postman.seconds = 0.004
        processes = [start(app, address) for _ in range(2)]
        for process in processes:
            finish(process)
        settled(postman, 200)
        assert sum(postman.taken.values()) == 200


@LONG
def test_connections_cut_under_a_sender(app: Flask) -> None:
    """Its lock's, and its database's, as a restart of the server would."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("a file has no connection to cut")
        with mail_server() as (postman, address):
            fill(200)
            postman.seconds = 0.004
            first = start(app, address)
            cut = threading.Timer(0.3, cut_everybody, [app])
            cut.start()
            finish(first)
            cut.join()
            finish(start(app, address))
            settle_last(app, address)
            settled(postman, 200)


def cut_everybody(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
