"""What the chair's brief needs beside the lists that stand: answers late, what officers last said, items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from ...core.extensions import db
from ...council.models import Body, Portfolio
from ...meetings.models import AgendaItem
from ...recommendations.models import Addressee, Commitment, Entry, ForDecision, Sending, SentLine
from ...recommendations.queries.register_filter import IS_OPEN, R
from ...recommendations.queries.sending_list import UNANSWERED
from ...rules.lifecycle import Progress, Thread
from ...rules.publicity import Publicity

MOST_LATE = 25


@dataclass(frozen=True)
class LateAnswer:
    """An answer that a decision-maker owes: its London date, and whether that is a legal one."""

    reference: str
    short_name: str
    public_name: str | None
    publicity: Publicity
    body_ids: frozenset[int]
    whose: str
    due_on: date
    is_legal: bool


def list_late_answers(body_id: int, today: date) -> list[LateAnswer]:
    """The answers to what a body follows that are late, the longest first."""
    due_on = func.coalesce(Sending.answer_due_on, Sending.answer_needed_by)
    rows = db.session.execute(
        select(
            R.reference,
            R.short_name,
            R.public_name,
            R.publicity,
            R.made_by_id,
            func.coalesce(Body.name, Portfolio.name).label("whose"),
            due_on.label("due_on"),
            Sending.answer_due_is_legal.label("is_legal"),
        )
        .select_from(R.id.table)
        .join(Addressee, Addressee.recommendation_id == R.id)
        .join(SentLine, SentLine.addressee_id == Addressee.id)
        .join(Sending, Sending.id == SentLine.sending_id)
        .outerjoin(Body, Body.id == Addressee.body_id)
        .outerjoin(Portfolio, Portfolio.id == Addressee.portfolio_id)
        .where(
            R.followed_by_id == body_id,
            R.parent_id.is_(None),
            IS_OPEN,
            R.answer_due_on < today,
            Addressee.answer.in_(UNANSWERED),
            due_on < today,
        )
        .order_by(due_on, R.id)
        .limit(MOST_LATE)
    )
    late = [
        LateAnswer(
            reference=row.reference,
            short_name=row.short_name,
            public_name=row.public_name,
            publicity=row.publicity,
            body_ids=frozenset({row.made_by_id, body_id}),
            whose=row.whose,
            due_on=row.due_on,
            is_legal=row.is_legal,
        )
        for row in rows
    ]
    return list({(one.reference, one.whose): one for one in reversed(late)}.values())[::-1]


@dataclass(frozen=True)
class LastSaid:
    """The last word of officers on a recommendation: its particulars and whether evidence came with it."""

    on: date
    detail: Mapping[str, Any]
    has_evidence: bool
    publicity: Publicity


def list_last_said(recommendation_ids: Collection[int]) -> dict[int, LastSaid]:
    """The last progress entry of each recommendation that has one and was not corrected. One query."""
    correction = aliased(Entry)
    rank = func.row_number().over(
        partition_by=Entry.recommendation_id, order_by=(Entry.effective_on.desc(), Entry.id.desc())
    )
    ranked = (
        select(Entry.id, rank.label("rank"))
        .where(
            Entry.recommendation_id.in_(recommendation_ids),
            Entry.thread == Thread.PROGRESS,
            Entry.value.is_not(None),
            ~select(correction.id).where(correction.corrects_id == Entry.id).exists(),
        )
        .subquery()
    )
    rows = db.session.execute(
        select(
            Entry.recommendation_id,
            Entry.effective_on,
            Entry.detail,
            Entry.evidence,
            Entry.evidence_file_id,
            Entry.publicity,
        )
        .join(ranked, ranked.c.id == Entry.id)
        .where(ranked.c.rank == 1)
    )
    return {
        row.recommendation_id: LastSaid(
            row.effective_on,
            row.detail,
            bool(row.evidence) or row.evidence_file_id is not None,
            row.publicity,
        )
        for row in rows
    }


@dataclass(frozen=True)
class ToDecideOn:
    """An open recommendation that stands in a progress report or at an item: what officers say of it, and
    whether they showed that it is done."""

    commitment: str | None
    item: str | None
    progress: Progress
    is_shown: bool


def list_to_decide_on(commitments: Collection[str], items: Collection[str]) -> Sequence[ToDecideOn]:
    """The open recommendations of some progress reports and agenda items, by their references. One query."""
    shown = (
        select(Entry.id)
        .where(
            Entry.recommendation_id == R.id,
            Entry.thread == Thread.PROGRESS,
            Entry.value == Progress.REPORTED_COMPLETE,
            or_(func.coalesce(Entry.evidence, "") != "", Entry.evidence_file_id.is_not(None)),
        )
        .exists()
    )
    rows = db.session.execute(
        select(Commitment.reference, AgendaItem.reference, R.progress, shown)
        .select_from(R.id.table)
        .outerjoin(Commitment, and_(Commitment.id == R.commitment_id, Commitment.reference.in_(commitments)))
        .outerjoin(ForDecision, ForDecision.recommendation_id == R.id)
        .outerjoin(AgendaItem, and_(AgendaItem.id == ForDecision.item_id, AgendaItem.reference.in_(items)))
        .where(
            IS_OPEN,
            R.parent_id.is_(None),
            or_(Commitment.id.is_not(None), AgendaItem.id.is_not(None)),
        )
    )
    return [ToDecideOn(*row) for row in rows]


@dataclass(frozen=True)
class ItemToDecide:
    """An agenda item that puts recommendations before the committee; the item's matter is its body's."""

    reference: str
    number: str
    title: str
    public_text: str | None
    publicity: Publicity
    recommendations: int


def list_items_to_decide(meeting_id: int) -> Sequence[ItemToDecide]:
    """The items of a meeting that put recommendations before it, in the agenda's order."""
    rows = db.session.execute(
        select(
            AgendaItem.reference,
            AgendaItem.number,
            AgendaItem.title,
            AgendaItem.public_text,
            AgendaItem.publicity,
            func.count(ForDecision.id).label("recommendations"),
        )
        .join(ForDecision, ForDecision.item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting_id)
        .group_by(AgendaItem.id)
        .order_by(AgendaItem.position)
    )
    return [ItemToDecide(**row._mapping) for row in rows]
