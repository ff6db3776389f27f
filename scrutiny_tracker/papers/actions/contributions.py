"""Officers and outside organisations are asked for their parts of a progress report, and give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.prose import cleaned
from ...council.queries import find_holder
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...people.models import Person
from ...recommendations.models import Action, Recommendation
from ...rules.lifecycle import Answer
from ...rules.permissions import Role
from ..models import Contribution, Document
from .documents import NOUN, not_frozen

NOTHING_PROMISED = (Answer.NOT_AGREED, Answer.WAITING, Answer.DEFERRED)


@dataclass(frozen=True)
class Asked:
    """Whom to ask about an action: an account, or a name where nobody has one."""

    person: Person | None = None
    name: str | None = None

    def __bool__(self) -> bool:
        return self.person is not None or bool(self.name)


def whom_to_ask(action: Action, on: date) -> Asked:
    """The responsible officer or organisation of an action; after a leaver the directorate's link officer or
    director. Empty where there is nobody. Needs the action's owner, directorate and body loaded."""
    owner = action.owner
    if owner is not None and owner.is_active:
        return Asked(owner)
    if action.body is not None:
        contact = f" ({action.body.contact})" if action.body.contact else ""
        return Asked(name=f"{action.body.name}{contact}")
    if action.directorate_id is None:
        return Asked()
    for role in (Role.LINK_OFFICER, Role.DIRECTOR):
        holder = find_holder(role, on, directorate_id=action.directorate_id)
        if holder is not None and holder.is_active:
            return Asked(holder)
    return Asked(name=action.directorate.name if action.directorate is not None else None)


def to_be_asked(recommendations: Iterable[Recommendation]) -> list[Action]:
    """The actions on which a report needs somebody's words: open ones of what was promised and is open."""
    return [
        action
        for one in recommendations
        if one.is_open and one.answer not in NOTHING_PROMISED
        for action in one.actions
        if action.is_open
    ]


def ask_all(document: Document, recommendations: Iterable[Recommendation], by: By) -> int:
    """Asks everybody whose part is needed and who has not been asked; whoever took over from somebody that
    did not answer is asked anew. Says how many were asked. Raises Refused once the document is published."""
    not_frozen(document)
    asked = {one.action_id: one for one in document.contributions}
    number = 0
    for action in to_be_asked(recommendations):
        whom = whom_to_ask(action, by.today)
        before = asked.get(action.id)
        if not whom or (before is not None and not _has_passed_on(before, whom)):
            continue
        row = before or Contribution(document_id=document.id, action_id=action.id, action=action, what="")
        row.what = _what(action)
        row.asked_of, row.asked_of_id = whom.person, whom.person.id if whom.person else None
        row.asked_of_name, row.asked_on = whom.name, by.today
        if before is None:
            document.contributions.append(row)
        _asked(document, action, whom, by)
        number += 1
    db.session.flush()
    return number


def _has_passed_on(before: Contribution, whom: Asked) -> bool:
    """Whether somebody else answers for it now and the one who was asked has sent nothing."""
    if before.received_on is not None:
        return False
    now = (whom.person.id if whom.person else None, whom.name)
    return now != (before.asked_of_id, before.asked_of_name)


def _what(action: Action) -> str:
    of = action.recommendation
    number = of.printed_number or of.reference
    if of.parent is not None:
        number = f"{of.parent.printed_number or of.parent.reference}, part {number}"
    if len(of.actions) > 1:
        number = f"{number}, action {action.position}"
    return f"Recommendation {number}: what has been done"


def _asked(document: Document, action: Action, whom: Asked, by: By) -> None:
    name = whom.person.name if whom.person is not None else whom.name
    told = {"of": name, "about": action.recommendation.reference}
    record(by, Tag.CONTRIBUTION_ASKED, NOUN, document.reference, after=told)


def receive(
    document: Document, row: Contribution, text: str, on: date, entered_by: str | None, by: By
) -> None:
    """Keeps what somebody sent for their part. `entered_by` is who typed it in for them. Raises Refused for
    nothing, for a day before they were asked or to come, and once the document is published."""
    not_frozen(document)
    if not text.strip():
        raise Refused("Enter what they sent.", "text")
    if on < row.asked_on:
        raise Refused(f"They were asked on {row.asked_on.day} {row.asked_on:%B %Y}.", "received_on")
    if on > by.today:
        raise Refused("Enter a day that has come.", "received_on")
    row.text, row.received_on, row.entered_by_name = cleaned(text), on, entered_by
    action = row.action
    record_changes(
        by,
        Tag.CONTRIBUTION_RECEIVED,
        NOUN,
        document.reference,
        row,
        why=row.what,
        **({} if action is None else {"publicity": action.recommendation.publicity}),
    )
    db.session.flush()
