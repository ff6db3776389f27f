"""The JOBS table and the worker process. It never runs inside a web worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask

from .core import clock
from .core.elections import elected
from .core.extensions import db
from .core.kept import forget_old
from .core.schema import look_at_sizes
from .outbox.jobs import SENDING, Sent, note_run, send_waiting
from .papers.jobs import open_progress_reports
from .people.jobs import forget_old_failures
from .reminders.jobs import find_what_is_due, write_messages

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Made:
    """What one run of a job made: notices of something due, and records or messages."""

    notices: int = 0
    created: int = 0


@dataclass(frozen=True)
class Job:
    """A plain function of today (London) and now (UTC), and when the worker runs it."""

    name: str
    run: Callable[[date, datetime], Made]
    cron: str


def _tidy(_today: date, now: datetime) -> Made:
    forget_old(now)
    forget_old_failures(now)
    look_at_sizes()
    return Made()


def _remind(today: date, now: datetime) -> Made:
    return Made(notices=find_what_is_due(today, now).notices)


def _write(today: date, now: datetime) -> Made:
    return Made(created=write_messages(today, now).messages)


def _open_progress_reports(today: date, now: datetime) -> Made:
    opened = open_progress_reports(today, now)
    return Made(created=opened.reports + opened.parts)


JOBS: tuple[Job, ...] = (
    Job("tidy", _tidy, "30 3 * * *"),
    Job("progress-reports", _open_progress_reports, "15 5 * * *"),
    Job("remind", _remind, "0 7 * * *"),
    Job("write", _write, "5 7 * * *"),
)
EVERY_SECONDS = 20


def run_job(job: Job, today: date, now: datetime) -> Made:
    """Runs one job; a failure is remembered, logged and ends nothing else."""
    try:
        made = job.run(today, now)
    except Exception as problem:
        db.session.rollback()
        log.exception("The job %s failed", job.name)
        note_run(job.name, clock.real_now(), f"{type(problem).__name__}: {problem}", _next_run(job))
        return Made()
    note_run(job.name, clock.real_now(), next_at=_next_run(job))
    return made


def _next_run(job: Job) -> datetime | None:
    trigger = CronTrigger.from_crontab(job.cron, timezone=clock.LONDON)
    found: datetime | None = trigger.get_next_fire_time(None, clock.london(clock.real_now()))
    return found


def run_jobs(jobs: Sequence[Job], today: date, now: datetime) -> dict[str, Made]:
    """Some jobs once, as at a moment; nothing where another worker is at it."""
    with elected("jobs") as mine:
        return {job.name: run_job(job, today, now) if mine else Made() for job in jobs}


def _send(at: datetime) -> Sent:
    """One round of sending; its failure is remembered and ends nothing else."""
    trouble, sent = None, Sent()
    try:
        sent = send_waiting(at)
    except Exception as problem:
        db.session.rollback()
        log.exception("Sending failed")
        trouble = f"{type(problem).__name__}: {problem}"
    ran = clock.real_now()
    note_run(SENDING, ran, trouble, ran + timedelta(seconds=EVERY_SECONDS))
    return sent


def tick(today: date, now: datetime) -> tuple[dict[str, Made], Sent]:
    """Every job once, as at a moment, then one round of sending."""
    return run_jobs(JOBS, today, now), _send(now)


def _run_now(*jobs: Job) -> None:
    run_jobs(jobs, clock.today(), clock.now())


def work(app: Flask) -> None:
    """The worker: runs until it is stopped."""
    worker = BlockingScheduler(timezone=clock.LONDON)

    def in_app(act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            with app.app_context():
                act()

        return run

    for job in JOBS:
        worker.add_job(
            in_app(partial(_run_now, job)),
            CronTrigger.from_crontab(job.cron, timezone=clock.LONDON),
            id=job.name,
            coalesce=True,
            misfire_grace_time=3600,
        )

    def send() -> None:
        _send(clock.now())

    worker.add_job(
        in_app(send), "interval", seconds=EVERY_SECONDS, id=SENDING, coalesce=True, max_instances=1
    )
    in_app(partial(_run_now, *JOBS))()  # what came due while no worker ran
    in_app(send)()
    worker.start()
