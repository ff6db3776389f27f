"""Senders as real processes: killed at any moment, stopped for minutes, two at once, connections cut."""

from __future__ import annotations

import random
import signal
import threading
import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.models import MessageStatus
from tests.outbox.drills import fill, finish, number_of, settle_last, settled, start, until
from tests.outbox.mail_servers import mail_server

pytestmark = pytest.mark.own_database
LONG = pytest.mark.drill
QUICK = 0.004


def uri_of(app: Flask) -> str:
    return str(app.config["SQLALCHEMY_DATABASE_URI"])


def kill_again_and_again(app: Flask, mail: str, number: int, kills: int) -> None:
    """Kills workers at random moments of their work, each before everything is sent."""
    chance = random.Random(number)
    waiting = [number]
    for left in range(kills, 0, -1):
        process = start(uri_of(app), mail)
        enough = waiting[-1] - chance.randint(0, waiting[-1] // (left + 1))
        until(lambda enough=enough: number_of(MessageStatus.WAITING) <= enough)  # type: ignore[misc]
        time.sleep(chance.uniform(0.0, 0.02))
        assert process.poll() is None
        process.kill()
        finish(process)
        waiting.append(number_of(MessageStatus.WAITING))
    assert waiting[-1] > 0
    finish(start(uri_of(app), mail))


def kill_and_continue(app: Flask, number: int, kills: int) -> None:
    with app.app_context(), mail_server() as (postman, address):
        fill(number)
        postman.seconds = QUICK
        kill_again_and_again(app, address, number, kills)
        settle_last(app, address, datetime.now(UTC))
        settled(postman, number, most_unknown=kills)


def test_a_sender_killed_at_any_moment_loses_nothing(app: Flask) -> None:
    kill_and_continue(app, 60, 2)


@LONG
def test_a_sender_killed_twenty_times_within_five_hundred(app: Flask) -> None:
    kill_and_continue(app, 500, 20)


@LONG
def test_where_the_transport_can_say_a_killed_sender_leaves_nothing_unknown(
    app: Flask, tmp_path: Path
) -> None:
    folder, number = tmp_path / "out", 300
    with app.app_context():
        fill(number)
        kill_again_and_again(app, f"file:{folder}", number, 10)
        settle_last(app, f"file:{folder}", datetime.now(UTC))
        assert number_of(MessageStatus.SENT) == number
    sent = [message_from_bytes(path.read_bytes())["To"] for path in folder.glob("*.eml")]
    assert sorted(sent) == sorted(f"person{n}@council.example" for n in range(number))


def stop_and_continue(app: Flask, number: int, seconds: float) -> None:
    """A worker that stands still keeps the post: another one that starts meanwhile sends nothing."""
    with app.app_context(), mail_server() as (postman, address):
        fill(number)
        postman.seconds = QUICK
        first = start(uri_of(app), address)
        until(lambda: number_of(MessageStatus.SENT) >= number // 4)
        first.send_signal(signal.SIGSTOP)
        time.sleep(0.2)
        second, sent = start(uri_of(app), address), number_of(MessageStatus.SENT)
        time.sleep(seconds)
        assert number_of(MessageStatus.SENT) == sent < number
        first.send_signal(signal.SIGCONT)
        finish(first)
        finish(second)
        settle_last(app, address, datetime.now(UTC))
        settled(postman, number, most_unknown=1)  # the server may have given up on the one in its hand


def test_a_stopped_sender_goes_on_where_it_was(app: Flask) -> None:
    stop_and_continue(app, 60, 1)


@LONG
def test_a_sender_stopped_for_two_minutes_goes_on_where_it_was(app: Flask) -> None:
    stop_and_continue(app, 200, 120)


@LONG
def test_two_senders(app: Flask) -> None:
    with app.app_context(), mail_server() as (postman, address):
        fill(200)
        postman.seconds = QUICK
        for process in [start(uri_of(app), address) for _ in range(2)]:
            finish(process)
        settled(postman, 200)


@LONG
def test_one_of_two_senders_is_killed_and_the_other_takes_over(app: Flask) -> None:
    with app.app_context(), mail_server() as (postman, address):
        fill(200)
        postman.seconds = QUICK
        processes = [start(uri_of(app), address) for _ in range(2)]
        until(lambda: number_of(MessageStatus.SENT) >= 50)
        processes[0].kill()
        for process in processes:
            finish(process)
        finish(start(uri_of(app), address))  # where the second had ended first
        settle_last(app, address, datetime.now(UTC) + timedelta(minutes=2))
        settled(postman, 200, most_unknown=1)


EVERY_CONNECTION = "pid <> pg_backend_pid()"
THE_LOCKS_OWN = "pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')"


@LONG
@pytest.mark.parametrize("which", [THE_LOCKS_OWN, EVERY_CONNECTION])
def test_connections_cut_under_a_sender(app: Flask, which: str) -> None:
    """Its lock's, so that another may begin at once; and all of them."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("a file has no connection to cut")
        with mail_server() as (postman, address):
            fill(200)
            postman.seconds = QUICK
            processes = [start(uri_of(app), address) for _ in range(2)]
            cuts = [threading.Timer(seconds, cut, [app, which]) for seconds in (0.2, 0.5, 0.8)]
            for one in cuts:
                one.start()
            for process in processes:
                finish(process)
            for one in cuts:
                one.join()
            finish(start(uri_of(app), address))
            settle_last(app, address, datetime.now(UTC))
            settled(postman, 200, most_unknown=len(cuts) * 2)


def cut(app: Flask, which: str) -> None:
    with app.app_context(), db.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                f"WHERE datname = current_database() AND pid <> pg_backend_pid() AND {which}"
            )
        )
