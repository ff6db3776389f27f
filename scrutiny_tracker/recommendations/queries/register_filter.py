"""The register's filter: keys of an address that can be bookmarked, values that are codes, never row ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, false, or_, select, true, union

from ...council.models import Body, Portfolio
from ...kpis.models import Kpi
from ...meetings.models import AgendaItem, Meeting, Paper
from ...people.models import Person
from ...rules.lifecycle import CLOSED_DECISIONS, Answer, Decision, Origin, Progress
from ...rules.publicity import Publicity
from ..models import Action, Addressee, Entry, MeasureLink, Recommendation, Sending, SentLine

R = Recommendation.__table__.c
IS_OPEN = R.is_open == true()  # written as the partial indexes of the register write it
STATUSES = ("open", "late", "needs-details", "closed", "all")
LATE_CLOCKS = ("notice", "receipt", "answer", "action", "update", "review")
MOST_WORDS = 8
ENUMS: dict[str, type[StrEnum]] = {
    "answer": Answer,
    "progress": Progress,
    "decision": Decision,
    "origin": Origin,
}


def clock_column(name: str) -> ColumnElement[date]:
    """The date of one of a recommendation's clocks."""
    return R.review_on if name == "review" else R[f"{name}_due_on"]


@dataclass(frozen=True)
class RegisterFilter:
    """What the register shows. Every field is a key of the query string; empty means no such filter."""

    status: str = ""
    late: str = ""
    answer: str = ""
    progress: str = ""
    decision: str = ""
    body: str = ""
    made_by: str = ""
    addressee: str = ""
    owner: str = ""
    portfolio: str = ""
    kpi: str = ""
    report: str = ""
    meeting: str = ""
    origin: str = ""
    due_before: str = ""
    due_after: str = ""
    q: str = ""
    sort: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> RegisterFilter:
        """The filter that an address carries; unknown keys are left out."""
        return cls(**{name: query[name].strip()[:200] for name in KEYS if name in query})

    def given(self) -> dict[str, str]:
        """The keys that are set, as the address carries them."""
        return dict(self._given)

    @cached_property
    def _given(self) -> dict[str, str]:
        return {name: value for name in KEYS if (value := getattr(self, name))}

    def address(self, **changes: str) -> str:
        """The query string with some keys changed (an empty value removes one)."""
        return _encoded(tuple((self._given | changes).items()))

    @property
    def shown_status(self) -> str:
        """Open unless something else is asked for, by status or by a decision that closes."""
        if self.status in STATUSES:
            return self.status
        if self.late:
            return "late"
        return "all" if self.decision in set(CLOSED_DECISIONS) else "open"

    @property
    def shape(self) -> Shape:
        """Which conditions the filter has, whatever their values: what a statement is built from."""
        known = (
            name
            for name in CONDITIONS
            if getattr(self, name)
            and (name not in ("due_before", "due_after") or read_date(getattr(self, name)) is not None)
        )
        late = self.late if self.late in LATE_CLOCKS else ""
        return Shape(self.shown_status, late, frozenset(known), len(self.q.split()[:MOST_WORDS]))

    def values(self, today: date) -> dict[str, Any]:
        """The values of the conditions, for the statement's parameters."""
        values: dict[str, Any] = {name: value for name, value in self.given().items() if name in CONDITIONS}
        for name in ("due_before", "due_after"):
            if name in values:
                values[name] = read_date(values[name])
        for name, words in ENUMS.items():
            if name in values:
                values[name] = words(values[name]) if values[name] in set(words) else None
        if "owner" in values:
            values["owner"] = values["owner"].lower()
        for number, word in enumerate(self.q.split()[:MOST_WORDS]):
            values[f"word_{number}"] = "%" + word.translate(LIKE_MARKS).lower() + "%"
        return values | {"today": today}


@lru_cache(maxsize=1024)
def _encoded(pairs: tuple[tuple[str, str], ...]) -> str:
    return urlencode([pair for pair in pairs if pair[1]])


KEYS = tuple(field.name for field in fields(RegisterFilter))
LIKE_MARKS = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


@dataclass(frozen=True)
class Shape:
    """A filter without its values."""

    status: str
    late: str
    keys: frozenset[str]
    words: int


