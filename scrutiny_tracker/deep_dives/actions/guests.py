"""Who is invited to a session: Cabinet Members and officers, whether they come, who comes for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, changes, record
from ...history.tags import Tag
from ...meetings.models import Capacity, Presence
from ...rules.publicity import Publicity
from ..models import DeepDive, DeepDiveSession, SessionGuest
from ..queries.guests import list_who_answer
from .sessions import SESSION_NOUN, session_reference

TO_SAY = (Presence.INVITED, Presence.COMING, Presence.APOLOGIES, Presence.REPRESENTED)


@dataclass(frozen=True)
class TypedGuest:
    """Somebody invited: a person with an account, or a name and a post."""

    name: str
    post: str | None = None
    capacity: Capacity = Capacity.OFFICER
    person_id: int | None = None


def invite(dive: DeepDive, session: DeepDiveSession, typed: TypedGuest, by: By) -> SessionGuest:
    """Invites somebody. Raises Refused without a name and for somebody who is invited already."""
    if not typed.name.strip():
        raise Refused("Choose somebody, or enter a name.", "name")
    if any(_is_same(guest, typed) for guest in session.guests):
        raise Refused(f"{typed.name} is invited already.", "name")
    guest = SessionGuest(session_id=session.id, presence=Presence.INVITED, **vars(typed))
    session.guests.append(guest)
    _tell(dive, session, Tag.SESSION_GUEST_INVITED, by, after={"name": guest.name, "post": guest.post})
    db.session.flush()
    return guest


def _is_same(guest: SessionGuest, typed: TypedGuest) -> bool:
    if typed.person_id is not None and guest.person_id is not None:
        return guest.person_id == typed.person_id
    return guest.name.casefold() == typed.name.strip().casefold()


def invite_those_who_answer(dive: DeepDive, session: DeepDiveSession, by: By) -> Sequence[SessionGuest]:
    """Invites the Cabinet Members and directors of the session's measures who are not invited yet."""
    kpis = [scoped.kpi for scoped in dive.scope if scoped.session_id == session.id]
    if not kpis:
        raise Refused("No measure is placed in this session yet.")
    invited = []
    for person, capacity in list_who_answer(kpis, session.on):
        typed = TypedGuest(person.name, person.post, capacity, person.id)
        if not any(_is_same(guest, typed) for guest in session.guests):
            invited.append(invite(dive, session, typed, by))
    return invited


def set_presence(
    dive: DeepDive,
    session: DeepDiveSession,
    guest: SessionGuest,
    presence: Presence,
    by: By,
    represented_by: str | None = None,
) -> None:
    """Says whether a guest comes. Raises Refused for one who is represented by nobody."""
    if presence not in TO_SAY:
        raise Refused("Say whether they come, send apologies or are represented.", "represented_by")
    if presence is Presence.REPRESENTED and not represented_by:
        raise Refused("Enter who comes in their place.", "represented_by")
    guest.presence = presence
    guest.represented_by = represented_by if presence is Presence.REPRESENTED else None
    before, after = changes(guest)
    if after:
        _tell(
            dive, session, Tag.SESSION_GUEST_CHANGED, by, before=before, after={"name": guest.name, **after}
        )
    db.session.flush()


def uninvite(dive: DeepDive, session: DeepDiveSession, guest: SessionGuest, by: By) -> None:
    """Takes a guest off the list; the history keeps that they were on it."""
    _tell(dive, session, Tag.SESSION_GUEST_REMOVED, by, before={"name": guest.name, "post": guest.post})
    session.guests.remove(guest)
    db.session.delete(guest)
    db.session.flush()


def _tell(
    dive: DeepDive,
    session: DeepDiveSession,
    tag: Tag,
    by: By,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    record(
        by,
        tag,
        SESSION_NOUN,
        session_reference(dive, session),
        before=before,
        after=after,
        publicity=Publicity.CONFIDENTIAL,
    )
