"""Sending what waits: claim, send, mark. One commit before the sending and one after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from ..core.extensions import db
from .models import JobRun, Message, MessageStatus
from .queries import next_waiting_id
from .transports import NobodyKnows, NotSent, transport

CLAIM_LASTS = timedelta(minutes=10)


@dataclass
class Sent:
    """How a round of sending went."""

    sent: int = 0
    failed: int = 0
    unknown: int = 0


def send_waiting(at: datetime) -> Sent:
    """Sends every waiting message once; a claim left by a worker that died is shown as unknown.

    A message is claimed by a conditional update before it is sent: two workers never send the same one.
    """
    send = transport(str(current_app.config["SCRUTINY_MAIL"]))
    sender = str(current_app.config["SCRUTINY_MAIL_FROM"])
    done = Sent(unknown=_settle_old_claims(at))
    while (message_id := next_waiting_id()) is not None:
        if not _claim(message_id, at):
            continue
        message = db.session.get_one(Message, message_id)
        try:
            send(message, sender)
        except NotSent as refused:
            message.status, message.trouble = MessageStatus.FAILED, str(refused)[:400]
            done.failed += 1
        except NobodyKnows as lost:
            message.status, message.trouble = MessageStatus.UNKNOWN, str(lost)[:400]
            done.unknown += 1
        else:
            message.status, message.sent_at = MessageStatus.SENT, at
            done.sent += 1
        db.session.commit()
    return done


def _claim(message_id: int, at: datetime) -> bool:
    claimed: Any = db.session.execute(
        update(Message)
        .where(Message.id == message_id, Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.SENDING, claimed_at=at)
    )
    db.session.commit()
    return bool(claimed.rowcount)


def _settle_old_claims(at: datetime) -> int:
    stuck: Any = db.session.execute(
        update(Message)
        .where(Message.status == MessageStatus.SENDING, Message.claimed_at < at - CLAIM_LASTS)
        .values(status=MessageStatus.UNKNOWN, trouble="The worker stopped while it was sending this.")
    )
    db.session.commit()
    return int(stuck.rowcount)


def note_run(job: str, at: datetime, trouble: str | None = None) -> None:
    """Remembers that a job ran, and what went wrong where something did."""
    row = db.session.scalar(select(JobRun).where(JobRun.job == job))
    if row is None:
        row = JobRun(job=job, last_run_at=at)
        db.session.add(row)
    row.last_run_at, row.trouble = at, trouble[:400] if trouble else None
    db.session.commit()
