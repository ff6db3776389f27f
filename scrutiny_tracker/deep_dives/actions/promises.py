"""What was promised in a session goes to its owners as information requests, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...meetings.actions.follow_ups import TypedFollowUp, When, add_follow_up
from ...meetings.clause_models import FollowUp, FollowUpKind
from ...rules.publicity import Publicity
from ..models import DeepDive, DeepDiveSession, SessionPromise
from .dives import NOUN
from .sessions import SESSION_NOUN, session_reference

if TYPE_CHECKING:
    from ...people.models import Person


@dataclass(frozen=True)
class TypedPromise:
    """One promise as it is sent: the line of the notes that it stands in (without its mark), under which
    measure, and what is asked of whom by when."""

    line: str
    scoped_id: int | None
    what: str
    owner: Person | None = None
    whom: str | None = None
    due: When = field(default_factory=When)


def send_promises(
    dive: DeepDive, session: DeepDiveSession, typed: Sequence[TypedPromise], by: By
) -> list[FollowUp]:
    """Makes an information request of each promise, asked on the session's day. All of them or, by Refused
    (whose field is the promise's place and what is missing), none."""
    if not typed:
        raise Refused("Tick at least one promise to send.", "rows")
    made = []
    for place, one in enumerate(typed):
        if not one.what.strip():
            raise Refused("Enter what is asked for.", f"{place}:what")
        if one.owner is None and not one.whom:
            raise Refused("Say who sends it.", f"{place}:owner")
        made.append(_send(dive, session, one, by))
    record(
        by,
        Tag.SESSION_PROMISES_SENT,
        SESSION_NOUN,
        session_reference(dive, session),
        after={"requests": ", ".join(row.reference for row in made)},
        publicity=Publicity.CONFIDENTIAL,
    )
    db.session.flush()
    return made


def _send(dive: DeepDive, session: DeepDiveSession, one: TypedPromise, by: By) -> FollowUp:
    asked = TypedFollowUp(
        kind=FollowUpKind.INFORMATION_REQUEST,
        what=one.what,
        whom=one.whom or (one.owner.post if one.owner is not None else None),
        owner_id=one.owner.id if one.owner is not None else None,
        due=one.due,
    )
    row = add_follow_up(
        dive.body,
        asked,
        by,
        asked_on=min(session.on, by.today),
        about_noun=NOUN,
        about_reference=dive.reference,
    )
    db.session.add(
        SessionPromise(
            session_id=session.id, scoped_id=one.scoped_id, line=one.line, follow_up_id=row.id, follow_up=row
        )
    )
    return row
