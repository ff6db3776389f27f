"""The register as plain rows: one short index range a page, a fixed number of queries, bounded counts.

A statement is built once for each shape of filter and kept; only its parameters change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    String,
    Subquery,
    bindparam,
    case,
    cast,
    false,
    func,
    literal_column,
    select,
    tuple_,
)

from ...core.paging import MOST_COUNTED, PAGE, Page, cursor, read_cursor
from ...core.prebuilt import run, run_kept
from ...council.models import Body, Portfolio
from ...meetings.models import Paper
from ...people.models import Person
from ...rules.lifecycle import Answer, Decision, Origin, Progress
from ...rules.publicity import Publicity
from ...rules.words import Owed
from ..models import Action, Addressee, Recommendation
from .register_filter import (
    IS_OPEN,
    LATE_CLOCKS,
    R,
    RegisterFilter,
    Shape,
    clock_column,
    conditions,
    late_condition,
    status_condition,
)

TABS = ("open", "late", "needs-details", "closed", "all")
MOST_BROKEN_DOWN = 200
ONE: ColumnElement[int] = literal_column("1")
NOUGHT: ColumnElement[int] = literal_column("0")
Part = Recommendation.__table__.alias("part")


class RegisterRow(NamedTuple):
    """One line of the register, before its text is made readable for whoever asks."""

    id: int
    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    printed_number: str | None
    followed_by_id: int
    made_by_id: int
    made_on: date
    answer: Answer
    progress: Progress
    decision: Decision
    is_open: bool
    next_due_on: date
    report: str | None
    asked: str | None
    owner_numbers: str | None
    due_on: date | None
    first_due_on: date | None
    parts: int
    late: str | None
    asks_itself: bool
    text: str = ""  # this and what follows comes with whole rows only
    public_text: str | None = None
    agreed_on: date | None = None
    followed_by: str = ""
    owners: str | None = None

    @property
    def owner_ids(self) -> frozenset[int]:
        """Who answers for it: they may read what is closed."""
        return frozenset(int(number) for number in (self.owner_numbers or "").split(",") if number)

    @property
    def answer_shown(self) -> Answer | Owed:
        """The answer, unless scrutiny asks itself: nobody owes one then."""
        return Owed.NO_ANSWER if self.asks_itself and self.answer is Answer.WAITING else self.answer


def _asked() -> ScalarSelect[Any]:
    names = func.coalesce(Body.name, Portfolio.name, Addressee.to_be_allocated)
    return (
        select(func.aggregate_strings(names, ", "))
        .select_from(Addressee)
        .outerjoin(Body, Body.id == Addressee.body_id)
        .outerjoin(Portfolio, Portfolio.id == Addressee.portfolio_id)
        .where(Addressee.recommendation_id == R.id)
        .scalar_subquery()
    )


NextAction = Action.__table__.alias("next_action")


def _next_action() -> ScalarSelect[Any]:
    """The open action whose date comes first: the row shows its date, and the first date that it had."""
    return (
        select(Action.id)
        .where(Action.recommendation_id == R.id, Action.is_open, Action.due_on.is_not(None))
        .order_by(Action.due_on, Action.id)
        .limit(ONE)
        .scalar_subquery()
    )


def _of_actions(column: ColumnElement[Any]) -> ScalarSelect[Any]:
    return select(column).select_from(Action).where(Action.recommendation_id == R.id).scalar_subquery()


def _owners() -> ScalarSelect[Any]:
    return (
        select(func.aggregate_strings(Person.name, ", "))
        .select_from(Action)
        .join(Person, Person.id == Action.owner_id)
        .where(Action.recommendation_id == R.id)
        .scalar_subquery()
    )


def _late() -> ColumnElement[str | None]:
    """Which clock makes a row late: the one that ran out first."""
    is_late = R.is_open & (R.next_due_on < bindparam("today"))
    whens: list[tuple[ColumnElement[bool], ColumnElement[str]]] = [
        (is_late & (clock_column(name) == R.next_due_on), literal_column(f"'{name}'")) for name in LATE_CLOCKS
    ]
    return case(*whens, else_=None)


def _report() -> ColumnElement[str | None]:
    """The title of its report, or the public wording of one that is closed: lists name no closed report."""
    paper = Paper.__table__.c
    private = func.coalesce(paper.public_text, literal_column("'Private report'"))
    return case(
        (paper.publicity == literal_column("'public'"), paper.title), (paper.id.is_not(None), private)
    )


OWN_COLUMNS = RegisterRow._fields[: RegisterRow._fields.index("report")]
OWNERS = _of_actions(func.aggregate_strings(cast(Action.owner_id, String), ","))
ON_THE_PAGE: dict[str, ColumnElement[Any]] = {
    **{name: R[name] for name in OWN_COLUMNS},
    "report": _report(),
    "asked": _asked(),
    "owner_numbers": case((R.publicity != literal_column("'public'"), OWNERS)),
    "due_on": NextAction.c.due_on,
    "first_due_on": NextAction.c.first_due_on,
    "parts": select(func.count()).select_from(Part).where(Part.c.parent_id == R.id).scalar_subquery(),
    "late": _late(),
    "asks_itself": (R.is_counted == false()) & (R.origin != Origin.CALL_IN),  # parts are no rows
}
WHOLE_ROW: dict[str, ColumnElement[Any]] = ON_THE_PAGE | {
    "owner_numbers": OWNERS,
    "text": R.text,
    "public_text": R.public_text,
    "agreed_on": R.agreed_on,
    "followed_by": Body.__table__.c.name,
    "owners": _owners(),
}


def _narrowed(shape: Shape, *, whole: bool) -> Select[Any]:
    columns = WHOLE_ROW if whole else ON_THE_PAGE
    query = select(*(column.label(name) for name, column in columns.items()))
    if whole:
        query = query.join(Body.__table__, Body.__table__.c.id == R.followed_by_id)
    query = (
        query.select_from(Recommendation.__table__)
        .outerjoin(Paper.__table__, Paper.__table__.c.id == R.paper_id)
        .outerjoin(NextAction, NextAction.c.id == _next_action())
        .where(*conditions(shape))
    )
    tab = status_condition(shape.status)
    if tab is not None:
        query = query.where(tab)
    return query.where(late_condition(shape)) if shape.late else query


@lru_cache(maxsize=1024)
def _page(shape: Shape, *, newest: bool, goes_on: bool, whole: bool) -> Select[Any]:
    key = (R.made_on, R.id) if newest else (R.next_due_on, R.id)
    query = _narrowed(shape, whole=whole).order_by(*((key[0].desc(), key[1].desc()) if newest else key))
    if goes_on:
        at = tuple_(bindparam("after_on", type_=R.next_due_on.type), bindparam("after_id", type_=R.id.type))
        query = query.where(tuple_(*key) < at if newest else tuple_(*key) > at)
    return query.limit(bindparam("size", type_=R.id.type))


def _read(
    chosen: RegisterFilter, at: tuple[date, int] | None, today: date, size: int, *, whole: bool
) -> Sequence[Row[Any]]:
    values = chosen.values(today) | {"size": size}
    if at is not None:
        values |= {"after_on": at[0], "after_id": at[1]}
    newest = chosen.sort == "newest"
    return run_kept(_page(chosen.shape, newest=newest, goes_on=at is not None, whole=whole), values).all()


def list_register(
    chosen: RegisterFilter, after: str | None, today: date, *, whole: bool = True
) -> Page[RegisterRow]:
    """One page of the register, soonest due first, or newest first where the filter says so. One query.

    Not `whole`, rows come without what the register's own page does not show: wordings, committee, officers.
    """
    found = _read(chosen, read_cursor(after), today, PAGE + 1, whole=whole)
    shown = [RegisterRow(*row) for row in found[:PAGE]]
    if len(found) <= PAGE:
        return Page(shown, None)
    last = shown[-1]
    return Page(shown, cursor(last.made_on if chosen.sort == "newest" else last.next_due_on, last.id))


def every_row(chosen: RegisterFilter, today: date, at_once: int = 500) -> Iterator[RegisterRow]:
    """The whole filtered register, in stretches: for downloads of any length in flat memory."""
    at: tuple[date, int] | None = None
    while True:
        found = _read(chosen, at, today, at_once, whole=True)
        yield from (RegisterRow(*row) for row in found)
        if len(found) < at_once:
            return
        last = found[-1]
        at = (last.made_on if chosen.sort == "newest" else last.next_due_on, last.id)


def count_rows(chosen: RegisterFilter, today: date) -> int:
    """How many rows the whole filtered register has."""
    query = _narrowed(chosen.shape, whole=False).order_by(None).subquery()
    return int(run(select(func.count()).select_from(query), chosen.values(today)).scalar_one())


@dataclass(frozen=True)
class RegisterCounts:
    """How many rows each tab has within the filter, up to a bound; each late clock, where few are late."""

    tabs: tuple[tuple[str, int], ...]
    clocks: tuple[tuple[str, int], ...]

    def tab(self, name: str) -> int:
        return dict(self.tabs)[name]

    def late(self, clock: str) -> int:
        return dict(self.clocks)[clock]

    @property
    def is_broken_down(self) -> bool:
        """Whether the late clocks have their counts."""
        return self.tab("late") <= MOST_BROKEN_DOWN


def _number(value: int) -> ColumnElement[int]:
    return literal_column(str(value))


def _bounded(tab: str, shape: Shape) -> ScalarSelect[int]:
    only = status_condition(tab)
    query = select(ONE).select_from(Recommendation.__table__).where(*conditions(shape))
    query = query if only is None else query.where(only)
    few = (
        query.order_by(R.next_due_on).limit(_number(MOST_COUNTED + 1)).subquery()
    )  # the order names the index
    return select(func.count()).select_from(few).scalar_subquery()


def _late_clocks(shape: Shape) -> Subquery:
    """How many of the late rows are late by each clock; nothing is counted of more than MOST_BROKEN_DOWN."""
    late = select(*(clock_column(name).label(name) for name in LATE_CLOCKS)).where(
        *conditions(shape), IS_OPEN, R.next_due_on < bindparam("today")
    )
    too_many = (
        late.with_only_columns(ONE).order_by(R.next_due_on).limit(ONE).offset(_number(MOST_BROKEN_DOWN))
    )
    most = case((too_many.exists(), NOUGHT), else_=_number(MOST_BROKEN_DOWN))
    some = late.order_by(R.next_due_on).limit(most).subquery()
    return select(
        *(
            func.coalesce(
                func.sum(case((some.c[name] < bindparam("today"), ONE), else_=NOUGHT)), NOUGHT
            ).label(f"late_{name}")
            for name in LATE_CLOCKS
        )
    ).subquery()


@lru_cache(maxsize=1024)
def _counts(shape: Shape) -> Select[Any]:
    late = _late_clocks(shape)
    columns = [_bounded(tab, shape).label(tab) for tab in TABS if tab != "all"]
    return select(*columns, *late.c).select_from(late)


def count_register(chosen: RegisterFilter, today: date) -> RegisterCounts:
    """Every count that the register's page shows, in one query."""
    shape = Shape("all", "", chosen.shape.keys, chosen.shape.words)
    row = run_kept(_counts(shape), chosen.values(today)).one()._mapping
    every = min(row["open"] + row["closed"], MOST_COUNTED + 1)
    return RegisterCounts(
        tabs=tuple((name, every if name == "all" else row[name]) for name in TABS),
        clocks=tuple((name, row[f"late_{name}"]) for name in LATE_CLOCKS),
    )
