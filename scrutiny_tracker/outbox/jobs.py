"""Sending what waits: claim, send, mark, by one elected sender. One commit before each sending, one after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select, update

from ..core.elections import elected
from ..core.extensions import db
from .models import JobRun, Message, MessageStatus
from .queries import list_claimed, next_waiting_id
from .transports import Folder, NobodyKnows, NotSent, Transport, TryLater, mark_of, transport

SENDING = "send"
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
"""How long a message that was not taken waits before it is tried again; after the last it has failed."""
PROVIDER_KNOWS_AFTER = timedelta(minutes=1)
LONGEST = 400


@dataclass
class Sent:
    """How a round of sending went."""

    sent: int = 0
    failed: int = 0
    unknown: int = 0


def send_waiting(at: datetime) -> Sent:
    """Sends every message that waits, once; nothing where another worker is sending.

    A message is claimed before it is sent. One whose sender died is settled first: the provider says whether
    it was taken, or a person does.
    """
    done = Sent()
    with elected(SENDING) as mine:
        if mine is None:
            return done
        way = _transport()
        for message in list_claimed():
            _settle(message, way, at, done)
        while mine.is_held() and (message_id := next_waiting_id(at)) is not None:
            if _claim(message_id, at):
                _send(db.session.get_one(Message, message_id), way, at, done)
    return done


def _transport() -> Transport:
    config = current_app.config
    return transport(
        str(config["SCRUTINY_MAIL"]),
        str(config.get("SCRUTINY_NOTIFY_KEY") or ""),
        str(config.get("SCRUTINY_NOTIFY_TEMPLATE") or ""),
    )


def _claim(message_id: int, at: datetime) -> bool:
    claimed: Any = db.session.execute(
        update(Message)
        .where(Message.id == message_id, Message.status == MessageStatus.WAITING)
        .values(status=MessageStatus.SENDING, claimed_at=at, attempts=Message.attempts + 1)
    )
    db.session.commit()
    return bool(claimed.rowcount)


def _send(message: Message, way: Transport, at: datetime, done: Sent) -> None:
    try:
        way.send(message, str(current_app.config["SCRUTINY_MAIL_FROM"]))
    except NotSent as refused:
        _fail(message, str(refused), done)
    except TryLater as busy:
        _wait(message, str(busy), at, done)
    except NobodyKnows as lost:
        message.trouble = str(lost)[:LONGEST]
        if not way.can_find:
            message.status = MessageStatus.UNKNOWN
            done.unknown += 1
    else:
        _sent(message, at, done)
    db.session.commit()


def _settle(message: Message, way: Transport, at: datetime, done: Sent) -> None:
    """A message caught half-way by a sender that died, or that a provider left unanswered."""
    try:
        if way.find(message):
            _sent(message, at, done)
        elif message.claimed_at is None or at - message.claimed_at >= PROVIDER_KNOWS_AFTER or _is_here(way):
            _wait(message, message.trouble or "The worker stopped before it was sent.", at, done, now=True)
    except NobodyKnows as lost:
        if not way.can_find:
            message.status, message.trouble = MessageStatus.UNKNOWN, str(lost)[:LONGEST]
            done.unknown += 1
    db.session.commit()


def _is_here(way: Transport) -> bool:
    """Whether the transport's answer is final at once, as a folder's is."""
    return isinstance(way, Folder)


def _sent(message: Message, at: datetime, done: Sent) -> None:
    message.status, message.sent_at, message.trouble = MessageStatus.SENT, at, None
    done.sent += 1


def _fail(message: Message, trouble: str, done: Sent) -> None:
    message.status, message.trouble = MessageStatus.FAILED, trouble[:LONGEST]
    done.failed += 1


def _wait(message: Message, trouble: str, at: datetime, done: Sent, *, now: bool = False) -> None:
    if message.attempts > len(WAITS):
        _fail(message, trouble, done)
        return
    message.status, message.trouble = MessageStatus.WAITING, trouble[:LONGEST]
    message.try_again_at = at if now else at + WAITS[message.attempts - 1]


def ask_after_deliveries() -> int:
    """Marks as failed what the provider took and could not deliver, for a person to see; how many. What was
    sent again or settled by a person since the failure stays as it is. Raises NobodyKnows."""
    found = 0
    for one in _transport().list_undelivered():
        number = one.mark.partition(".")[0]
        message = db.session.get(Message, int(number)) if number.isdecimal() else None
        if message is None or mark_of(message) != one.mark or message.status is not MessageStatus.SENT:
            continue
        if message.sent_at is not None and one.at > message.sent_at:
            _fail(message, f"GOV.UK Notify says {one.why}", Sent())
            found += 1
    db.session.commit()
    return found


def note_run(job: str, at: datetime, trouble: str | None = None, next_at: datetime | None = None) -> None:
    """Remembers that a job ran, what went wrong where something did, and when it runs next."""
    row = db.session.scalar(select(JobRun).where(JobRun.job == job))
    if row is None:
        row = JobRun(job=job, last_run_at=at)
        db.session.add(row)
    row.last_run_at, row.trouble = at, trouble[:LONGEST] if trouble else None
    row.next_run_at = next_at
    db.session.commit()
