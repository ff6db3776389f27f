"""How often updates are asked for: in months, or before each meeting of the committee that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import ColumnElement, exists, func, literal_column, select

from ...core.extensions import db
from ...council.settings import number_setting
from ...meetings.queries.meetings import list_days_of
from ...rules.clocks import NO_DATE, UpdateRhythm
from ..models import Action, Addressee, Recommendation, Update
from .updates import ON_THEIR_WAY

A, R, U = Action, Recommendation, Update
BEFORE_MEETINGS: ColumnElement[bool] = literal_column("recommendation.update_before_meetings")
"""As its index writes it, so that SQLite reads the index and not the table."""


class Rhythmic(Protocol):
    """A recommendation, or a row with these columns of one."""

    @property
    def followed_by_id(self) -> int: ...
    @property
    def update_every_months(self) -> int | None: ...
    @property
    def update_before_meetings(self) -> bool: ...


def rhythms_of(ones: Iterable[Any]) -> Callable[[Rhythmic], UpdateRhythm]:
    """Gives each of some recommendations its rhythm; the calendar is read once, and only where needed."""
    bodies = {one.followed_by_id for one in ones if one.update_before_meetings}
    days = list_days_of(bodies) if bodies else {}
    months, ahead = number_setting("update_months"), number_setting("update_meeting_days")

    def rhythm(one: Rhythmic) -> UpdateRhythm:
        meetings = tuple(days[one.followed_by_id]) if one.update_before_meetings else None
        return UpdateRhythm(one.update_every_months or months, meetings, ahead)

    return rhythm


def list_out_of_step() -> list[str]:
    """The references of open recommendations that are updated before each meeting and whose kept day no
    longer follows the calendar: a meeting was entered, moved or cancelled. Four queries; one where none is
    updated so."""
    ids = db.session.scalars(select(R.id).where(BEFORE_MEETINGS).order_by(R.id)).all()
    if not ids:
        return []
    answered_on = (
        select(func.min(Addressee.answered_on))
        .where(Addressee.recommendation_id.in_((R.id, R.parent_id)))
        .correlate(R)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            R.reference,
            R.followed_by_id,
            R.update_every_months,
            R.update_before_meetings,
            R.update_due_on,
            A.updated_on,
            func.coalesce(A.updated_on, answered_on, R.agreed_on).label("since"),
        )
        .join(A, A.recommendation_id == R.id)
        .where(
            R.id.in_(ids),
            R.is_open,
            A.is_open,
            R.update_due_on < NO_DATE,
            ~exists().where(U.action_id == A.id, U.state.in_(ON_THEIR_WAY)),
        )
        .order_by(R.id)
    ).all()
    rhythm = rhythms_of(rows)
    found = []
    for reference, actions in groupby(rows, lambda row: str(row.reference)):
        every = list(actions)
        asked = (rhythm(one).asked_by(one.since, is_word=one.updated_on is not None) for one in every)
        if min(asked) != every[0].update_due_on:
            found.append(reference)
    return found
