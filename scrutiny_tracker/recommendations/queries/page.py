"""What the page of one recommendation shows beside the recommendation itself: a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ...core.access import readable
from ...core.errors import NotFound
from ...core.extensions import db
from ...deep_dives.models import DeepDive
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import Answer, Decision, Progress
from ...rules.permissions import Matter
from ...rules.publicity import Publicity
from ..models import (
    AlsoRecommended,
    DelegatedDecision,
    Entry,
    MeasureLink,
    Recommendation,
)

MOST_SIMILAR = 5


@dataclass(frozen=True)
class Part:
    """One part as its parent's page lists it."""

    reference: str
    number: str
    name: str
    answer: Answer
    progress: Progress
    decision: Decision
    due_on: date | None


@dataclass(frozen=True)
class Named:
    """Another recommendation, in the name that this reader may see."""

    reference: str
    name: str
    made_on: date
    answer: Answer
    decision: Decision
    asked: str = ""


def list_part_rows(parent: Recommendation, matter: Matter) -> list[Part]:
    """The parts in printed order, for readers of this matter."""
    rows = db.session.execute(
        select(
            Recommendation.reference,
            Recommendation.printed_number,
            Recommendation.short_name,
            Recommendation.public_name,
            Recommendation.publicity,
            Recommendation.answer,
            Recommendation.progress,
            Recommendation.decision,
            Recommendation.next_due_on,
        )
        .where(Recommendation.parent_id == parent.id)
        .order_by(Recommendation.printed_position, Recommendation.id)
    )
    return [
        Part(
            reference=row.reference,
            number=row.printed_number or "",
            name=name_of(row.short_name, row.public_name, row.publicity, row.reference, matter),
            answer=row.answer,
            progress=row.progress,
            decision=row.decision,
            due_on=None if row.next_due_on == NO_DATE else row.next_due_on,
        )
        for row in rows
    ]


def name_of(
    short_name: str, public_name: str | None, publicity: Publicity, reference: str, matter: Matter
) -> str:
    """The short name, or the public one to a reader who may not see more."""
    instead = public_name or f"Private recommendation {reference}"
    return readable(short_name, instead, publicity, matter).text


def list_earlier_alike(recommendation: Recommendation) -> list[Named]:
    """Earlier public recommendations about the same measures, newest first, five at most."""
    kpi_ids = [link.kpi_id for link in recommendation.measures]
    if not kpi_ids:
        return []
    rows = db.session.execute(
        select(
            Recommendation.reference,
            Recommendation.short_name,
            Recommendation.made_on,
            Recommendation.answer,
            Recommendation.decision,
        )
        .where(
            Recommendation.id.in_(
                select(MeasureLink.recommendation_id).where(MeasureLink.kpi_id.in_(kpi_ids))
            ),
            Recommendation.id != recommendation.id,
            Recommendation.parent_id.is_(None),
            Recommendation.made_on < recommendation.made_on,
            Recommendation.publicity == Publicity.PUBLIC,
        )
        .order_by(Recommendation.made_on.desc(), Recommendation.id)
        .limit(MOST_SIMILAR)
    )
    return [Named(row.reference, row.short_name, row.made_on, row.answer, row.decision) for row in rows]


def find_deep_dive(recommendation: Recommendation) -> DeepDive | None:
    """The deep dive whose report printed this recommendation."""
    if recommendation.paper_id is None:
        return None
    return db.session.scalar(select(DeepDive).where(DeepDive.paper_id == recommendation.paper_id))


def list_delegated(recommendation: Recommendation) -> dict[int, DelegatedDecision]:
    """The delegated decisions on a recommendation by their entry, with the meetings they are reported to."""
    rows = db.session.scalars(
        select(DelegatedDecision)
        .join(Entry, Entry.id == DelegatedDecision.entry_id)
        .where(Entry.recommendation_id == recommendation.id)
        .options(joinedload(DelegatedDecision.report_to), joinedload(DelegatedDecision.reported_at))
    )
    return {row.entry_id: row for row in rows}


def get_entry(recommendation: Recommendation, entry_id: int) -> Entry:
    """One entry of a recommendation loaded whole. Raises NotFound, also for another recommendation's."""
    for entry in recommendation.entries:
        if entry.id == entry_id:
            return entry
    raise NotFound("There is no such entry in this recommendation's story.")


def find_also_link(one: Recommendation, other: Recommendation) -> AlsoRecommended | None:
    """The link between two records of the same wording."""
    first, second = sorted((one.id, other.id))
    return db.session.scalar(
        select(AlsoRecommended).where(
            AlsoRecommended.recommendation_id == first, AlsoRecommended.other_id == second
        )
    )


def list_followed_by(body_id: int) -> Sequence[Recommendation]:
    """Every recommendation that a body follows and that is open, parts included, with that body."""
    return db.session.scalars(
        select(Recommendation)
        .where(Recommendation.followed_by_id == body_id, Recommendation.is_open)
        .order_by(Recommendation.id)
        .options(
            joinedload(Recommendation.followed_by),
            selectinload(Recommendation.addressees),
            selectinload(Recommendation.actions),
        )
    ).all()
