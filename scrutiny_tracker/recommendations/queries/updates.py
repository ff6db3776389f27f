"""Officers' updates: one whole, what waits for whom, and what was last shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, false, func, or_, select, true
from sqlalchemy.orm import aliased, joinedload

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.paging import MOST_COUNTED, PAGE, Page
from ...council.models import HeldKind, HeldPublication
from ...people.models import Person
from ...rules.lifecycle import Progress, Thread, UpdateState
from ...rules.permissions import Matter, Principal, Role
from ...rules.publicity import Publicity
from ..models import Action, Addressee, Entry, Recommendation, Update
from .one import get_recommendation, matter_of_action

A, R, U = Action, Recommendation, Update
ON_THEIR_WAY = (UpdateState.SENT, UpdateState.CLEARED)


class Waits(StrEnum):
    """What an update waits for, seen by whoever asks."""

    TO_CLEAR = "to-clear"
    TO_CHECK = "to-check"
    WITH_OTHERS = "with-others"


@dataclass(frozen=True, slots=True)
class WaitingUpdate:
    """One update that has been sent and not shown."""

    id: int
    reference: str
    position: int
    short_name: str
    public_name: str | None
    publicity: Publicity
    matter: Matter
    value: Progress
    author: str
    clearer: str | None
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """What councillors last read about one action, before it is made readable."""

    action_id: int
    value: Progress
    note: str | None
    public_text: str | None
    publicity: Publicity
    said_on: date
    said_by: str
    entered_by: str | None
    source: str | None


def get_update(update_id: int) -> tuple[Recommendation, Action, Update]:
    """An update with its recommendation loaded whole and the people named on it. Raises NotFound."""
    found = db.session.execute(
        select(U, A.id, R.reference)
        .join(A, A.id == U.action_id)
        .join(R, R.id == A.recommendation_id)
        .where(U.id == update_id)
        .options(
            joinedload(U.author),
            joinedload(U.on_behalf_of),
            joinedload(U.clearer),
            joinedload(U.cleared_by),
            joinedload(U.returned_by),
            joinedload(U.evidence_file),
        )
    ).first()
    if found is None:
        raise NotFound("There is no such update, or it is not yours to see.")
    update, action_id, reference = found
    recommendation = get_recommendation(reference)
    return recommendation, next(one for one in recommendation.actions if one.id == action_id), update


def matter_of_update(update: Update, action: Action, recommendation: Recommendation) -> Matter:
    """Whose an update is: the action's, its author's, and theirs who were asked to clear it."""
    whole = matter_of_action(action, recommendation)
    named = {
        person_id
        for person_id in (update.author_id, update.clearer_id, update.on_behalf_of_id)
        if person_id is not None
    }
    return Matter(
        body_ids=whole.body_ids,
        portfolio_ids=whole.portfolio_ids,
        directorate_ids=whole.directorate_ids,
        responsible_ids=whole.responsible_ids | named,
        author_id=update.author_id,
    )


def matter_of_row(row: Any, directorate_id: int | None) -> Matter:  # noqa: ANN401 - a Core row
    """Whose an action is, from a row with made_by_id, followed_by_id and owner_id."""
    return Matter(
        body_ids=frozenset({row.made_by_id, row.followed_by_id}),
        directorate_ids=frozenset() if directorate_id is None else frozenset({directorate_id}),
        responsible_ids=frozenset() if row.owner_id is None else frozenset({row.owner_id}),
    )


def _waiting_for(who: Principal, waits: Waits) -> ColumnElement[bool]:
    """The part of what is on its way that this principal clears, checks or only watches."""
    directorates = {o.directorate_id for o in who.offices if o.role is Role.DIRECTOR} - {None}
    portfolios = {o.portfolio_id for o in who.offices if o.role is Role.CABINET_MEMBER} - {None}
    clears = or_(
        func.coalesce(A.directorate_id, R.directorate_id).in_(directorates),
        R.portfolio_id.in_(portfolios),
        exists().where(Addressee.recommendation_id == R.id, Addressee.portfolio_id.in_(portfolios)),
    )
    if waits is Waits.TO_CLEAR:
        return and_(U.state == UpdateState.SENT, clears)
    bodies = {o.body_id for o in who.offices if o.role is Role.CO_ORDINATOR}
    if who.holds(Role.GOVERNANCE_OFFICER) or None in bodies:
        ours: ColumnElement[bool] = true()
    elif bodies:
        ours = or_(R.made_by_id.in_(bodies), R.followed_by_id.in_(bodies), R.agreed_by_id.in_(bodies))
    else:
        ours = false()
    if waits is not Waits.TO_CHECK:
        return and_(U.state == UpdateState.SENT, ours)
    held = exists().where(
        HeldPublication.kind == HeldKind.UPDATE,
        HeldPublication.reference == cast(U.id, String),
        HeldPublication.ended_on.is_(None),
    )
    return and_(U.state == UpdateState.CLEARED, ours, ~held)


def list_updates_waiting(who: Principal, waits: Waits, after: int | None = None) -> Page[WaitingUpdate]:
    """What waits for (or, WITH_OTHERS, is watched by) this principal, oldest first, after an id."""
    author, clearer = aliased(Person), aliased(Person)
    query = (
        select(
            U.id,
            R.reference,
            A.position,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            R.followed_by_id,
            A.owner_id,
            func.coalesce(A.directorate_id, R.directorate_id).label("directorate_id"),
            U.value,
            author.name.label("author"),
            clearer.name.label("clearer"),
            U.sent_at,
        )
        .join(A, A.id == U.action_id)
        .join(R, R.id == A.recommendation_id)
        .join(author, author.id == U.author_id)
        .outerjoin(clearer, clearer.id == U.clearer_id)
        .where(_waiting_for(who, waits))
        .order_by(U.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(U.id > after)
    rows = db.session.execute(query).all()
    shown = [
        WaitingUpdate(
            id=row.id,
            reference=row.reference,
            position=row.position,
            short_name=row.short_name,
            public_name=row.public_name,
            publicity=row.publicity,
            matter=matter_of_row(row, row.directorate_id),
            value=row.value,
            author=row.author,
            clearer=row.clearer,
            sent_at=row.sent_at,
        )
        for row in rows[:PAGE]
    ]
    return Page(shown, str(shown[-1].id) if len(rows) > PAGE else None)


def count_updates_waiting(who: Principal, waits: Waits, most: int = MOST_COUNTED) -> int:
    """How many wait, counted to `most` + 1 and no further."""
    some = (
        select(U.id)
        .join(A, A.id == U.action_id)
        .join(R, R.id == A.recommendation_id)
        .where(_waiting_for(who, waits))
        .limit(most + 1)
        .subquery()
    )
    return db.session.scalar(select(func.count()).select_from(some)) or 0


@dataclass(frozen=True)
class OnTheirWay:
    """How many updates wait for each thing, bounded, and since when the first of them (None for none)."""

    numbers: dict[Waits, int]
    since: dict[Waits, datetime | None]


def count_on_their_way(who: Principal, most: int = MOST_COUNTED) -> OnTheirWay:
    """`count_updates_waiting` for everything that an update can wait for, in one query."""
    columns = []
    for waits in Waits:
        some = (
            select(U.sent_at)
            .join(A, A.id == U.action_id)
            .join(R, R.id == A.recommendation_id)
            .where(_waiting_for(who, waits))
            .order_by(U.id)
            .limit(most + 1)
            .subquery()
        )
        columns.append(select(func.count()).select_from(some).scalar_subquery())
        columns.append(select(func.min(some.c.sent_at)).scalar_subquery())
    row = db.session.execute(select(*columns)).one()
    return OnTheirWay(dict(zip(Waits, row[::2], strict=True)), dict(zip(Waits, row[1::2], strict=True)))


def list_last_shown(action_ids: Sequence[int]) -> dict[int, Shown]:
    """What was last shown about each of some actions, by the action's id; none for one without a word yet."""
    corrected = select(Entry.corrects_id).where(
        Entry.corrects_id.is_not(None), Entry.action_id.in_(action_ids)
    )
    rank = func.row_number().over(
        partition_by=Entry.action_id, order_by=(Entry.effective_on.desc(), Entry.id.desc())
    )
    ranked = (
        select(Entry.id, rank.label("rank"))
        .where(
            Entry.thread == Thread.PROGRESS,
            Entry.action_id.in_(action_ids),
            Entry.value.is_not(None),
            Entry.id.not_in(corrected),
        )
        .subquery()
    )
    rows = db.session.scalars(select(Entry).join(ranked, ranked.c.id == Entry.id).where(ranked.c.rank == 1))
    return {
        row.action_id: Shown(
            action_id=row.action_id,
            value=Progress(str(row.value)),
            note=row.note,
            public_text=row.public_text,
            publicity=row.publicity,
            said_on=row.effective_on,
            said_by=row.actor_name,
            entered_by=row.entered_by_name,
            source=row.source,
        )
        for row in rows
        if row.action_id is not None
    }
