"""Reading notices: of some records, those that wait, and those that a message carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload

from ...core.extensions import db
from ...council.models import Body
from ...outbox.models import Message
from ...people.models import Person
from ...rules.reminders import Rhythm
from ..models import MessageChoice, Notice

MOST_SHOWN = 100


def list_notices_of(records: Iterable[tuple[str, str]]) -> Sequence[Notice]:
    """Every notice about some records (noun, reference)."""
    wanted = list(records)
    if not wanted:
        return []
    return db.session.scalars(
        select(Notice).where(tuple_(Notice.noun, Notice.reference).in_(wanted)).order_by(Notice.id)
    ).all()


def list_waiting_of(noun: str) -> Sequence[Notice]:
    """The notices about a noun's records that wait for a message."""
    return db.session.scalars(
        select(Notice).where(Notice.message_id.is_(None), Notice.noun == noun).order_by(Notice.id)
    ).all()


@dataclass(frozen=True)
class Reader:
    """Somebody for whom notices wait: where a message goes and how often they want one."""

    recipient: str
    person_id: int | None
    name: str
    email: str | None
    rhythm: Rhythm


def list_readers() -> list[tuple[Reader, str | None]]:
    """Everybody for whom something waits, with an organisation's contact as its record has it."""
    waiting = (
        select(Notice.recipient, Notice.person_id, Notice.body_id)
        .where(Notice.message_id.is_(None))
        .distinct()
        .subquery()
    )
    rows = db.session.execute(
        select(waiting, Person.name, Person.email, MessageChoice.rhythm, Body.name, Body.contact)
        .outerjoin(Person, Person.id == waiting.c.person_id)
        .outerjoin(MessageChoice, MessageChoice.person_id == Person.id)
        .outerjoin(Body, Body.id == waiting.c.body_id)
        .order_by(waiting.c.recipient)
    )
    return [
        (
            Reader(
                recipient,
                person_id,
                name or body_name or "",
                email,
                Rhythm(rhythm) if rhythm else Rhythm.DAILY,
            ),
            contact,
        )
        for recipient, person_id, _body_id, name, email, rhythm, body_name, contact in rows
    ]


def list_waiting_for(recipient: str) -> Sequence[Notice]:
    """What waits for one recipient, the earliest date first."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.message_id.is_(None), Notice.recipient == recipient)
        .order_by(Notice.due_on, Notice.id)
    ).all()


def is_written(key: str) -> bool:
    """Whether there is a message of this key."""
    return db.session.scalar(select(Message.id).where(Message.key == key)) is not None


@dataclass(frozen=True)
class CarriedItem:
    """One item of a message, as the outbox prints it."""

    record: str
    kind: str
    stage: str
    due_on: date


def items_by_message() -> Mapping[int, list[CarriedItem]]:
    """What each message carried."""
    found: dict[int, list[CarriedItem]] = defaultdict(list)
    rows = db.session.execute(
        select(Notice.message_id, Notice.reference, Notice.kind, Notice.stage, Notice.due_on)
        .where(Notice.message_id.is_not(None))
        .order_by(Notice.id)
    )
    for message_id, *item in rows:
        found[message_id].append(CarriedItem(*item))
    return found


def list_told_about(noun: str, reference: str) -> Sequence[Notice]:
    """Who was told what about one record, the newest first, with the message that carried it."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.noun == noun, Notice.reference == reference)
        .order_by(Notice.made_on.desc(), Notice.id.desc())
        .limit(MOST_SHOWN)
        .options(joinedload(Notice.message))
    ).all()
