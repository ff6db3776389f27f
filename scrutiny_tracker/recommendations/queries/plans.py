"""Actions by who does them: of one recommendation, of many, of somebody who has left; and who could."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from ...core.errors import NotFound
from ...core.extensions import db
from ...council.models import Office
from ...council.queries import holding
from ...history.models import JournalEntry
from ...history.tags import Tag
from ...people.models import Person
from ...rules.lifecycle import Progress
from ...rules.permissions import Matter, Role
from ...rules.publicity import Publicity
from ..models import Action, Recommendation
from .one import WHOLE

OFFICERS = (Role.RESPONSIBLE_OFFICER, Role.LINK_OFFICER, Role.DIRECTOR)
PASSED_ON_FOR = timedelta(days=30)
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class OpenAction:
    """One open action of somebody, before its name is made readable."""

    reference: str
    position: int
    short_name: str
    public_name: str | None
    publicity: Publicity
    matter: Matter
    progress: Progress
    due_on: date | None
    due_text: str | None


@dataclass(frozen=True, slots=True)
class PassedOn:
    """An action that its officer said was somebody else's: who said so, when (UTC) and why."""

    reference: str
    position: int
    by: str
    at: datetime
    why: str
    publicity: Publicity


def get_action(recommendation: Recommendation, position: int) -> Action:
    """One action of a recommendation loaded whole, by its number. Raises NotFound."""
    for action in recommendation.actions:
        if action.position == position:
            return action
    raise NotFound("There is no such action.")


def list_officers(today: date) -> Sequence[Person]:
    """Everybody who could do an action: the working accounts that hold an officer's office today, by name."""
    held = select(Office.person_id).where(Office.role.in_(OFFICERS), holding(today))
    return db.session.scalars(
        select(Person).where(Person.is_active, Person.id.in_(held)).order_by(Person.name, Person.id)
    ).all()


def find_directorate_of(person_id: int, today: date) -> int | None:
    """The directorate in which somebody is an officer today; None for none or several."""
    held = db.session.scalars(
        select(Office.directorate_id)
        .where(Office.person_id == person_id, Office.role.in_(OFFICERS), holding(today))
        .where(Office.directorate_id.is_not(None))
        .distinct()
    ).all()
    return held[0] if len(held) == 1 else None


def list_clearers(matter: Matter, today: date) -> Sequence[Person]:
    """Who clears an update of this matter today: its directorate's director, its Cabinet Member."""
    held = select(Office.person_id).where(
        holding(today),
        (
            (Office.role == Role.DIRECTOR) & Office.directorate_id.in_(matter.directorate_ids)
            | (Office.role == Role.CABINET_MEMBER) & Office.portfolio_id.in_(matter.portfolio_ids)
        ),
    )
    return db.session.scalars(
        select(Person).where(Person.is_active, Person.id.in_(held)).order_by(Person.name, Person.id)
    ).all()


def list_whole(references: Sequence[str]) -> Sequence[Recommendation]:
    """Some recommendations, each whole, by reference; those that do not exist are left out."""
    return db.session.scalars(
        select(Recommendation)
        .where(Recommendation.reference.in_(references))
        .order_by(Recommendation.reference)
        .options(*WHOLE)
    ).all()


def list_references_of(person_id: int) -> Sequence[str]:
    """The open recommendations in which somebody has an open action."""
    return db.session.scalars(
        select(Recommendation.reference)
        .join(Action, Action.recommendation_id == Recommendation.id)
        .where(Action.owner_id == person_id, Action.is_open, Recommendation.is_open)
        .distinct()
        .order_by(Recommendation.reference)
        .limit(MOST_SHOWN)
    ).all()


def list_open_actions(person_id: int) -> list[OpenAction]:
    """Somebody's open actions on open recommendations, soonest first; the first hundred."""
    rows = db.session.execute(
        select(
            Recommendation.reference,
            Recommendation.short_name,
            Recommendation.public_name,
            Recommendation.publicity,
            Recommendation.made_by_id,
            Recommendation.followed_by_id,
            Action.position,
            Action.progress,
            Action.due_on,
            Action.due_text,
        )
        .join(Recommendation, Recommendation.id == Action.recommendation_id)
        .where(Action.owner_id == person_id, Action.is_open, Recommendation.is_open)
        .order_by(Recommendation.next_due_on, Action.id)
        .limit(MOST_SHOWN)
    )
    return [
        OpenAction(
            reference=row.reference,
            position=row.position,
            short_name=row.short_name,
            public_name=row.public_name,
            publicity=row.publicity,
            matter=Matter(
                body_ids=frozenset({row.made_by_id, row.followed_by_id}),
                responsible_ids=frozenset({person_id}),
            ),
            progress=row.progress,
            due_on=row.due_on,
            due_text=row.due_text,
        )
        for row in rows
    ]


def count_open_actions(person_id: int) -> int:
    """How many open actions somebody has on open recommendations."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Action)
            .join(Recommendation, Recommendation.id == Action.recommendation_id)
            .where(Action.owner_id == person_id, Action.is_open, Recommendation.is_open)
        )
        or 0
    )


def list_passed_on(now: datetime) -> list[PassedOn]:
    """What officers passed to somebody else in the last thirty days, newest first."""
    rows = db.session.scalars(
        select(JournalEntry)
        .where(JournalEntry.tag == Tag.ACTION_PASSED_ON.value, JournalEntry.at >= now - PASSED_ON_FOR)
        .order_by(JournalEntry.id.desc())
        .limit(MOST_SHOWN)
    )
    return [
        PassedOn(
            reference=row.reference,
            position=int((row.after or {}).get("position", 1)),
            by=row.actor_name,
            at=row.at,
            why=row.why or "",
            publicity=row.publicity,
        )
        for row in rows
    ]
