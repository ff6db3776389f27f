"""Papers: one, where it is, and the search for one to attach."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, or_, select, union
from sqlalchemy.orm import joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ...rules.publicity import Publicity
from ..clause_models import Clause
from ..models import AgendaItem, ItemPaper, Meeting, Paper, PrintedRecommendation


def get_paper(reference: str) -> Paper:
    """A paper with its file's name and its printed recommendations with who they ask. Raises NotFound."""
    paper = db.session.scalar(
        select(Paper)
        .where(Paper.reference == reference)
        .options(
            joinedload(Paper.file), selectinload(Paper.printed).joinedload(PrintedRecommendation.addressee)
        )
    )
    if paper is None:
        raise NotFound(f"There is no paper {reference}.")
    return paper


def list_items_with_paper(paper_id: int) -> Sequence[AgendaItem]:
    """The items whose report or further paper it is, with meeting and body, the latest meeting first."""
    further = select(ItemPaper.item_id).where(ItemPaper.paper_id == paper_id)
    return db.session.scalars(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(or_(AgendaItem.paper_id == paper_id, AgendaItem.id.in_(further)))
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.body))
        .order_by(Meeting.on.desc(), AgendaItem.id)
    ).all()


def find_attachment(item_id: int, paper_id: int) -> ItemPaper | None:
    """A further paper's place on an item, or None."""
    return db.session.scalar(
        select(ItemPaper).where(ItemPaper.item_id == item_id, ItemPaper.paper_id == paper_id)
    )


def search_papers(words: str, most: int = 20) -> Sequence[Paper]:
    """Papers whose title has every one of some words, or whose reference is the first, the newest first."""
    wanted = words.split()
    if not wanted:
        return []
    titled = [Paper.title.icontains(word, autoescape=True) for word in wanted]
    query = select(Paper).where(or_(Paper.reference == wanted[0].upper(), and_(*titled)))
    return db.session.scalars(query.order_by(Paper.id.desc()).limit(most)).all()


def list_papers_of_item_alone(item_id: int) -> Sequence[Paper]:
    """The papers of an item that are on no item open to the public."""
    further = select(ItemPaper.paper_id).where(ItemPaper.item_id == item_id)
    report = select(AgendaItem.paper_id).where(AgendaItem.id == item_id)
    elsewhere = select(AgendaItem.id).where(
        AgendaItem.id != item_id, AgendaItem.publicity == Publicity.PUBLIC
    )
    public_report = elsewhere.where(AgendaItem.paper_id == Paper.id).exists()
    public_further = (
        select(ItemPaper.id).where(ItemPaper.paper_id == Paper.id, ItemPaper.item_id.in_(elsewhere)).exists()
    )
    return db.session.scalars(
        select(Paper).where(or_(Paper.id.in_(further), Paper.id.in_(report)), ~public_report, ~public_further)
    ).all()


def list_logged_of(paper_id: int) -> frozenset[int]:
    """Those of a paper's printed recommendations for which a clause has been logged."""
    rows = db.session.scalars(
        select(Clause.printed_id)
        .join(PrintedRecommendation, PrintedRecommendation.id == Clause.printed_id)
        .where(PrintedRecommendation.paper_id == paper_id)
    )
    return frozenset(row for row in rows if row is not None)


def list_bodies_of_papers(paper_ids: Sequence[int]) -> dict[int, set[int]]:
    """The ids of the bodies on whose agendas some papers stand, by paper id."""
    reports = (
        select(AgendaItem.paper_id, Meeting.body_id)
        .join(AgendaItem.meeting)
        .where(AgendaItem.paper_id.in_(paper_ids))
    )
    further = (
        select(ItemPaper.paper_id, Meeting.body_id)
        .join(AgendaItem, AgendaItem.id == ItemPaper.item_id)
        .join(AgendaItem.meeting)
        .where(ItemPaper.paper_id.in_(paper_ids))
    )
    found: dict[int, set[int]] = {}
    for paper_id, body_id in db.session.execute(union(reports, further)):
        found.setdefault(paper_id, set()).add(body_id)
    return found
