"""Papers that were brought in, and the records that a proposal may turn out to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, and_, distinct, exists, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from ..core.errors import NotFound
from ..core.extensions import db
from ..core.paging import PAGE, Page, cursor, read_cursor
from ..meetings.models import AgendaItem, ItemPaper, Meeting, PrintedRecommendation
from ..recommendations.models import Addressee, Commitment, Recommendation
from ..recommendations.queries.commitments import get_commitment
from ..recommendations.queries.one import WHOLE
from ..rules.lifecycle import Answer
from .models import BroughtPaper, EarlierMinute, PaperState, SourceLine

DAYS_AROUND = timedelta(days=3)
LOOKS_BACK = timedelta(days=400)


def _papers() -> Select[tuple[BroughtPaper]]:
    return select(BroughtPaper).options(
        joinedload(BroughtPaper.body),
        joinedload(BroughtPaper.meeting).joinedload(Meeting.body),
        joinedload(BroughtPaper.earlier),
        joinedload(BroughtPaper.brought_by),
        joinedload(BroughtPaper.changed_by),
        joinedload(BroughtPaper.confirmed_by),
    )


def get_paper(reference: str) -> BroughtPaper:
    """A paper that was brought in, with its meeting and who did what. Raises NotFound."""
    paper = db.session.scalar(_papers().where(BroughtPaper.reference == reference))
    if paper is None:
        raise NotFound(f"No paper was brought in as {reference}.")
    return paper


def find_same(digest: str) -> BroughtPaper | None:
    """The paper that was brought in with these very words and is not set aside."""
    return db.session.scalars(
        _papers()
        .where(BroughtPaper.digest == digest, BroughtPaper.state != PaperState.SET_ASIDE)
        .order_by(BroughtPaper.id)
    ).first()


def list_papers(state: PaperState, after: str | None = None) -> Page[BroughtPaper]:
    """One page of papers in a state, the newest first, without their words."""
    query = (
        _papers()
        .options(defer(BroughtPaper.text), defer(BroughtPaper.content), defer(BroughtPaper.places))
        .where(BroughtPaper.state == state)
        .order_by(BroughtPaper.brought_at.desc(), BroughtPaper.id.desc())
    )
    place = read_cursor(after)
    if place is not None:
        query = query.where(BroughtPaper.id < place[1])
    rows = db.session.scalars(query.limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    more = len(rows) > PAGE
    return Page(list(shown), cursor(shown[-1].brought_at.date(), shown[-1].id) if more else None)


def list_confirmed_of(meeting_id: int, but: int) -> Sequence[BroughtPaper]:
    """The other papers that were confirmed for a meeting, the newest first."""
    return db.session.scalars(
        select(BroughtPaper)
        .where(
            BroughtPaper.meeting_id == meeting_id,
            BroughtPaper.state == PaperState.CONFIRMED,
            BroughtPaper.id != but,
        )
        .order_by(BroughtPaper.id.desc())
    ).all()


def list_made(paper_id: int) -> Sequence[SourceLine]:
    """What was made from a paper, in the order of its making."""
    return db.session.scalars(
        select(SourceLine).where(SourceLine.paper_id == paper_id).order_by(SourceLine.id)
    ).all()


def list_sources(noun: str, references: Sequence[str]) -> Sequence[SourceLine]:
    """Where records were read from, with the paper (not its words)."""
    if not references:
        return []
    return db.session.scalars(
        select(SourceLine)
        .where(SourceLine.noun == noun, SourceLine.reference.in_(references))
        .options(
            joinedload(SourceLine.paper).options(
                defer(BroughtPaper.text), defer(BroughtPaper.content), defer(BroughtPaper.places)
            )
        )
        .order_by(SourceLine.id)
    ).all()


def list_meetings_near(body_id: int, on: date) -> Sequence[Meeting]:
    """The meetings of a body on a day or a few days around it."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.body_id == body_id, Meeting.on.between(on - DAYS_AROUND, on + DAYS_AROUND))
        .options(joinedload(Meeting.body))
        .order_by(Meeting.on, Meeting.id)
    ).all()


def list_items_to_match(meeting_id: int) -> Sequence[AgendaItem]:
    """A meeting's items with the clauses that are logged for each."""
    return (
        db.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting_id)
            .options(joinedload(AgendaItem.clauses), joinedload(AgendaItem.meeting))
            .order_by(AgendaItem.position)
        )
        .unique()
        .all()
    )


@dataclass(frozen=True)
class Printed:
    """A printed recommendation of an item's papers."""

    id: int
    item_id: int
    number: str
    text: str


def list_printed_at(meeting_id: int) -> list[Printed]:
    """What the papers of a meeting's items print."""
    further = exists().where(
        ItemPaper.item_id == AgendaItem.id, ItemPaper.paper_id == PrintedRecommendation.paper_id
    )
    rows = db.session.execute(
        select(
            PrintedRecommendation.id, AgendaItem.id, PrintedRecommendation.number, PrintedRecommendation.text
        )
        .join(AgendaItem, or_(AgendaItem.paper_id == PrintedRecommendation.paper_id, further))
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, PrintedRecommendation.paper_id, PrintedRecommendation.position)
    )
    return [Printed(*row) for row in rows]


@dataclass(frozen=True)
class Known:
    """A recommendation of the register, as a likely match is told."""

    reference: str
    text: str
    short_name: str
    made_on: date
    is_agreed: bool


