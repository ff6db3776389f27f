"""Reading the outbox: what waits, what is stuck, when the worker last ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from ..core.extensions import db
from .models import JobRun, Message, MessageStatus


def next_waiting_id() -> int | None:
    """The oldest message that waits to be sent."""
    return db.session.scalar(
        select(Message.id)
        .where(Message.status == MessageStatus.WAITING)
        .order_by(Message.created_at, Message.id)
        .limit(1)
    )


def list_messages() -> Sequence[Message]:
    """Every message, oldest first."""
    return db.session.scalars(select(Message).order_by(Message.id)).all()


@dataclass(frozen=True)
class WorkerState:
    """When the worker last ran (UTC), and since when the oldest message waits."""

    last_run_at: datetime | None
    oldest_unsent_at: datetime | None


def worker_state() -> WorkerState:
    """One query each for the last run and the oldest unsent message."""
    return WorkerState(
        last_run_at=db.session.scalar(select(func.max(JobRun.last_run_at))),
        oldest_unsent_at=db.session.scalar(
            select(func.min(Message.created_at)).where(Message.status == MessageStatus.WAITING)
        ),
    )


def list_job_runs() -> Sequence[JobRun]:
    return db.session.scalars(select(JobRun).order_by(JobRun.job)).all()
