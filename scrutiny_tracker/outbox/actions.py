"""What a person settles: a message that failed, or of which nobody knows whether it arrived."""

from __future__ import annotations

from datetime import datetime

from ..core.errors import Refused
from ..core.extensions import db
from .models import Message, MessageStatus

TROUBLED = (MessageStatus.FAILED, MessageStatus.UNKNOWN)


def send_again(message: Message, at: datetime) -> None:
    """Lets a message that failed, or may not have arrived, go once more. Raises Refused for any other."""
    _check(message)
    message.status, message.attempts, message.try_again_at = MessageStatus.WAITING, 0, at
    db.session.flush()


def has_arrived(message: Message, at: datetime) -> None:
    """Says that a message arrived after all. Raises Refused where nothing is in doubt."""
    _check(message)
    message.status, message.sent_at, message.trouble = MessageStatus.SENT, at, None
    db.session.flush()


def _check(message: Message) -> None:
    if message.status not in TROUBLED:
        raise Refused("This message is in no doubt any more.")
