"""Somebody is reminded by a person, with their next message: once a day, and kept in the history."""

from __future__ import annotations

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.reminders import TOLD, Kind
from ..models import Notice
from ..queries.people import Recipient
from ..queries.reminded import Remindable, last_reminded, names_of

NOBODY = "There is nobody to remind: nothing is waited for, or nobody answers for it yet."


def remind(what: Remindable, by: By) -> list[str]:
    """Asks again whoever owes something on a record; the names of those who are told. Raises Refused where
    nobody owes anything, and a second time on the same day."""
    told: list[Recipient] = [
        one for asked in what.asked for one in asked.people if one.person_id != by.person_id
    ]
    if not told:
        raise Refused(NOBODY)
    if last_reminded([(what.noun, what.reference)]).get((what.noun, what.reference)) == by.today:
        raise Refused("They were reminded today.")
    for asked in what.asked:
        for one in asked.people:
            if one in told:
                db.session.add(
                    Notice(
                        noun=what.noun,
                        reference=what.reference,
                        part=asked.part,
                        kind=Kind.REMINDED.value,
                        stage=TOLD,
                        recipient=one.key,
                        person_id=one.person_id,
                        body_id=one.body_id,
                        due_on=by.today,
                        words=f"{asked.words}. {by.name} asks again",
                        address=asked.address,
                        action_id=asked.action_id,
                        made_on=by.today,
                    )
                )
    names = names_of(told)
    record(by, Tag.CHASE_REMINDED, what.noun, what.reference, after={"told": ", ".join(names)})
    db.session.flush()
    return names
