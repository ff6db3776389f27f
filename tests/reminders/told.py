"""Asking the worker for a day, and reading what people were told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from flask import current_app

from scrutiny_tracker.core.clock import LONDON
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.models import Message
from scrutiny_tracker.reminders.models import Notice
from scrutiny_tracker.scheduler import tick


def run(day: date) -> None:
    """The worker at seven in the morning of a London day."""
    db.session.commit()
    db.session.expire_all()
    current_app.config["SCRUTINY_TODAY"] = day
    tick(day, datetime.combine(day, time(7), LONDON).astimezone(UTC))
    db.session.expire_all()


def told(kind: str) -> list[tuple[str, str]]:
    """Who was told of a kind: (recipient's address, stage), sorted; what waits is not told yet."""
    rows = (
        db.session.query(Message.recipient, Notice.stage)
        .join(Notice, Notice.message_id == Message.id)
        .filter(Notice.kind == kind)
    )
    return sorted((recipient, stage) for recipient, stage in rows)


def message_to(email: str) -> Message:
    """The newest message to an address."""
    found = db.session.query(Message).filter(Message.recipient == email).order_by(Message.id.desc()).first()
    assert found is not None, f"nothing was sent to {email}"
    return found
