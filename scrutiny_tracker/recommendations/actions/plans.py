"""What officers do about a recommendation: split it, say who and by when, pass it to the right person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, changes, record
from ...history.tags import Tag
from ...meetings.clause_models import DatePrecision
from ...people.models import Person
from ...rules.deadlines import months_after
from ..models import Action, Recommendation
from .make import reread
from .settle import settle


@dataclass(frozen=True)
class When:
    """By when, as precisely as it was said: a day, a month (its last day), or only words."""

    on: date | None = None
    precision: DatePrecision = DatePrecision.VAGUE
    words: str | None = None


def day(on: date) -> When:
    """By a day."""
    return When(on, DatePrecision.DAY)


def month(year: int, number: int) -> When:
    """By the end of a month. Raises ValueError for a month that does not exist."""
    first = date(year, number, 1)
    next_month = months_after(first, 1)
    return When(date.fromordinal(next_month.toordinal() - 1), DatePrecision.MONTH, f"{first:%B %Y}")


def vague(words: str | None) -> When:
    """By no date that a calendar knows, such as "next meeting"; nothing at all where nobody said."""
    return When(words=words or None)


@dataclass(frozen=True)
class Owner:
    """Who does it: a person, or a scrutiny body or outside organisation; with the directorate it sits in."""

    person_id: int | None = None
    body_id: int | None = None
    directorate_id: int | None = None


NOBODY_YET = Owner()


def split(
    recommendation: Recommendation,
    text: str,
    by: By,
    *,
    owner: Owner = NOBODY_YET,
    when: When | None = None,
) -> Action:
    """Adds an action to a recommendation (loaded whole) and returns it.

    Raises Refused without a text, on a closed or withdrawn recommendation, or where the owner cannot be one.
    """
    _may_change(recommendation)
    if not text.strip():
        raise Refused("Say what is to be done.", "text")
    position = max((action.position for action in recommendation.actions), default=0) + 1
    added = Action(recommendation_id=recommendation.id, position=position, text=text.strip())
    _own(added, owner)
    _date(added, when or vague(None))
    db.session.add(added)
    record(
        by,
        Tag.ACTION_ADDED,
        "recommendation",
        recommendation.reference,
        after={"position": position, "text": added.text, **_named(owner)},
        publicity=recommendation.publicity,
    )
    whole = reread(recommendation)
    settle(whole)
    return next(action for action in whole.actions if action.position == position)


def edit(recommendation: Recommendation, action: Action, text: str, when: When, by: By) -> None:
    """Changes what an action says and by when; the first date that it ever had is kept.

    Raises Refused without a text, or on a closed or withdrawn recommendation.
    """
    _may_change(recommendation)
    if not text.strip():
        raise Refused("Say what is to be done.", "text")
    action.text = text.strip()
    _date(action, when)
    _journal(Tag.ACTION_CHANGED, recommendation, action, by)
    settle(recommendation)


def assign(recommendation: Recommendation, action: Action, owner: Owner, by: By) -> None:
    """Says who does it. Raises Refused for nobody, two at once, somebody who has left, or when closed."""
    _may_change(recommendation)
    if owner.person_id is None and owner.body_id is None:
        raise Refused("Choose who does this.", "owner")
    _own(action, owner)
    _journal(Tag.ACTION_ASSIGNED, recommendation, action, by)
    _forget_names(action)
    settle(recommendation)


def assign_many(
    pairs: Iterable[tuple[Recommendation, Action]], owner: Owner, by: By, *, when: When | None = None
) -> int:
    """Gives many actions one owner (and one date, where one is said); returns how many were given.

    Finished actions and closed recommendations stay as they are; so does a directorate where none is said.
    """
    given = 0
    for recommendation, action in pairs:
        if not action.is_open or not recommendation.is_open:
            continue
        if when is not None:
            _date(action, when)
        theirs = replace(owner, directorate_id=owner.directorate_id or action.directorate_id)
        assign(recommendation, action, theirs, by)
        given += 1
    return given


def pass_on(
    recommendation: Recommendation,
    action: Action,
    to_person_id: int,
    why: str,
    by: By,
    *,
    directorate_id: int | None = None,
) -> None:
    """ "This is not mine": the officer names the right person, who owns it from now on.

    The co-ordinator sees it. `directorate_id` is theirs, where it is another. Raises Refused without
    a reason, for the same person or one who has left.
    """
    _may_change(recommendation)
    if not why.strip():
        raise Refused("Say why this is theirs.", "why")
    if to_person_id == action.owner_id:
        raise Refused("This is already theirs. Choose another person.", "owner")
    _own(action, Owner(to_person_id, directorate_id=directorate_id or action.directorate_id))
    _journal(Tag.ACTION_PASSED_ON, recommendation, action, by, why=why.strip())
    _forget_names(action)
    settle(recommendation)


def hand_back(recommendation: Recommendation, action: Action, why: str, by: By) -> None:
    """ "This is not mine", by somebody who knows no better: it is nobody's until the co-ordinator gives it
    to somebody. Raises Refused without a reason."""
    _may_change(recommendation)
    if not why.strip():
        raise Refused("Say why it is not yours.", "why")
    _own(action, Owner(directorate_id=action.directorate_id))
    _journal(Tag.ACTION_PASSED_ON, recommendation, action, by, why=why.strip())
    _forget_names(action)
    settle(recommendation)


def set_date(action: Action, when: When) -> None:
    """Moves an action's date; the first date stays. The caller journals and settles."""
    _date(action, when)


def _may_change(recommendation: Recommendation) -> None:
    if recommendation.withdrawn_on is not None:
        raise Refused("This recommendation was withdrawn. Nothing more can be recorded about it.")
    if not recommendation.is_open:
        raise Refused("This recommendation is closed. The committee can reopen it first.")


def _own(action: Action, owner: Owner) -> None:
    if owner.person_id is not None and owner.body_id is not None:
        raise Refused("Choose a person or an organisation, not both.", "owner")
    if owner.person_id is not None:
        person = db.session.get(Person, owner.person_id)
        if person is None or not person.is_active:
            raise Refused("This person has no account that works. Choose another person.", "owner")
    action.owner_id, action.body_id = owner.person_id, owner.body_id
    action.directorate_id = owner.directorate_id


def _date(action: Action, when: When) -> None:
    action.due_on, action.due_precision, action.due_text = when.on, when.precision, when.words
    if action.first_due_on is None:
        action.first_due_on = when.on


def _journal(
    tag: Tag, recommendation: Recommendation, action: Action, by: By, *, why: str | None = None
) -> None:
    """One line in the recommendation's history, which says which of its actions changed."""
    before, after = changes(action)
    if not after:
        return
    place: dict[str, Any] = {"position": action.position}
    record(
        by,
        tag,
        "recommendation",
        recommendation.reference,
        before={**place, **before},
        after={**place, **after},
        why=why,
        publicity=recommendation.publicity,
    )


def _named(owner: Owner) -> dict[str, int]:
    every = {
        "owner_id": owner.person_id,
        "body_id": owner.body_id,
        "directorate_id": owner.directorate_id,
    }
    return {name: value for name, value in every.items() if value is not None}


def _forget_names(action: Action) -> None:
    """The owner's row follows the new key when it is next read."""
    db.session.flush()
    db.session.refresh(action, ["owner", "body", "directorate"])
