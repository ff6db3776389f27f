"""The next rung of the ladder, taken by a person before its day."""

from __future__ import annotations

from ...core.due import Due
from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...recommendations.models import Recommendation
from ...rules.publicity import Publicity
from ...rules.reminders import Kind, Rung
from ..models import Notice
from ..queries.chasing import late_since, list_rungs
from ..queries.people import People
from ..queries.recommended import escalation_of


def next_rung(recommendation: Recommendation, by: By) -> Rung | None:
    """The lowest rung that what is late has not reached; None where nothing is late or all are reached."""
    since = late_since(recommendation, by.today)
    if since is None:
        return None
    return next((one.rung for one in list_rungs(recommendation, since) if one.reached_on is None), None)


def escalate(recommendation: Recommendation, why: str, by: By) -> Rung:
    """Tells whoever stands on the next rung, with their next message; recorded with its reason.

    Raises Refused where nothing is late, where every rung is reached, or without a reason.
    """
    since = late_since(recommendation, by.today)
    if since is None:
        raise Refused("Nothing about this recommendation is late.")
    rung = next_rung(recommendation, by)
    if rung is None:
        raise Refused("Every rung has been reached. The letter to the chief executive stands below.")
    if not why.strip():
        raise Refused("Say why this is taken up now.", "why")
    due = escalation_of(recommendation)
    people = People(by.today)
    told = {one.key: one for part in due.parts[rung.value] for one in people.asked(part, due.whose)}
    for recipient in told.values():
        db.session.add(_notice(recommendation, due, rung, recipient.key, recipient.person_id, why, by))
    record(
        by,
        Tag.CHASE_ESCALATED,
        "recommendation",
        recommendation.reference,
        after={"rung": rung.value, "late_since": since},
        why=why.strip(),
        publicity=recommendation.publicity,
    )
    db.session.flush()
    return rung


def _notice(
    recommendation: Recommendation,
    due: Due,
    rung: Rung,
    recipient: str,
    person_id: int | None,
    why: str,
    by: By,
) -> Notice:
    return Notice(
        noun="recommendation",
        reference=recommendation.reference,
        part=0,
        kind=Kind.ESCALATION.value,
        stage=rung.value,
        recipient=recipient,
        person_id=person_id,
        due_on=due.due_on,
        words=_words(recommendation, due, why, by),
        address=due.address,
        made_on=by.today,
    )


def _words(recommendation: Recommendation, due: Due, why: str, by: By) -> str:
    """What the message says; the reason only where everybody may read it."""
    reason = f": “{why.strip()}”" if recommendation.publicity is Publicity.PUBLIC else ""
    return f"{due.words}. {by.name} takes it up now{reason}"
