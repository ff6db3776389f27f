"""What somebody is asked to write about, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from ...core.extensions import db
from ...meetings.queries.meetings import MeetingRow, first_meeting_on_or_after
from ...people.models import Person
from ...rules.clocks import NO_DATE, UpdateRhythm
from ...rules.lifecycle import Progress, UpdateState
from ...rules.permissions import Matter
from ...rules.publicity import Publicity
from ..models import Action, Addressee, Recommendation, Update
from .rhythms import rhythms_of
from .updates import ON_THEIR_WAY, matter_of_row

A, R, U = Action, Recommendation, Update
ASKED_AHEAD = timedelta(days=28)
MOST_MINE = 200


@dataclass(frozen=True, slots=True)
class MyUpdate:
    """One action that somebody is to write about. `asked_by` is the London date by which an update is due."""

    reference: str
    position: int
    short_name: str
    public_name: str | None
    publicity: Publicity
    matter: Matter
    owner: str | None
    progress: Progress
    due_on: date | None
    due_text: str | None
    first_due_on: date | None
    asked_by: date
    is_due: bool
    is_late: bool
    last_word_on: date | None
    draft_kept: bool
    returned_why: str | None


def list_my_updates(
    person_id: int, today: date, *, directorate_ids: Iterable[int] = (), most: int = MOST_MINE
) -> list[MyUpdate]:
    """Every open action that a person is to write about, the soonest asked first; not while an update is on
    its way. With `directorate_ids` those of other officers in these directorates too.
    """
    mine: ColumnElement[bool] = A.owner_id == person_id
    wanted = list(directorate_ids)
    if wanted:
        mine = or_(mine, func.coalesce(A.directorate_id, R.directorate_id).in_(wanted))
    rows = db.session.execute(_asked_for(person_id).where(mine).limit(most)).all()
    rhythm = rhythms_of(rows)
    found = [_my_update(row, today, rhythm(row)) for row in rows]
    return sorted(found, key=lambda one: (one.asked_by, one.reference, one.position))


def list_my_updates_due(
    person_id: int, today: date, *, directorate_ids: Iterable[int] = ()
) -> list[MyUpdate]:
    """Those that are asked for now: within the next 28 days, late, or returned."""
    every = list_my_updates(person_id, today, directorate_ids=directorate_ids)
    return [one for one in every if one.is_due]


def count_my_updates_due(person_id: int, today: date) -> int:
    return len(list_my_updates_due(person_id, today))


def _asked_for(person_id: int) -> Select[tuple[object, ...]]:
    """Actions that are written about: the update clock runs only where somebody said yes (rules/clocks)."""
    own = (
        select(U.action_id, func.max(U.id).label("latest_id"))
        .where(U.author_id == person_id)
        .group_by(U.action_id)
        .subquery()
    )
    latest = aliased(U)
    answered_on = (
        select(func.min(Addressee.answered_on))
        .where(Addressee.recommendation_id.in_((R.id, R.parent_id)))
        .correlate(R)
        .scalar_subquery()
    )
    return (
        select(
            R.reference,
            A.position,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            R.followed_by_id,
            R.directorate_id,
            R.update_every_months,
            R.update_before_meetings,
            A.owner_id,
            A.directorate_id.label("own_directorate_id"),
            Person.name.label("owner"),
            A.progress,
            A.due_on,
            A.due_text,
            A.first_due_on,
            A.updated_on,
            func.coalesce(A.updated_on, answered_on, R.agreed_on).label("since"),
            latest.state.label("own_state"),
            latest.returned_why,
        )
        .join(R, R.id == A.recommendation_id)
        .outerjoin(Person, Person.id == A.owner_id)
        .outerjoin(own, own.c.action_id == A.id)
        .outerjoin(latest, latest.id == own.c.latest_id)
        .where(
            A.is_open,
            R.is_open,
            R.update_due_on < NO_DATE,
            ~exists().where(U.action_id == A.id, U.state.in_(ON_THEIR_WAY)),
        )
        .order_by(R.update_due_on, A.id)
    )


def _my_update(row: Any, today: date, rhythm: UpdateRhythm) -> MyUpdate:  # noqa: ANN401 - a row of _asked_for
    asked_by = rhythm.asked_by(row.since, is_word=row.updated_on is not None)
    returned = row.returned_why if row.own_state is UpdateState.RETURNED else None
    is_late = asked_by < today or (row.due_on is not None and row.due_on < today)
    return MyUpdate(
        reference=row.reference,
        position=row.position,
        short_name=row.short_name,
        public_name=row.public_name,
        publicity=row.publicity,
        matter=matter_of_row(row, row.own_directorate_id or row.directorate_id),
        owner=row.owner,
        progress=row.progress,
        due_on=row.due_on,
        due_text=row.due_text,
        first_due_on=row.first_due_on,
        asked_by=asked_by,
        is_due=is_late or bool(returned) or asked_by <= today + ASKED_AHEAD,
        is_late=is_late,
        last_word_on=row.updated_on,
        draft_kept=row.own_state is UpdateState.DRAFT,
        returned_why=returned,
    )


def update_asked_by(
    recommendation: Recommendation, action: Action, said_on: date | None = None
) -> date | None:
    """The London date by which the next update of an action is due, counted from its last shown word, or
    from `said_on` where one is on its way; None where nobody has said yes yet."""
    asked = recommendation.addressees
    answered = [one.answered_on for one in asked if one.answered_on is not None]
    word_on = said_on or action.updated_on
    since = word_on or min(answered, default=recommendation.agreed_on)
    if since is None:
        return None
    return rhythms_of([recommendation])(recommendation).asked_by(since, is_word=word_on is not None)


def find_next_look(recommendation: Recommendation, today: date) -> MeetingRow | None:
    """The meeting at which the committee looks at a recommendation next, where a day to look again is set."""
    if recommendation.review_on == NO_DATE:
        return None
    return first_meeting_on_or_after(recommendation.followed_by_id, max(recommendation.review_on, today))
