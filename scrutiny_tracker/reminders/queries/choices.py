"""How somebody wants to be told, and what they were told lately."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ...core.extensions import db
from ...outbox.models import Message
from ..models import MessageChoice, Notice

LATELY = 10


def find_choice(person_id: int) -> MessageChoice | None:
    """What somebody chose; None where they never did."""
    return db.session.scalar(select(MessageChoice).where(MessageChoice.person_id == person_id))


def list_messages_to(person_id: int) -> Sequence[Message]:
    """The last messages to somebody that carried notices, the newest first."""
    carried = select(Notice.message_id).where(Notice.person_id == person_id)
    return db.session.scalars(
        select(Message).where(Message.id.in_(carried)).order_by(Message.id.desc()).limit(LATELY)
    ).all()


def list_waiting_words(person_id: int) -> Sequence[Notice]:
    """What the next message will say."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.recipient == f"person:{person_id}", Notice.message_id.is_(None))
        .order_by(Notice.due_on, Notice.id)
    ).all()
