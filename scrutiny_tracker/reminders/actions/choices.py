"""How somebody wants to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record_changes
from ...history.tags import Tag
from ...rules.reminders import Rhythm
from ..models import MessageChoice
from ..queries.choices import find_choice


@dataclass(frozen=True)
class Chosen:
    """What somebody chose; a deputy stands in up to and including a London day."""

    rhythm: Rhythm
    follows_others: bool
    deputy_id: int | None = None
    away_until: date | None = None


def choice_of(person_id: int) -> MessageChoice:
    """Somebody's choice, with the defaults where they never made one; flushed with the first change."""
    found = find_choice(person_id)
    if found is None:
        found = MessageChoice(
            person_id=person_id, rhythm=Rhythm.DAILY, follows_others=True, feed_number=1, version=1
        )
        db.session.add(found)
        db.session.flush()
    return found


def choose(person_id: int, chosen: Chosen, by: By) -> None:
    """Keeps how somebody wants to be told. Raises Refused for a deputy without a last day, or the reverse,
    for a day that is over, and for oneself."""
    if chosen.deputy_id == person_id:
        raise Refused("Choose somebody other than yourself.", "deputy")
    if chosen.deputy_id is not None and chosen.away_until is None:
        raise Refused("Enter the last day on which they stand in for you.", "away_until")
    if chosen.deputy_id is None and chosen.away_until is not None:
        raise Refused("Choose who stands in for you until then.", "deputy")
    if chosen.away_until is not None and chosen.away_until < by.today:
        raise Refused("Enter today or a later day.", "away_until")
    choice = choice_of(person_id)
    choice.rhythm, choice.follows_others = chosen.rhythm, chosen.follows_others
    choice.deputy_id, choice.away_until = chosen.deputy_id, chosen.away_until
    record_changes(by, Tag.MESSAGES_CHOSEN, "person", str(person_id), choice)
    db.session.flush()


def renew_feeds(person_id: int, by: By) -> None:
    """Gives somebody's calendars new addresses; the old ones open nothing from now on."""
    choice = choice_of(person_id)
    choice.feed_number += 1
    record_changes(by, Tag.CALENDARS_RENEWED, "person", str(person_id), choice)
    db.session.flush()
