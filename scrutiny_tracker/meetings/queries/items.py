"""Agenda items: one with everything a page needs, and how an earlier minute is found by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ..clause_models import Clause, ClauseDraft
from ..models import AgendaItem, ItemPaper, Meeting, Paper, PrintedRecommendation

MINUTE_NUMBER = re.compile(r"\d{1,4}\s*/\s*\d{2,4}(?:\s*[-–]\s*\d{2,4})?")


def _whole_item() -> Select[tuple[AgendaItem]]:
    paper = joinedload(AgendaItem.paper)
    return select(AgendaItem).options(
        joinedload(AgendaItem.meeting).joinedload(Meeting.body),
        paper.selectinload(Paper.printed).joinedload(PrintedRecommendation.addressee),
        paper.joinedload(Paper.file),
        selectinload(AgendaItem.clauses).options(joinedload(Clause.addressee), joinedload(Clause.printed)),
        joinedload(AgendaItem.arises_from).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
    )


def get_item(reference: str) -> AgendaItem:
    """An item with its meeting and body, its report with the printed recommendations and who they ask, its
    clauses in order, and the earlier minute that it arises from. Raises NotFound."""
    item = db.session.scalar(_whole_item().where(AgendaItem.reference == reference))
    if item is None:
        raise NotFound(f"There is no agenda item {reference}.")
    return item


def list_items_of(meeting_id: int) -> Sequence[AgendaItem]:
    """The items of a meeting in order, each with its report and the earlier minute that it arises from."""
    return db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .options(joinedload(AgendaItem.paper), joinedload(AgendaItem.arises_from))
        .order_by(AgendaItem.position)
    ).all()


def list_further_papers(item_id: int) -> Sequence[ItemPaper]:
    """The papers attached to an item beside its report, in the order in which they were added."""
    return db.session.scalars(
        select(ItemPaper)
        .where(ItemPaper.item_id == item_id)
        .options(joinedload(ItemPaper.paper).joinedload(Paper.file))
        .order_by(ItemPaper.added_at, ItemPaper.id)
    ).all()


def list_printed(item: AgendaItem) -> Sequence[PrintedRecommendation]:
    """Every recommendation that the item's papers print, the report's first, with who each asks."""
    further = select(ItemPaper.paper_id).where(ItemPaper.item_id == item.id)
    rows = db.session.scalars(
        select(PrintedRecommendation)
        .where(
            (PrintedRecommendation.paper_id == item.paper_id) | PrintedRecommendation.paper_id.in_(further)
        )
        .options(joinedload(PrintedRecommendation.addressee))
        .order_by(PrintedRecommendation.paper_id, PrintedRecommendation.position)
    ).all()
    return sorted(rows, key=lambda row: row.paper_id != item.paper_id)


def minute_number_in(text: str | None) -> str | None:
    """The minute number in a matter arising: “minute 27/25” → “27/25”; None where there is none."""
    found = MINUTE_NUMBER.search(text or "")
    return re.sub(r"\s", "", found[0]) if found else None


def find_item_by_minute(body_id: int, text: str | None) -> AgendaItem | None:
    """The latest item of a body whose minute has the number that stands in a text, such as “minute 27/25”."""
    number = minute_number_in(text)
    if number is None:
        return None
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(Meeting.body_id == body_id, AgendaItem.minute_number == number)
        .order_by(Meeting.on.desc(), AgendaItem.id.desc())
        .options(contains_eager(AgendaItem.meeting))
    ).first()


def list_unresolved_matters(body_id: int, number: str) -> Sequence[AgendaItem]:
    """Items of a body whose matter arising names this minute number and points to no item yet."""
    rows = db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(
            Meeting.body_id == body_id,
            AgendaItem.arises_from_id.is_(None),
            AgendaItem.arises_from_text.contains(number, autoescape=True),
        )
    )
    return [row for row in rows if minute_number_in(row.arises_from_text) == number]


def list_matters_arising(item_id: int) -> Sequence[AgendaItem]:
    """The later items that arise from this one, with their meeting and body, oldest first."""
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(AgendaItem.arises_from_id == item_id)
        .options(contains_eager(AgendaItem.meeting).joinedload(Meeting.body))
        .order_by(Meeting.on, AgendaItem.id)
    ).all()


def find_draft(item_id: int, person_id: int) -> ClauseDraft | None:
    """What a person has typed while logging an item's resolutions and not saved yet."""
    return db.session.scalar(
        select(ClauseDraft).where(ClauseDraft.item_id == item_id, ClauseDraft.person_id == person_id)
    )


def get_clause(reference: str) -> Clause:
    """A clause with its item, meeting and body, who is asked and its print. Raises NotFound."""
    clause = db.session.scalar(
        select(Clause)
        .where(Clause.reference == reference)
        .options(
            joinedload(Clause.item).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
            joinedload(Clause.addressee),
            joinedload(Clause.printed),
        )
    )
    if clause is None:
        raise NotFound(f"There is no resolution {reference}.")
    return clause


def list_logged_printed_ids(item_id: int) -> frozenset[int]:
    """The printed recommendations that an item's clauses have dealt with."""
    rows = db.session.scalars(
        select(Clause.printed_id).where(Clause.item_id == item_id, Clause.printed_id.is_not(None))
    )
    return frozenset(row for row in rows if row is not None)


def count_clauses(item_id: int) -> int:
    """How many clauses an item has."""
    return db.session.scalar(select(func.count()).where(Clause.item_id == item_id)) or 0


def last_clause_position(item_id: int) -> int:
    """The position of an item's last clause; 0 before the first."""
    return db.session.scalar(select(func.max(Clause.position)).where(Clause.item_id == item_id)) or 0
