"""Whom a person can remind of a record, with what words, and when that was last done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, tuple_

from ...core.access import NOBODY, readable
from ...core.due import Part, Whose
from ...core.extensions import db
from ...core.filters import day_date
from ...council.models import Body, Standing
from ...meetings.queries import get_follow_up
from ...people.models import Person
from ...recommendations.models import Action, Addressee, Recommendation, SentLine
from ...recommendations.queries.one import get_recommendation
from ...recommendations.queries.sendings import get_sending
from ...rules.lifecycle import Answer
from ...rules.permissions import Matter, Role
from ...rules.reminders import Kind
from ..models import Notice
from .people import People, Recipient, address_in


@dataclass(frozen=True)
class Asked:
    """One thing that is asked again: of whom, in which words, and where it is answered."""

    people: tuple[Recipient, ...]
    words: str
    address: str
    part: int = 0
    action_id: int | None = None


@dataclass(frozen=True)
class Remindable:
    """A record that others owe something on: its title and page, and what is asked of whom."""

    noun: str
    reference: str
    title: str
    address: str
    matter: Matter
    asked: tuple[Asked, ...]


def find_remindable(noun: str, reference: str, today: date) -> Remindable:
    """What can be asked again about a sending, a recommendation or a follow-up. Raises NotFound."""
    people = People(today)
    match noun:
        case "sending":
            return _of_sending(reference, people)
        case "follow-up":
            return _of_follow_up(reference, people)
        case _:
            return _of_recommendation(reference, people)


def _of_sending(reference: str, people: People) -> Remindable:
    sending = get_sending(reference)
    waiting = db.session.execute(
        select(Recommendation.portfolio_id, Addressee.portfolio_id.label("asked_id"))
        .join(Addressee, Addressee.recommendation_id == Recommendation.id)
        .join(SentLine, SentLine.addressee_id == Addressee.id)
        .where(SentLine.sending_id == sending.id, Addressee.answer == Answer.WAITING, Recommendation.is_open)
    ).all()
    page = f"/sendings/{reference}"
    asked: list[Recipient] = []
    to_body = sending.to_body
    if to_body is not None and to_body.standing is Standing.OUTSIDE:
        asked = [Recipient(body_id=to_body.id)] if address_in(to_body.contact) else []
    else:
        portfolios = {sending.to_portfolio_id, *(one for row in waiting for one in row)} - {None}
        members = [
            one for key in sorted(portfolios) for one in people.holders(Role.CABINET_MEMBER, portfolio_id=key)
        ]
        asked = people.present(members) or people.everybody(Role.GOVERNANCE_OFFICER)
    due_on = sending.answer_due_on or sending.answer_needed_by
    by = f", due {day_date(due_on)}" if due_on else ""
    words = f"The answer to “{sending.title}” is waited for{by}"
    found = (Asked(tuple(dict.fromkeys(asked)), words, page),) if waiting else ()
    matter = Matter(body_ids=frozenset({sending.from_body_id}))
    return Remindable("sending", reference, sending.title, page, matter, found)


def _of_recommendation(reference: str, people: People) -> Remindable:
    one = get_recommendation(reference)
    instead = one.public_name or f"Private recommendation {reference}"
    name = readable(one.short_name, instead, one.publicity, Matter(), who=NOBODY).text
    page = f"/recommendations/{reference}"
    asked = tuple(
        Asked(
            tuple(people.asked(Part.OWNER, _whose(one, action))),
            f"An update on “{name}” is waited for",
            f"{page}/actions/{action.position}/update",
            action.position,
            action.id,
        )
        for action in one.actions
        if action.is_open and (action.owner_id is not None or action.body_id is not None)
    )
    matter = Matter(body_ids=frozenset({one.made_by_id, one.followed_by_id}))
    return Remindable("recommendation", reference, name, page, matter, asked if one.is_open else ())


def _whose(one: Recommendation, action: Action) -> Whose:
    return Whose(
        body_id=one.followed_by_id,
        owner_id=action.owner_id,
        owner_body_id=action.body_id,
        directorate_id=action.directorate_id or one.directorate_id,
    )


def _of_follow_up(reference: str, people: People) -> Remindable:
    row = get_follow_up(reference)
    what = " ".join(readable(row.what, row.public_text, row.publicity, Matter(), who=NOBODY).text.split())
    page = f"/follow-ups/{reference}"
    whose = Whose(body_id=row.body_id, owner_id=row.owner_id, directorate_id=row.directorate_id)
    due = f", due {day_date(row.due_on)}" if row.due_on else ""
    asked = Asked(
        tuple(people.asked(Part.OWNER, whose)), f"An answer is waited for{due}: “{what[:140]}”", page
    )
    found = (asked,) if row.is_open and row.owner_id is not None else ()
    matter = Matter(body_ids=frozenset({row.body_id}))
    return Remindable("follow-up", reference, what, page, matter, found)


def names_of(recipients: Iterable[Recipient]) -> list[str]:
    """The names of some recipients, each once."""
    wanted = list(dict.fromkeys(recipients))
    person_ids = {one.person_id for one in wanted} - {None}
    body_ids = {one.body_id for one in wanted} - {None}
    people = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(person_ids))).tuples()
    bodies = db.session.execute(select(Body.id, Body.name).where(Body.id.in_(body_ids))).tuples()
    of_people, of_bodies = dict(people.all()), dict(bodies.all())
    return [of_people.get(one.person_id or 0) or of_bodies.get(one.body_id or 0) or "" for one in wanted]


def last_reminded(records: Iterable[tuple[str, str]]) -> dict[tuple[str, str], date]:
    """The London day on which somebody was last reminded of each of some records. One query."""
    wanted = list(records)
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Notice.noun, Notice.reference, func.max(Notice.made_on).label("on"))
        .where(tuple_(Notice.noun, Notice.reference).in_(wanted), Notice.kind == Kind.REMINDED.value)
        .group_by(Notice.noun, Notice.reference)
    )
    return {(row.noun, row.reference): row.on for row in rows}
