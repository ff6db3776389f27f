"""The actions that links open, and whether one has been answered since its link was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from ...core.clock import london
from ...core.extensions import db
from ...council.models import Office
from ...council.queries import holding, load_principal
from ...people.models import Person
from ...recommendations.models import Action, Recommendation, Update
from ...recommendations.queries.plans import OFFICERS
from ...recommendations.queries.updates import matter_of_row
from ...rules.lifecycle import UpdateState
from ...rules.permissions import Permission, Principal, allows
from ...rules.publicity import Publicity
from ..links import Link

A, R = Action, Recommendation


def _linkable(action_ids: Iterable[int]) -> list[Row[Any]]:
    """Open actions of open public recommendations, as the grants table asks about them."""
    rows = db.session.execute(
        select(
            A.id,
            A.owner_id,
            A.body_id,
            R.made_by_id,
            R.followed_by_id,
            R.reference,
            A.position,
            func.coalesce(A.directorate_id, R.directorate_id).label("directorate_id"),
        )
        .join(R, R.id == A.recommendation_id)
        .where(A.id.in_(set(action_ids)), A.is_open, R.is_open, R.publicity == Publicity.PUBLIC)
    )
    return list(rows)


def list_linkable(action_ids: Iterable[int], person_id: int | None) -> set[int]:
    """Those of some actions whose update a link may open for a person (None: for the organisation that does
    them): open, public, and theirs to write."""
    rows = _linkable(action_ids)
    if person_id is None:
        return {row.id for row in rows if row.body_id is not None}
    who = load_principal(person_id) if rows else None
    return {row.id for row in rows if who is not None and _may_write(who, row)}


def _may_write(who: Principal, row: Row[Any]) -> bool:
    return allows(who, Permission.UPDATE_WRITE, matter_of_row(row, row.directorate_id))


def find_opened(link: Link) -> tuple[str, int] | None:
    """The recommendation and action that a link still opens for its holder; None where it does not."""
    row = next(iter(_linkable([link.action_id])), None)
    if row is None:
        return None
    if link.person_id is None:
        return (row.reference, row.position) if row.body_id == link.body_id else None
    person = db.session.get(Person, link.person_id)
    if person is None or not person.is_active or not _may_write(load_principal(person.id), row):
        return None
    return row.reference, row.position


def find_answer(link: Link, action: Action, body_name: str | None) -> Update | None:
    """What the holder sent since the link was made, unless it was returned to them."""
    for update in reversed(action.updates):
        if update.sent_at is None or london(update.sent_at).date() < link.made_on:
            continue
        theirs = (
            update.author_id == link.person_id
            if link.person_id is not None
            else update.on_behalf_of_name == body_name
        )
        if theirs:
            return None if update.state is UpdateState.RETURNED else update
    return None


def list_colleagues(action: Action, today: date) -> Sequence[Person]:
    """The officers of the action's directorate, but for whoever has it."""
    if action.directorate_id is None:
        return []
    held = select(Office.person_id).where(
        Office.role.in_(OFFICERS), Office.directorate_id == action.directorate_id, holding(today)
    )
    return db.session.scalars(
        select(Person)
        .where(Person.is_active, Person.id.in_(held), Person.id != (action.owner_id or 0))
        .order_by(Person.name, Person.id)
    ).all()
