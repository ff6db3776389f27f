"""The register as plain rows: one short index range a page, a fixed number of queries, bounded counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, case, func, literal, select, tuple_
from sqlalchemy.orm import aliased

from ...core.extensions import db
from ...core.paging import MOST_COUNTED, PAGE, Page, cursor, read_cursor
from ...council.models import Body, Portfolio
from ...meetings.models import Paper
from ...people.models import Person
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import Answer, Decision, Progress
from ...rules.publicity import Publicity
from ..models import Action, Addressee, Recommendation
from .register_filter import LATE_CLOCKS, RegisterFilter, conditions, status_condition

R = Recommendation
Part = aliased(Recommendation)
TABS = ("open", "late", "needs-details", "closed", "all")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register, before its text is made readable for whoever asks."""

    id: int
    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    text: str
    public_text: str | None
    report: str | None
    report_reference: str | None
    printed_number: str | None
    followed_by: str
    followed_by_id: int
    made_by_id: int
    made_on: date
    agreed_on: date | None
    asked: str
    answer: Answer
    progress: Progress
    decision: Decision
    is_open: bool
    next_due_on: date
    late: str | None
    due_on: date | None
    first_due_on: date | None
    owners: str
    owner_ids: frozenset[int]
    parts: int


COLUMNS = (
    R.id,
    R.reference,
    R.short_name,
    R.public_name,
    R.publicity,
    R.text,
    R.public_text,
    R.printed_number,
    R.followed_by_id,
    R.made_by_id,
    R.made_on,
    R.agreed_on,
    R.answer,
    R.progress,
    R.decision,
    R.is_open,
    R.next_due_on,
    *LATE_CLOCKS.values(),
    Paper.title.label("report"),
    Paper.reference.label("report_reference"),
    Body.name.label("followed_by"),
)


def _rows(chosen: RegisterFilter, today: date) -> Select[Any]:
    query = (
        select(*COLUMNS)
        .join(Body, Body.id == R.followed_by_id)
        .outerjoin(Paper, Paper.id == R.paper_id)
        .where(*conditions(chosen))
    )
    tab = status_condition(chosen.shown_status, today)
    if tab is not None:
        query = query.where(tab)
    if chosen.late in LATE_CLOCKS:
        query = query.where(R.is_open, LATE_CLOCKS[chosen.late] < today)
    return query


def list_register(chosen: RegisterFilter, after: str | None, today: date) -> Page[RegisterRow]:
    """One page of the register, soonest due first, or newest first where the filter says so."""
    query = _rows(chosen, today)
    at = read_cursor(after)
    if chosen.sort == "newest":
        query = query.order_by(R.made_on.desc(), R.id.desc())
        if at is not None:
            query = query.where(tuple_(R.made_on, R.id) < tuple_(literal(at[0]), literal(at[1])))
    else:
        query = query.order_by(R.next_due_on, R.id)
        if at is not None:
            query = query.where(tuple_(R.next_due_on, R.id) > tuple_(literal(at[0]), literal(at[1])))
    found = db.session.execute(query.limit(PAGE + 1)).all()
    shown = _complete(found[:PAGE], today)
    last = shown[-1] if shown else None
    if len(found) <= PAGE or last is None:
        return Page(shown, None)
    return Page(shown, cursor(last.made_on if chosen.sort == "newest" else last.next_due_on, last.id))


def every_row(chosen: RegisterFilter, today: date, at_once: int = 500) -> Iterator[RegisterRow]:
    """The whole filtered register, in stretches: for downloads of any length in flat memory."""
    at = (date.min, 0)
    while True:
        query = _rows(chosen, today).where(
            tuple_(R.next_due_on, R.id) > tuple_(literal(at[0]), literal(at[1]))
        )
        found = db.session.execute(query.order_by(R.next_due_on, R.id).limit(at_once)).all()
        yield from _complete(found, today)
        if len(found) < at_once:
            return
        at = (found[-1].next_due_on, found[-1].id)


