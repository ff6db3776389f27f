"""The worker builds what was asked for: one builder at a time, one document after another."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import update

from ...core import clock
from ...core.access import reading_as
from ...core.errors import NotFound
from ...core.extensions import db
from ...core.progress import listening
from ...council.queries import load_principal
from ...people.queries import get_person
from ..kinds import TYPES, build
from . import actions
from .models import AskedDocument
from .queries import find_next, list_begun

log = logging.getLogger(__name__)
TOLD_EVERY = timedelta(seconds=1)


def build_asked(today: date, now: datetime) -> int:
    """Builds everything that waits and says how many files were made. Whoever calls is the one builder: what
    is begun and not finished was left by one that died. Commits before each document and after it."""
    for asked in list_begun():
        actions.take_back(asked, now)
    db.session.commit()
    built = 0
    while (waiting := find_next()) is not None:
        actions.begin(waiting)
        db.session.commit()
        built += _build(waiting.id, today)
    return built


def forget_old(now: datetime) -> None:
    """Files whose time is over go."""
    actions.forget_old_documents(now)
    db.session.commit()


def _build(asked_id: int, today: date) -> bool:
    asked = db.session.get_one(AskedDocument, asked_id)
    try:
        person = get_person(asked.asked_by_id)
        if not person.is_active:
            raise NotFound("The account that asked is deactivated.")
        who = load_principal(person.id)
        with reading_as(who), listening(_teller(asked_id)):
            content = build(asked.kind, asked.reference or None, asked.format, today)
        name = f"{asked.kind}-{today.isoformat()}.{asked.format}"
        asked = db.session.get_one(AskedDocument, asked_id)
        actions.finish(asked, name, TYPES[asked.format], content, actions.grants_of(who), clock.now())
    except Exception as problem:
        db.session.rollback()
        log.exception("The document %s could not be built", asked_id)
        known = isinstance(problem, NotFound)
        told = str(problem) if known else "Something went wrong while it was built; it has been noted."
        actions.fail(db.session.get_one(AskedDocument, asked_id), told, clock.now())
        db.session.commit()
        return False
    db.session.commit()
    return True


def _teller(asked_id: int) -> Callable[[str, int], None]:
    """Writes down how far a document is, at most once a second."""
    last = clock.real_now() - TOLD_EVERY

    def tell(step: str, done: int) -> None:
        nonlocal last
        if clock.real_now() - last < TOLD_EVERY:
            return
        last = clock.real_now()
        values = {"step": step, "done": done}
        db.session.execute(update(AskedDocument).where(AskedDocument.id == asked_id).values(values))
        db.session.commit()

    return tell
