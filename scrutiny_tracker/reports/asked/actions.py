"""Asking for a large document, building it, and letting it go."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete

from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import StoredFile, store
from ...rules.permissions import Principal
from .models import AskedDocument, AskedState
from .queries import has_been_closed_since, list_asked_before, list_unfinished

MOST_AT_ONCE = 5
KEPT_FOR = timedelta(days=7)
MOST_ATTEMPTS = 3
LONGEST_TROUBLE = 400


def ask(
    person_id: int, kind: str, reference: str, format: str, title: str, total: int, at: datetime
) -> AskedDocument:
    """Asks the worker for a document; the one that is on its way already where it was asked for before.
    Raises Refused where this person waits for too many."""
    waiting = list_unfinished(person_id)
    for one in waiting:
        if (one.kind, one.reference, one.format) == (kind, reference, format):
            return one
    if len(waiting) >= MOST_AT_ONCE:
        raise Refused(f"You wait for {len(waiting)} documents already. Ask again when one of them is ready.")
    asked = AskedDocument(
        asked_by_id=person_id,
        asked_at=at,
        kind=kind,
        reference=reference,
        format=format,
        title=title,
        total=total,
        file=None,
    )
    db.session.add(asked)
    db.session.flush()
    return asked


def begin(asked: AskedDocument) -> None:
    """A builder takes it; what it began and lost is taken again a few times, then given up."""
    asked.attempts += 1
    asked.state, asked.step, asked.done = AskedState.BUILDING, "", 0
    db.session.flush()


def take_back(asked: AskedDocument, at: datetime) -> None:
    """What a builder that died had begun waits again, or has failed after some attempts."""
    if asked.attempts < MOST_ATTEMPTS:
        asked.state = AskedState.WAITING
    else:
        fail(asked, f"It was begun {asked.attempts} times and never finished.", at)
    db.session.flush()


def finish(
    asked: AskedDocument, name: str, content_type: str, content: bytes, read_as: str, at: datetime
) -> None:
    """The file is there."""
    asked.file = store(name, content_type, content, at)
    asked.file_id = asked.file.id
    asked.state, asked.finished_at, asked.read_as, asked.trouble = AskedState.READY, at, read_as, None
    db.session.flush()


def fail(asked: AskedDocument, trouble: str, at: datetime) -> None:
    """It could not be built, and why."""
    asked.state, asked.finished_at, asked.trouble = AskedState.FAILED, at, trouble[:LONGEST_TROUBLE]
    db.session.flush()


def grants_of(who: Principal) -> str:
    """A mark of the offices that decide what a person may read: another mark, other grants."""
    offices = sorted(
        f"{each.role}/{each.body_id}/{each.portfolio_id}/{each.directorate_id}" for each in who.offices
    )
    return hashlib.sha256(f"{who.person_id} {offices}".encode()).hexdigest()


def may_still_be_read(asked: AskedDocument, who: Principal) -> bool:
    """Whether what was built is what this person may read now: with the same offices, and nothing closed
    since."""
    assert asked.finished_at is not None
    return asked.read_as == grants_of(who) and not has_been_closed_since(asked.finished_at)


def forget_old_documents(now: datetime) -> int:
    """Lets go of what was asked for more than KEPT_FOR ago, with its file; says how many."""
    old = list_asked_before(now - KEPT_FOR)
    files = [one.file_id for one in old if one.file_id is not None]
    for one in old:
        db.session.delete(one)
    db.session.flush()
    if files:
        db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))
    return len(old)
