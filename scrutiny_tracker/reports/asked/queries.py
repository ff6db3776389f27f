"""Reading what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import defer, joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.files import StoredFile
from ...history.models import JournalEntry
from .models import AskedDocument, AskedState

MOST_SHOWN = 50
UNFINISHED = (AskedState.WAITING, AskedState.BUILDING)


def get_asked(asked_id: int, person_id: int | None) -> AskedDocument:
    """What this person asked for, with its file but for the bytes. Raises NotFound for anybody else."""
    found = db.session.scalar(
        select(AskedDocument)
        .options(joinedload(AskedDocument.file).options(defer(StoredFile.content)))
        .where(AskedDocument.id == asked_id, AskedDocument.asked_by_id == person_id)
    )
    if found is None:
        raise NotFound("There is no such document, it is somebody else’s, or its time is over.")
    return found


def list_asked(person_id: int | None) -> Sequence[AskedDocument]:
    """What a person asked for, the newest first."""
    return db.session.scalars(
        select(AskedDocument)
        .where(AskedDocument.asked_by_id == person_id)
        .order_by(AskedDocument.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def list_unfinished(person_id: int | None) -> Sequence[AskedDocument]:
    """What a person still waits for, the oldest first."""
    return db.session.scalars(
        select(AskedDocument)
        .where(AskedDocument.asked_by_id == person_id, AskedDocument.state.in_(UNFINISHED))
        .order_by(AskedDocument.id)
    ).all()


def count_before(asked: AskedDocument) -> int:
    """How many are built before this one."""
    query = select(func.count()).where(AskedDocument.state.in_(UNFINISHED), AskedDocument.id < asked.id)
    return db.session.scalar(query) or 0


def find_next() -> AskedDocument | None:
    """The one that has waited longest."""
    return db.session.scalar(
        select(AskedDocument)
        .where(AskedDocument.state == AskedState.WAITING)
        .order_by(AskedDocument.id)
        .limit(1)
    )


def list_begun() -> Sequence[AskedDocument]:
    """What a builder began and has not finished."""
    query = select(AskedDocument).where(AskedDocument.state == AskedState.BUILDING)
    return db.session.scalars(query.order_by(AskedDocument.id)).all()


def list_asked_before(at: datetime) -> Sequence[AskedDocument]:
    """What was asked for before an instant and is not being built."""
    query = select(AskedDocument).where(AskedDocument.asked_at < at)
    return db.session.scalars(query.where(AskedDocument.state != AskedState.BUILDING)).all()


def has_been_closed_since(at: datetime) -> bool:
    """Whether anybody changed since an instant who may read some record."""
    entry = JournalEntry
    says = cast(entry.after, Text).like('%"publicity"%')
    return db.session.scalar(select(entry.id).where(entry.at > at, says).limit(1)) is not None
