"""The register's filter: keys of an address that can be bookmarked, values that are codes, never row ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, and_, case, exists, or_, select

from ...council.models import Body, Portfolio
from ...kpis.models import Kpi
from ...meetings.models import AgendaItem, Meeting, Paper
from ...people.models import Person
from ...rules.lifecycle import CLOSED_DECISIONS
from ...rules.publicity import Publicity
from ..models import Action, Addressee, Entry, MeasureLink, Recommendation, Sending, SentLine

R = Recommendation
STATUSES = ("open", "late", "needs-details", "closed", "all")
LATE_CLOCKS = {
    "notice": R.notice_due_on,
    "receipt": R.receipt_due_on,
    "answer": R.answer_due_on,
    "action": R.action_due_on,
    "update": R.update_due_on,
    "review": R.review_on,
}
SORTS = ("due", "newest")
MOST_WORDS = 8


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
        return cls(**{field.name: query.get(field.name, "").strip()[:200] for field in fields(cls)})

    def given(self) -> dict[str, str]:
        """The keys that are set, as the address carries them."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def address(self, **changes: str) -> str:
        """The query string with some keys changed (an empty value removes one)."""
        return urlencode(replace(self, **changes).given())

    @property
    def shown_status(self) -> str:
        """Open unless something else is asked for, by status or by a decision that closes."""
        if self.status in STATUSES:
            return self.status
        if self.late:
            return "late"
        return "all" if self.decision in set(CLOSED_DECISIONS) else "open"


def status_condition(status: str, today: date) -> ColumnElement[bool] | None:
    """The rows of a tab; parts never stand in the register as rows of their own."""
    if status == "open":
        return and_(R.is_open)
    if status == "late":
        return and_(R.is_open, R.next_due_on < today)
    if status == "needs-details":
        return and_(R.is_open, R.needs_details)
    if status == "closed":
        return ~R.is_open
    return None


def conditions(chosen: RegisterFilter) -> list[ColumnElement[bool]]:
    """Everything but the tab: what narrows the list."""
    found: list[ColumnElement[bool]] = [R.parent_id.is_(None)]
    for column, value in (
        (R.answer, chosen.answer),
        (R.progress, chosen.progress),
        (R.decision, chosen.decision),
        (R.origin, chosen.origin),
    ):
        if value:
            known = value in column.type.enums
            found.append(column == value if known else R.id < 0)
    if chosen.body:
        found.append(R.followed_by_id == _body(chosen.body))
    if chosen.made_by:
        found.append(R.made_by_id == _body(chosen.made_by))
    if chosen.addressee:
        found.append(_asked(chosen.addressee))
    if chosen.owner:
        owner = select(Person.id).where(Person.email == chosen.owner.lower()).scalar_subquery()
        found.append(exists().where(Action.recommendation_id == R.id, Action.owner_id == owner))
    if chosen.portfolio:
        found.append(
            R.portfolio_id == select(Portfolio.id).where(Portfolio.code == chosen.portfolio).scalar_subquery()
        )
    if chosen.kpi:
        kpi = select(Kpi.id).where(Kpi.code == chosen.kpi).scalar_subquery()
        found.append(exists().where(MeasureLink.recommendation_id == R.id, MeasureLink.kpi_id == kpi))
    if chosen.report:
        found.append(R.paper_id == select(Paper.id).where(Paper.reference == chosen.report).scalar_subquery())
    if chosen.meeting:
        found.append(_at_meeting(chosen.meeting))
    if (before := read_date(chosen.due_before)) is not None:
        found.append(R.next_due_on < before)
    if (after := read_date(chosen.due_after)) is not None:
        found.append(R.next_due_on > after)
    found.extend(_word(word) for word in chosen.q.split()[:MOST_WORDS])
    return found


def read_date(value: str) -> date | None:
    """A date of the address, written 2026-01-12; None for anything else."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _body(code: str) -> ColumnElement[int]:
    return select(Body.id).where(Body.code == code).scalar_subquery()


def _asked(code: str) -> ColumnElement[bool]:
    portfolio = select(Portfolio.id).where(Portfolio.code == code).scalar_subquery()
    return exists().where(
        Addressee.recommendation_id == R.id,
        or_(Addressee.body_id == _body(code), Addressee.portfolio_id == portfolio),
    )


def _at_meeting(reference: str) -> ColumnElement[bool]:
    """Agreed at the meeting, on its agenda in a sending, or decided there."""
    meeting = select(Meeting.id).where(Meeting.reference == reference).scalar_subquery()
    return or_(
        exists().where(AgendaItem.id == R.item_id, AgendaItem.meeting_id == meeting),
        exists().where(Entry.recommendation_id == R.id, Entry.meeting_id == meeting),
        exists().where(
            Addressee.recommendation_id == R.id,
            SentLine.addressee_id == Addressee.id,
            Sending.id == SentLine.sending_id,
            Sending.on_agenda_of_id == meeting,
        ),
    )


def _word(word: str) -> ColumnElement[bool]:
    """A word of the search; closed records are found by their public wording alone, whoever asks."""
    public = R.publicity == Publicity.PUBLIC
    name = case((public, R.short_name), else_=R.public_name)
    text = case((public, R.text), else_=R.public_text)
    return or_(
        name.icontains(word, autoescape=True),
        text.icontains(word, autoescape=True),
        R.reference.icontains(word, autoescape=True),
        R.external_reference.icontains(word, autoescape=True),
    )
