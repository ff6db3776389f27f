"""Reading the outbox: what waits, what is stuck, what failed, when each job ran and runs next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, cast, func, literal, null, or_, select, union_all

from ..core.columns import Instant
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
    """What waits and what is in trouble, and when each job ran. One query."""
    told = (MessageStatus.WAITING, MessageStatus.FAILED, MessageStatus.UNKNOWN)
    no_word, no_day = cast(null(), String), cast(null(), Instant)
    runs = select(
        JobRun.job,
        JobRun.last_run_at,
        JobRun.next_run_at,
        JobRun.trouble,
        no_word.label("status"),
        literal(0).label("number"),
    )
    messages = (
        select(
            no_word,
            func.min(Message.created_at),
            no_day,
            no_word,
            cast(Message.status, String),
            func.count(),
        )
        .where(Message.status.in_(told))
        .group_by(Message.status)
    )
    rows: Sequence[Row[Any]] = db.session.execute(union_all(runs, messages)).all()
    counted = {MessageStatus(row.status): row for row in rows if row.status is not None}
    waiting = counted.get(MessageStatus.WAITING)
    found = [
        JobRun(job=row.job, last_run_at=row.last_run_at, next_run_at=row.next_run_at, trouble=row.trouble)
        for row in rows
        if row.job is not None
    ]
    return WorkerState(
        runs=sorted(found, key=lambda run: run.job),
        oldest_unsent_at=waiting.last_run_at if waiting is not None else None,
        numbers={status: row.number for status, row in counted.items()},
    )