def _complete(found: Sequence[Row[Any]], today: date) -> list[RegisterRow]:
    """Adds who was asked, the dates and officers of the open actions, and the number of parts."""
    ids = [row.id for row in found]
    if not ids:
        return []
    asked = _asked(ids)
    actions = _actions(ids)
    parts: dict[int, int] = {
        row[0]: row[1]
        for row in db.session.execute(
            select(Part.parent_id, func.count()).where(Part.parent_id.in_(ids)).group_by(Part.parent_id)
        )
    }
    return [_row(row, asked[row.id], actions[row.id], parts.get(row.id, 0), today) for row in found]


def _row(
    row: Row[Any],
    asked: list[str],
    actions: list[Row[Any]],
    parts: int,
    today: date,
) -> RegisterRow:
    values = row._mapping
    late = None
    if values["is_open"] and values["next_due_on"] < today:
        late = next(
            name for name, column in LATE_CLOCKS.items() if values[column.key] == values["next_due_on"]
        )
    soonest = min((a for a in actions if a.due_on and a.is_open), key=lambda a: a.due_on, default=None)
    return RegisterRow(
        **{name: values[name] for name in RegisterRow.__slots__ if name in values},
        asked=", ".join(asked),
        late=late,
        due_on=soonest.due_on if soonest else None,
        first_due_on=soonest.first_due_on if soonest else None,
        owners=", ".join(dict.fromkeys(a.name for a in actions if a.name)),
        owner_ids=frozenset(a.owner_id for a in actions if a.owner_id is not None),
        parts=parts,
    )


def _asked(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(
            Addressee.recommendation_id, func.coalesce(Body.name, Portfolio.name, Addressee.to_be_allocated)
        )
        .outerjoin(Body, Body.id == Addressee.body_id)
        .outerjoin(Portfolio, Portfolio.id == Addressee.portfolio_id)
        .where(Addressee.recommendation_id.in_(ids))
        .order_by(Addressee.id)
    )
    for recommendation_id, name in rows:
        found[recommendation_id].append(name)
    return found


def _actions(ids: list[int]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    rows = db.session.execute(
        select(
            Action.recommendation_id,
            Action.owner_id,
            Action.due_on,
            Action.first_due_on,
            Action.is_open,
            Person.name,
        )
        .outerjoin(Person, Person.id == Action.owner_id)
        .where(Action.recommendation_id.in_(ids))
        .order_by(Action.position)
    )
    for row in rows:
        found[row.recommendation_id].append(row)
    return found


@dataclass(frozen=True)
class RegisterCounts:
    """How many rows each tab and each late clock has within the filter, up to a bound."""

    tabs: dict[str, int]
    late: dict[str, int]


def _bounded(*where: ColumnElement[bool]) -> ColumnElement[int]:
    few = select(R.id).where(*where).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(few).scalar_subquery()


def count_register(chosen: RegisterFilter, today: date) -> RegisterCounts:
    """Every count that the register's page shows, in one query."""
    narrow = conditions(chosen)
    tabs = [status_condition(name, today) for name in TABS]
    columns = [
        _bounded(*narrow, *([tab] if tab is not None else [])).label(name)
        for name, tab in zip(TABS, tabs, strict=True)
    ]
    late = _late_clocks(narrow, today)
    columns += [late.c[name].label(f"late_{name}") for name in LATE_CLOCKS]
    row = db.session.execute(select(*columns).select_from(late)).one()._mapping
    return RegisterCounts(
        tabs={name: row[name] for name in TABS}, late={name: row[f"late_{name}"] or 0 for name in LATE_CLOCKS}
    )


def _late_clocks(narrow: list[ColumnElement[bool]], today: date) -> Subquery:
    """How many of the late rows are late by each clock: one look at as many rows as the bound allows."""
    some = (
        select(*(column.label(name) for name, column in LATE_CLOCKS.items()))
        .where(*narrow, R.is_open, R.next_due_on < today)
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return select(
        *(func.sum(case((some.c[name] < today, 1), else_=0)).label(name) for name in LATE_CLOCKS)
    ).subquery()


def has_date(on: date) -> bool:
    """Whether a clock runs at all."""
    return on != NO_DATE