def status_condition(status: str) -> ColumnElement[bool] | None:
    """The rows of a tab; None for all of them."""
    late = R.next_due_on < bindparam("today")
    return {
        "open": IS_OPEN,
        "late": and_(IS_OPEN, late),
        "needs-details": and_(IS_OPEN, R.needs_details == true()),
        "closed": R.is_open == false(),
    }.get(status)


def _body(name: str) -> ColumnElement[int]:
    return select(Body.id).where(Body.code == bindparam(name)).scalar_subquery()


def _asked() -> ColumnElement[bool]:
    portfolio = select(Portfolio.id).where(Portfolio.code == bindparam("addressee")).scalar_subquery()
    return exists().where(
        Addressee.recommendation_id == R.id,
        or_(Addressee.body_id == _body("addressee"), Addressee.portfolio_id == portfolio),
    )


def _owned() -> ColumnElement[bool]:
    owner = select(Person.id).where(Person.email == bindparam("owner")).scalar_subquery()
    return exists().where(Action.recommendation_id == R.id, Action.owner_id == owner)


def _measured() -> ColumnElement[bool]:
    """Few are about one measure: they are looked up, where a list of many is walked and asked row by row."""
    kpi = select(Kpi.id).where(Kpi.code == bindparam("kpi")).scalar_subquery()
    return R.id.in_(select(MeasureLink.recommendation_id).where(MeasureLink.kpi_id == kpi))


def _at_meeting() -> ColumnElement[bool]:
    """Agreed at the meeting, on its agenda in a sending, or decided there."""
    meeting = select(Meeting.id).where(Meeting.reference == bindparam("meeting")).scalar_subquery()
    there = Recommendation.__table__.alias("agreed").c
    agreed = select(there.id).join(AgendaItem, AgendaItem.id == there.item_id)
    sent = select(Addressee.recommendation_id).join(SentLine, SentLine.addressee_id == Addressee.id)
    return R.id.in_(
        union(
            agreed.where(AgendaItem.meeting_id == meeting),
            select(Entry.recommendation_id).where(Entry.meeting_id == meeting),
            sent.join(Sending, Sending.id == SentLine.sending_id).where(Sending.on_agenda_of_id == meeting),
        )
    )


CONDITIONS: dict[str, ColumnElement[bool]] = {
    "answer": R.answer == bindparam("answer", type_=R.answer.type),
    "progress": R.progress == bindparam("progress", type_=R.progress.type),
    "decision": R.decision == bindparam("decision", type_=R.decision.type),
    "origin": R.origin == bindparam("origin", type_=R.origin.type),
    "body": R.followed_by_id == _body("body"),
    "made_by": R.made_by_id == _body("made_by"),
    "addressee": _asked(),
    "owner": _owned(),
    "portfolio": R.portfolio_id
    == select(Portfolio.id).where(Portfolio.code == bindparam("portfolio")).scalar_subquery(),
    "kpi": _measured(),
    "report": R.paper_id == select(Paper.id).where(Paper.reference == bindparam("report")).scalar_subquery(),
    "meeting": _at_meeting(),
    "due_before": R.next_due_on < bindparam("due_before"),
    "due_after": R.next_due_on > bindparam("due_after"),
}


def conditions(shape: Shape) -> list[ColumnElement[bool]]:
    """Everything but the tab: what narrows the list. Parts are never rows of their own."""
    found = [R.parent_id.is_(None), *(CONDITIONS[name] for name in sorted(shape.keys))]
    return [*found, *(_word(f"word_{number}") for number in range(shape.words))]


def late_condition(shape: Shape) -> ColumnElement[bool]:
    """The rows whose chosen clock is late."""
    if not shape.late:
        return false()
    return and_(IS_OPEN, clock_column(shape.late) < bindparam("today"))


def read_date(value: str) -> date | None:
    """A date of the address, written 2026-01-12; None for anything else."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _word(name: str) -> ColumnElement[bool]:
    """A word of the search; closed records are found by their public wording alone, whoever asks."""
    public = R.publicity == Publicity.PUBLIC
    texts = (
        case((public, R.short_name), else_=R.public_name),
        case((public, R.text), else_=R.public_text),
        R.reference,
        R.external_reference,
    )
    return or_(*(text.ilike(bindparam(name), escape="\\") for text in texts))