def list_known(body_id: int, on: date) -> list[Known]:
    """The recommendations that a body made in the months around a day."""
    rows = db.session.execute(
        select(
            Recommendation.reference,
            Recommendation.text,
            Recommendation.short_name,
            Recommendation.made_on,
            Recommendation.agreed_on,
        )
        .where(
            Recommendation.made_by_id == body_id,
            Recommendation.parent_id.is_(None),
            Recommendation.withdrawn_on.is_(None),
            Recommendation.made_on.between(on - LOOKS_BACK, on + DAYS_AROUND),
        )
        .order_by(Recommendation.made_on.desc(), Recommendation.id)
        .limit(400)
    )
    return [Known(ref, text, name, made, agreed is not None) for ref, text, name, made, agreed in rows]


def find_printed(printed_id: int) -> PrintedRecommendation | None:
    return db.session.get(PrintedRecommendation, printed_id)


def find_recommendation_of_clause(clause_id: int) -> Recommendation | None:
    """The recommendation that was made from a clause, whole."""
    return db.session.scalar(
        select(Recommendation).where(Recommendation.clause_id == clause_id).options(*WHOLE)
    )


def find_commitment_at(item_id: int) -> Commitment | None:
    """The progress report that was promised on what an item recommended, while it is not reported."""
    found = db.session.scalar(
        select(Commitment.reference)
        .join(Recommendation, Recommendation.commitment_id == Commitment.id)
        .where(Recommendation.item_id == item_id, Commitment.reported_on.is_(None))
        .order_by(Commitment.id)
        .limit(1)
    )
    return get_commitment(found) if found is not None else None


def find_item_id(reference: str) -> int | None:
    return db.session.scalar(select(AgendaItem.id).where(AgendaItem.reference == reference))


def count_awaited(item_ids: Sequence[int]) -> dict[int, int]:
    """By item: how many of its agreed recommendations still wait for somebody's answer."""
    if not item_ids:
        return {}
    rows = db.session.execute(
        select(Recommendation.item_id, func.count(distinct(Recommendation.id)))
        .join(Addressee, Addressee.recommendation_id == Recommendation.id)
        .where(
            Recommendation.item_id.in_(item_ids),
            Recommendation.agreed_on.is_not(None),
            Recommendation.withdrawn_on.is_(None),
            Addressee.answer == Answer.WAITING,
        )
        .group_by(Recommendation.item_id)
    )
    return {item_id: number for item_id, number in rows if item_id is not None}


def list_awaited(item_id: int) -> Sequence[Recommendation]:
    """The agreed recommendations of an item that still wait for somebody's answer, whole."""
    return (
        db.session.scalars(
            select(Recommendation)
            .where(
                Recommendation.item_id == item_id,
                Recommendation.parent_id.is_(None),
                Recommendation.agreed_on.is_not(None),
                Recommendation.withdrawn_on.is_(None),
                Recommendation.addressees.any(Addressee.answer == Answer.WAITING),
            )
            .options(*WHOLE)
            .order_by(Recommendation.printed_position, Recommendation.id)
        )
        .unique()
        .all()
    )


def list_minuted(body_id: int, numbers: Sequence[str], before: date) -> Sequence[AgendaItem]:
    """A body's items that are minuted under one of these numbers, the latest first."""
    if not numbers:
        return []
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(Meeting.body_id == body_id, AgendaItem.minute_number.in_(numbers), Meeting.on < before)
        .options(contains_eager(AgendaItem.meeting).joinedload(Meeting.body))
        .order_by(Meeting.on.desc(), AgendaItem.id)
    ).all()


def list_earlier_minutes(item_id: int) -> list[tuple[EarlierMinute, AgendaItem | None]]:
    """The earlier minutes that an item refers to, each with the item that was chosen for it or else the
    latest one of the body that is minuted under its number."""
    rows = db.session.execute(
        select(EarlierMinute, AgendaItem)
        .outerjoin(
            AgendaItem,
            or_(
                AgendaItem.id == EarlierMinute.earlier_id,
                and_(
                    EarlierMinute.earlier_id.is_(None),
                    AgendaItem.minute_number == EarlierMinute.number,
                    AgendaItem.id != EarlierMinute.item_id,
                    AgendaItem.meeting_id.in_(
                        select(Meeting.id).where(Meeting.body_id == EarlierMinute.body_id)
                    ),
                ),
            ),
        )
        .where(EarlierMinute.item_id == item_id)
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.body))
        .order_by(EarlierMinute.id, AgendaItem.id)
    )
    latest = {row.id: (row, item) for row, item in rows}
    return list(latest.values())


def list_later_references(item: AgendaItem) -> list[tuple[str, AgendaItem]]:
    """The items that refer to this one's minute. `item` has its meeting."""
    by_number = and_(
        EarlierMinute.earlier_id.is_(None),
        EarlierMinute.number == item.minute_number,
        EarlierMinute.body_id == item.meeting.body_id,
        EarlierMinute.item_id != item.id,
    )
    rows = db.session.execute(
        select(EarlierMinute.number, AgendaItem)
        .join(AgendaItem, AgendaItem.id == EarlierMinute.item_id)
        .where(or_(EarlierMinute.earlier_id == item.id, by_number))
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.body))
        .order_by(EarlierMinute.id)
    )
    return [(number, later) for number, later in rows]
