"""Whether this process can serve, for the machines that ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..core import clock
from ..core.extensions import db
from ..core.schema import database_version, needed_version
from ..outbox.queries import worker_state

LATE_AFTER = timedelta(minutes=15)


def health(version: str, now: datetime) -> tuple[dict[str, Any], int]:
    """The answer of /healthz and its status: 503 only where the database cannot be used (now: UTC)."""
    try:
        there = database_version()
    except SQLAlchemyError as error:
        db.session.rollback()
        return {
            "status": "error",
            "version": version,
            "database": f"not reached: {type(error).__name__}",
        }, 503
    if there != needed_version():
        told = f"at version {there or 'none'}, this program needs {needed_version()}"
        return {"status": "error", "version": version, "database": told}, 503
    return {
        "status": "ok",
        "version": version,
        "database": "ok",
        "scheduler": scheduler_health(now),
    }, 200


def scheduler_health(now: datetime) -> dict[str, Any]:
    """The worker: never-run, ok or late, its last run (UTC), and the age of the oldest unsent message.

    The worker's run is told by the real clock, a message's age by the one that made it.
    """
    worker = worker_state()
    state = "never-run"
    if worker.last_run_at is not None:
        state = "late" if now - worker.last_run_at > LATE_AFTER else "ok"
    waits = worker.oldest_unsent_at
    return {
        "state": state,
        "last_run": worker.last_run_at.isoformat() if worker.last_run_at else None,
        "oldest_unsent_seconds": max(0, int((clock.now() - waits).total_seconds())) if waits else None,
        "failed": worker.failed,
        "unknown": worker.unknown,
        "jobs": {
            run.job: {
                "last_run": run.last_run_at.isoformat(),
                "next_run": run.next_run_at.isoformat() if run.next_run_at else None,
                "trouble": run.trouble,
            }
            for run in worker.runs
        },
    }
