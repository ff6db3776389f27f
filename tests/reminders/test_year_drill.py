"""The same year by two workers at once, as real processes, one of them killed now and then."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.models import Message, MessageStatus
from tests.cast import Cast
from tests.outbox.drills import Worker, finish, start
from tests.reminders.played import LAST, Story, expected, play, told

pytestmark = pytest.mark.own_database


class Shift:
    """Two workers who do the same day at the same time; before some days' end one of them is killed."""

    def __init__(self, app: Flask, mail: str, chance: Random, killed_on: frozenset[date]) -> None:
        self._uri, self._mail = str(app.config["SQLALCHEMY_DATABASE_URI"]), mail
        self._chance, self._killed_on = chance, killed_on
        self._workers = [self._another() for _ in range(2)]
        self.killed = 0

    def _another(self) -> Worker:
        return start(self._uri, self._mail, "tick", SCRUTINY_BASE_URL="http://localhost")

    def _ask(self, worker: Worker, day: date) -> None:
        assert worker.stdin is not None
        worker.stdin.write(f"{day}\n")
        worker.stdin.flush()

    def _wait(self, worker: Worker) -> None:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "done\n"

    def work(self, day: date) -> None:
        """The day by both at once; where one is to be killed, its successor and the other do it anew."""
        db.session.rollback()
        if day in self._killed_on:
            for worker in self._workers:
                self._ask(worker, day)
            time.sleep(self._chance.uniform(0.0, 0.15))
            self._workers[0].kill()
            self._wait(self._workers[1])
            finish(self._workers[0])
            self._workers[0] = self._another()
            self.killed += 1
        for worker in self._workers:
            self._ask(worker, day)
        for worker in self._workers:
            self._wait(worker)

    def end(self) -> None:
        for worker in self._workers:
            assert worker.stdin is not None
            worker.stdin.close()
            worker.wait(timeout=60)
            assert worker.stdout is not None
            worker.stdout.close()


def play_by_two(app: Flask, cast: Cast, folder: Path, last: date, kills: int) -> None:
    """Everybody is told what was written by hand, once, and each message left once."""
    chance = random.Random(2026)
    days = [row[0] for row in expected() if row[0] <= last]
    shift = Shift(app, f"file:{folder}", chance, frozenset(chance.sample(sorted(set(days)), kills)))
    try:
        for _day in play(Story(cast), last=last, worker=shift.work):
            pass
    finally:
        shift.end()
    db.session.expire_all()
    assert shift.killed == kills
    assert sorted(told()) == sorted(row for row in expected() if row[0] <= last)
    messages = db.session.query(Message).all()
    assert Counter(message.status for message in messages) == {MessageStatus.SENT: len(messages)}
    assert len(list(folder.glob("*.eml"))) == len(messages)


def test_a_fortnight_by_two_workers(app: Flask, cast: Cast, tmp_path: Path) -> None:
    play_by_two(app, cast, tmp_path / "mail", date(2025, 11, 14), kills=1)


@pytest.mark.drill
def test_a_year_by_two_workers_of_whom_one_is_killed_ten_times(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    play_by_two(app, cast, tmp_path / "mail", LAST, kills=10)
