"""The JOBS table and the worker process. It never runs inside a web worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from .core import clock
from .core.elections import elected
from .core.extensions import db
from .core.kept import forget_old
from .core.schema import look_at_sizes
from .council.jobs import release_held
from .outbox.jobs import SENDING, Sent, ask_after_deliveries, note_run, send_waiting
from .papers.jobs import open_progress_reports
from .people.jobs import forget_old_failures
from .recommendations.jobs import follow_the_calendar
from .reminders.jobs import find_what_is_due, write_messages
from .reports.asked.jobs import build_asked
from .reports.asked.jobs import forget_old as forget_old_documents

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Made:
    """What one run of a job made: notices of something due, and records or messages; or that it failed."""

    notices: int = 0
    created: int = 0
    failed: bool = False


@dataclass(frozen=True)
class Job:
    """A plain function of today (London) and now (UTC), and when the worker runs it."""

    name: str
    run: Callable[[date, datetime], Made]
    cron: str
    election: str = "jobs"


def _tidy(_today: date, now: datetime) -> Made:
    forget_old(now)
    forget_old_failures(now)
    forget_old_documents(now)
    look_at_sizes()
    return Made()


def _build(today: date, now: datetime) -> Made:
    return Made(created=build_asked(today, now))


def _remind(today: date, now: datetime) -> Made:
    return Made(notices=find_what_is_due(today, now).notices)


def _write(today: date, now: datetime) -> Made:
    return Made(created=write_messages(today, now).messages)


def _open_progress_reports(today: date, now: datetime) -> Made:
    opened = open_progress_reports(today, now)
    return Made(created=opened.reports + opened.parts)


def _ask_after_deliveries(_today: date, _now: datetime) -> Made:
    return Made(created=ask_after_deliveries())


def _release_held(today: date, now: datetime) -> Made:
    return Made(created=release_held(today, now))


def _follow_the_calendar(_today: date, _now: datetime) -> Made:
    follow_the_calendar()
    return Made()


JOBS: tuple[Job, ...] = (
    Job("tidy", _tidy, "30 3 * * *"),
    Job("progress-reports", _open_progress_reports, "15 5 * * *"),
    Job("publications", _release_held, "0 6 * * *"),
    Job("calendar", _follow_the_calendar, "45 5 * * *"),
    Job("remind", _remind, "0 7 * * *"),
    Job("deliveries", _ask_after_deliveries, "25 * * * *"),
    Job("write", _write, "5 7 * * *"),
    Job("build", _build, "* * * * *", election="build"),  # minutes long, so that it holds up nothing else
)
EVERY_SECONDS = 20
TRY_AGAIN = timedelta(minutes=5)


def run_job(job: Job, today: date, now: datetime) -> Made:
    """Runs one job; a failure is remembered, logged and ends nothing else."""
    try:
        made = job.run(today, now)
    except Exception as problem:
        db.session.rollback()
        log.exception("The job %s failed", job.name)
        _note(job.name, f"{type(problem).__name__}: {problem}", _next_run(job))
        return Made(failed=True)
    _note(job.name, None, _next_run(job))
    return made


def _note(job: str, trouble: str | None, next_at: datetime | None) -> None:
    """Remembers a run for the admin page; while the database is away, only the log can."""
    try:
        note_run(job, clock.real_now(), trouble, next_at)
    except SQLAlchemyError:
        db.session.rollback()
        log.exception("The run of %s could not be noted", job)


def _next_run(job: Job) -> datetime | None:
    trigger = CronTrigger.from_crontab(job.cron, timezone=clock.LONDON)
    found: datetime | None = trigger.get_next_fire_time(None, clock.london(clock.real_now()))
    return found


def run_jobs(jobs: Sequence[Job], today: date, now: datetime) -> dict[str, Made]:
    """Some jobs once, as at a moment; nothing of an election that another worker holds."""
    made: dict[str, Made] = {}
    for election, some in groupby(jobs, key=lambda job: job.election):
        with elected(election) as mine:
            made |= {job.name: run_job(job, today, now) if mine else Made() for job in some}
    return made


def _send(at: datetime) -> Sent:
    """One round of sending; its failure is remembered and ends nothing else."""
    trouble, sent = None, Sent()
    try:
        sent = send_waiting(at)
    except Exception as problem:
        db.session.rollback()
        log.exception("Sending failed")
        trouble = f"{type(problem).__name__}: {problem}"
    _note(SENDING, trouble, clock.real_now() + timedelta(seconds=EVERY_SECONDS))
    return sent


def tick(today: date, now: datetime) -> tuple[dict[str, Made], Sent]:
    """Every job once, as at a moment, then one round of sending."""
    return run_jobs(JOBS, today, now), _send(now)


def _run_now(jobs: Sequence[Job]) -> list[Job]:
    """Runs jobs as at this moment; gives back those that failed."""
    try:
        made = run_jobs(jobs, clock.today(), clock.now())
    except SQLAlchemyError:
        log.exception("The database cannot be reached")
        return list(jobs)
    return [job for job in jobs if made[job.name].failed]


def work(app: Flask) -> None:
    """The worker: runs until it is stopped. A job that fails is tried again every few minutes; one whose time
    passed while the machine stood still runs as soon as it goes on."""
    worker = BlockingScheduler(timezone=clock.LONDON)

    def run(jobs: Sequence[Job]) -> None:
        with app.app_context():
            failed = _run_now(jobs)
        if failed:
            at = clock.real_now() + TRY_AGAIN
            worker.add_job(run, "date", [failed], run_date=at, misfire_grace_time=None)

    def send() -> None:
        with app.app_context():
            _send(clock.now())

    for job in JOBS:
        worker.add_job(
            run,
            CronTrigger.from_crontab(job.cron, timezone=clock.LONDON),
            [[job]],
            id=job.name,
            coalesce=True,
            misfire_grace_time=None,
        )
    worker.add_job(
        send,
        "interval",
        seconds=EVERY_SECONDS,
        id=SENDING,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    run(JOBS)  # what came due while no worker ran
    send()
    worker.start()
