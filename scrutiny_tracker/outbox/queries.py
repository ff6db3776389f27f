"""Reading the outbox: what waits, what is stuck, what failed, when each job ran and runs next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, or_, select

from ..core.errors import NotFound
from ..core.extensions import db
from .models import JobRun, Message, MessageStatus

MOST_SHOWN = 50


def next_waiting_id(at: datetime) -> int | None:
    """The oldest message that waits to be sent and whose time has come."""
    return db.session.scalar(
        select(Message.id)
        .where(
            Message.status == MessageStatus.WAITING,
            or_(Message.try_again_at.is_(None), Message.try_again_at <= at),
        )
        .order_by(Message.created_at, Message.id)
        .limit(1)
    )


def list_claimed() -> Sequence[Message]:
    """Messages that a sender claimed and never marked."""
    return db.session.scalars(
        select(Message).where(Message.status == MessageStatus.SENDING).order_by(Message.id)
    ).all()


def list_messages() -> Sequence[Message]:
    """Every message, oldest first."""
    return db.session.scalars(select(Message).order_by(Message.id)).all()


def list_troubled() -> Sequence[Message]:
    """The newest messages that failed, of which nobody knows, or that wait to be tried again."""
    return db.session.scalars(
        select(Message)
        .where(
            or_(
                Message.status.in_((MessageStatus.FAILED, MessageStatus.UNKNOWN)),
                (Message.status == MessageStatus.WAITING) & (Message.attempts > 0),
            )
        )
        .order_by(Message.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def get_message(message_id: int) -> Message:
    """A message by its row. Raises NotFound."""
    found = db.session.get(Message, message_id)
    if found is None:
        raise NotFound("There is no such message.")
    return found


@dataclass(frozen=True)
class WorkerState:
    """When the worker's jobs ran, since when the oldest message waits (UTC), and how many are in trouble."""

    runs: Sequence[JobRun]
    oldest_unsent_at: datetime | None
    numbers: dict[MessageStatus, int] = field(default_factory=dict)

    @property
    def last_run_at(self) -> datetime | None:
        return max((run.last_run_at for run in self.runs), default=None)

    @property
    def failed(self) -> int:
        return self.numbers.get(MessageStatus.FAILED, 0)

    @property
    def unknown(self) -> int:
        return self.numbers.get(MessageStatus.UNKNOWN, 0)


def worker_state() -> WorkerState:
    """What waits and what is in trouble, and when each job ran, in two short queries."""
    told = (MessageStatus.WAITING, MessageStatus.FAILED, MessageStatus.UNKNOWN)
    rows = db.session.execute(
        select(Message.status, func.count(), func.min(Message.created_at))
        .where(Message.status.in_(told))
        .group_by(Message.status)
    ).all()
    since = {status: oldest for status, _number, oldest in rows}
    return WorkerState(
        runs=list_job_runs(),
        oldest_unsent_at=since.get(MessageStatus.WAITING),
        numbers={status: number for status, number, _oldest in rows},
    )


def list_job_runs() -> Sequence[JobRun]:
    return db.session.scalars(select(JobRun).order_by(JobRun.job)).all()
