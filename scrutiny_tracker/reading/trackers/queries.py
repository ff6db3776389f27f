"""What a tracker's rows are compared with: the recommendations of the record, and the council's names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from ...core.access import NOBODY
from ...core.errors import NotFound
from ...core.extensions import db
from ...core.files import StoredFile
from ...core.paging import PAGE, Page
from ...council.models import Body, Directorate, Portfolio, Standing
from ...council.queries import load_principal
from ...people.models import Person
from ...recommendations.exporting import cells
from ...recommendations.models import Action, Entry, Recommendation
from ...recommendations.queries.register import every_row
from ...recommendations.queries.register_filter import RegisterFilter
from ...rules.lifecycle import Answer, Decision, Progress
from ...rules.publicity import CLOSED_SENTENCE
from .models import TrackerImport, TrackerMapping, TrackerState


class Known(NamedTuple):
    """A recommendation of the record, as a tracker's row is compared with it."""

    reference: str
    external_reference: str | None
    text: str
    public_text: str
    made_by_id: int
    answer: Answer
    progress: Progress
    decision: Decision
    is_open: bool
    due_dates: frozenset[date]
    owner_ids: frozenset[int]
    notes: str


class Named(NamedTuple):
    """Something with a name, and its code where it has one."""

    id: int
    name: str
    code: str = ""


@dataclass(frozen=True)
class Names:
    """The names that a tracker's words may mean."""

    scrutiny: tuple[Named, ...]
    decision_makers: tuple[Named, ...]
    portfolios: tuple[Named, ...]
    directorates: tuple[Named, ...]
    people: tuple[Named, ...]
    executive_id: int | None
    top_id: int | None


def list_known() -> list[Known]:
    """Every recommendation (parts left out), in four queries."""
    notes: dict[int, list[str]] = defaultdict(list)
    said = select(Entry.recommendation_id, Entry.note).where(Entry.note.is_not(None))
    for recommendation_id, note in db.session.execute(said):
        notes[recommendation_id].append(note)
    dates: dict[int, set[date]] = defaultdict(set)
    owners: dict[int, set[int]] = defaultdict(set)
    actions = select(Action.recommendation_id, Action.due_on, Action.owner_id)
    for recommendation_id, due_on, owner_id in db.session.execute(actions):
        if due_on is not None:
            dates[recommendation_id].add(due_on)
        if owner_id is not None:
            owners[recommendation_id].add(owner_id)
    rows = db.session.execute(
        select(
            Recommendation.id,
            Recommendation.reference,
            Recommendation.external_reference,
            Recommendation.text,
            Recommendation.public_text,
            Recommendation.made_by_id,
            Recommendation.answer,
            Recommendation.progress,
            Recommendation.decision,
            Recommendation.is_open,
        ).where(Recommendation.parent_id.is_(None))
    )
    return [
        Known(
            row.reference,
            row.external_reference,
            row.text,
            row.public_text or CLOSED_SENTENCE,
            row.made_by_id,
            row.answer,
            row.progress,
            row.decision,
            row.is_open,
            frozenset(dates[row.id]),
            frozenset(owners[row.id]),
            "\n\n".join(notes[row.id]),
        )
        for row in rows
    ]


def exported(today: date, person_id: int | None) -> dict[str, tuple[str | date | None, ...]]:
    """Every recommendation by its reference, as it is exported to a person (None: to nobody in
    particular)."""
    who = NOBODY if person_id is None else load_principal(person_id)
    return {row.reference: cells(row, who) for row in every_row(RegisterFilter(status="all"), today)}


def list_names(today: date) -> Names:
    """The council's names, in four queries."""
    bodies = [
        (row.standing, Named(row.id, row.name, row.code), row.parent_id)
        for row in db.session.execute(
            select(Body.id, Body.name, Body.code, Body.standing, Body.parent_id).order_by(Body.id)
        )
    ]
    scrutiny = tuple(named for standing, named, _ in bodies if standing is Standing.SCRUTINY)
    tops = [named.id for standing, named, parent in bodies if standing is Standing.SCRUTINY and not parent]
    others = tuple(named for standing, named, _ in bodies if standing is not Standing.SCRUTINY)
    executive = [named.id for standing, named, _ in bodies if standing is Standing.EXECUTIVE]
    people = db.session.execute(select(Person.id, Person.name, Person.email).where(Person.is_active))
    portfolios = db.session.execute(select(Portfolio.id, Portfolio.name, Portfolio.code))
    directorates = db.session.execute(select(Directorate.id, Directorate.name, Directorate.code))
    return Names(
        scrutiny,
        others,
        tuple(Named(*row) for row in portfolios),
        tuple(Named(*row) for row in directorates),
        tuple(Named(*row) for row in people),
        executive[0] if executive else None,
        tops[0] if tops else scrutiny[0].id if scrutiny else None,
    )


def by_reference(known: list[Known]) -> Mapping[str, Known]:
    """The record by each reference that a tracker may use: ours, or the council's own."""
    found = {one.external_reference.casefold(): one for one in known if one.external_reference}
    return found | {one.reference.casefold(): one for one in known}


def bodies_by_id(ids: Collection[int]) -> dict[int, Body]:
    """Some bodies, by their ids."""
    return {body.id: body for body in db.session.scalars(select(Body).where(Body.id.in_(sorted(ids))))}


def list_mappings() -> list[TrackerMapping]:
    """How columns were mapped, the newest last."""
    return list(db.session.scalars(select(TrackerMapping).order_by(TrackerMapping.id)))


def get_tracker(tracker_id: int) -> TrackerImport:
    """A tracker with who sent and who took it. Raises NotFound, also for one that was dropped."""
    found = db.session.scalar(
        select(TrackerImport)
        .where(TrackerImport.id == tracker_id, TrackerImport.state != TrackerState.DROPPED)
        .options(joinedload(TrackerImport.started_by), joinedload(TrackerImport.taken_by))
    )
    if found is None:
        raise NotFound("There is no tracker with this number, or it was dropped.")
    return found


def content_of(draft: TrackerImport) -> bytes:
    """The bytes of a tracker's file."""
    query = select(StoredFile).where(StoredFile.id == draft.file_id).options(undefer(StoredFile.content))
    return db.session.scalars(query).one().content


class ListedTracker(NamedTuple):
    """A row of the list of trackers."""

    id: int
    name: str
    state: TrackerState
    started_by: str | None
    started_at: datetime
    found: dict[str, Any] | None


def list_trackers(after: int | None = None) -> Page[ListedTracker]:
    """A page of trackers, newest first; dropped ones are left out."""
    query = (
        select(
            TrackerImport.id,
            TrackerImport.name,
            TrackerImport.state,
            Person.name,
            TrackerImport.started_at,
            TrackerImport.found,
        )
        .outerjoin(Person, Person.id == TrackerImport.started_by_id)
        .where(TrackerImport.state != TrackerState.DROPPED)
        .order_by(TrackerImport.id.desc())
        .limit(PAGE + 1)
    )
    rows = db.session.execute(query if after is None else query.where(TrackerImport.id < after)).all()
    listed = [ListedTracker(*row) for row in rows[:PAGE]]
    return Page(listed, str(listed[-1].id) if len(rows) > PAGE else None)
