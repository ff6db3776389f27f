"""All bounded counts of the first page in one statement, each with the day since which its first row waits.

Each counts exactly what the list behind its link shows, by the same conditions. A statement is built once for
each set of parts that a reader has; only its parameters change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, bindparam, exists, func, or_, select, true

from ...core.clock import london
from ...core.paging import MOST_COUNTED
from ...core.prebuilt import run_kept
from ...council.models import Body, Portfolio, Standing
from ...meetings.clause_models import Clause, FollowUp, FollowUpKind, Referral
from ...meetings.models import AgendaItem, Meeting, MinutesState
from ...meetings.queries.meetings import NEVER_SAT
from ...people.models import Person
from ...reading.models import BroughtPaper, PaperState
from ...recommendations.models import Action, Addressee, DelegatedDecision, Entry
from ...recommendations.queries.register_filter import IS_OPEN, R
from ...rules.lifecycle import Answer, Progress

F, REF, M = FollowUp.__table__.c, Referral.__table__.c, Meeting.__table__.c
BROUGHT = BroughtPaper.__table__.c
TODAY = bindparam("today", type_=M.on.type)


class Part(StrEnum):
    """Which counts a reader is shown; what each needs to know comes as values of the same name."""

    HOUSE = "house"
    TEAM = "team"
    COMMITTEE = "committee"
    MINE = "mine"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True)
class Tally:
    """How many, up to one past the bound, and the first day since which one of them waits (London date)."""

    number: int = 0
    since: date | None = None


def not_logged() -> ColumnElement[bool]:
    """Meetings of scrutiny that sat by today, whose minutes are not confirmed, with no clause logged."""
    logged = exists().where(AgendaItem.meeting_id == M.id, Clause.item_id == AgendaItem.id)
    scrutiny = select(Body.id).where(Body.standing == Standing.SCRUTINY)
    return (
        M.body_id.in_(scrutiny)
        & (M.on <= TODAY)
        & M.state.not_in(NEVER_SAT)
        & (M.minutes_state != MinutesState.CONFIRMED)
        & ~logged
    )


Counted = tuple[str, ColumnElement[Any], tuple[ColumnElement[bool], ...]]


def _late(*conditions: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return (R.parent_id.is_(None), IS_OPEN, R.next_due_on < TODAY, *conditions)


def _house() -> Iterable[Counted]:
    yield "recommendations_open", R.made_on, (R.parent_id.is_(None), IS_OPEN)
    yield "recommendations_late", R.next_due_on, _late()
    yield "not_updated", R.update_due_on, _late(R.update_due_on < TODAY)
    yield "follow_ups_open", F.asked_on, (F.is_open == true(),)
    yield "follow_ups_late", F.next_due_on, (F.is_open == true(), F.next_due_on < TODAY)
    yield "referrals_open", REF.sent_on, (REF.is_open == true(),)
    yield "referrals_late", REF.next_due_on, (REF.is_open == true(), REF.next_due_on < TODAY)


def _team() -> Iterable[Counted]:
    yield "needs_details", R.made_on, (R.parent_id.is_(None), IS_OPEN, R.needs_details == true())
    yield "look_again", R.review_on, _late(R.review_on < TODAY)
    yield "questions", F.asked_on, (F.is_open == true(), F.kind == FollowUpKind.QUESTION)
    yield "not_logged", M.on, (not_logged(),)
    yield "papers_in", BROUGHT.brought_at, (BROUGHT.state == PaperState.OPEN,)


def _committee() -> Iterable[Counted]:
    committee = bindparam("committee", type_=R.id.type)
    follows = R.followed_by_id == committee
    correction = Entry.__table__.alias("correction")
    yield "committee_not_updated", R.update_due_on, _late(follows, R.update_due_on < TODAY)
    yield "committee_look_again", R.review_on, _late(follows, R.review_on < TODAY)
    yield (
        "committee_done",
        R.made_on,
        (R.parent_id.is_(None), IS_OPEN, follows, R.progress == Progress.REPORTED_COMPLETE),
    )
    to_or_from = or_(REF.from_body_id == committee, REF.to_body_id == committee)
    yield "committee_referrals", REF.sent_on, (REF.is_open == true(), to_or_from)
    told, entry = DelegatedDecision.__table__.c, Entry.__table__.c
    stands = ~exists().where(correction.c.corrects_id == entry.id)
    linked = (told.entry_id == entry.id, entry.recommendation_id == R.id)
    yield "committee_delegated", entry.effective_on, (*linked, told.reported_on.is_(None), follows, stands)


def _mine() -> Iterable[Counted]:
    person = bindparam("mine", type_=R.id.type)
    owned = R.id.in_(select(Action.recommendation_id).where(Action.owner_id == person))
    whole = (R.parent_id.is_(None), IS_OPEN, owned)
    yield "mine_open", R.made_on, whole
    yield "mine_past_their_date", R.action_due_on, (*whole, R.action_due_on < TODAY)
    for kind in FollowUpKind:
        yield f"mine_{kind.value}", F.asked_on, (F.is_open == true(), F.owner_id == person, F.kind == kind)


def _portfolio() -> Iterable[Counted]:
    code = bindparam("portfolio", type_=Portfolio.__table__.c.code.type)
    portfolio = select(Portfolio.id).where(Portfolio.code == code).scalar_subquery()
    asked = R.id.in_(select(Addressee.recommendation_id).where(Addressee.portfolio_id == portfolio))
    yield "portfolio_late", R.next_due_on, _late(R.portfolio_id == portfolio)
    yield (
        "portfolio_unanswered",
        R.made_on,
        (R.parent_id.is_(None), IS_OPEN, asked, R.answer == Answer.WAITING),
    )


_PARTS = {
    Part.HOUSE: _house,
    Part.TEAM: _team,
    Part.COMMITTEE: _committee,
    Part.MINE: _mine,
    Part.PORTFOLIO: _portfolio,
}


def _bounded(counted: Counted) -> Subquery:
    name, since, conditions = counted
    few = select(since.label("since")).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return select(func.count().label(name), func.min(few.c.since).label(f"{name}_since")).subquery(name)


@lru_cache(maxsize=64)
def _statement(parts: frozenset[Part]) -> Select[Any]:
    tables = [_bounded(each) for part in Part if part in parts for each in _PARTS[part]()]
    joined: Any = tables[0]
    for table in tables[1:]:
        joined = joined.join(table, true())
    columns: list[ColumnElement[Any]] = [column for table in tables for column in table.c]
    if Part.MINE in parts:
        person = bindparam("mine", type_=R.id.type)
        columns.append(select(Person.email).where(Person.id == person).scalar_subquery().label("my_email"))
    return select(*columns).select_from(joined)


@dataclass(frozen=True)
class Tallies:
    """Every count that was asked for, and the reader's own e-mail address (empty unless MINE was)."""

    by_name: dict[str, Tally]
    my_email: str = ""

    def __getitem__(self, name: str) -> Tally:
        return self.by_name.get(name, Tally())


def _day_of(since: date | datetime | None) -> date | None:
    return london(since).date() if isinstance(since, datetime) else since


def count_all(parts: Iterable[Part], today: date, **values: object) -> Tallies:
    """The counts of some parts as on a London day, in one statement. `committee` (a body's row id), `mine` (a
    person's) and `portfolio` (a code) are the values of the parts of these names."""
    row = run_kept(_statement(frozenset(parts)), {"today": today, **values}).one()._mapping
    names = [name for name in row if f"{name}_since" in row]
    found = {name: Tally(row[name], _day_of(row[f"{name}_since"])) for name in names}
    return Tallies(found, row.get("my_email") or "")
