"""The papers of one meeting with their bytes, as an agenda pack joins them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload, undefer

from ...core.extensions import db
from ...core.files import StoredFile
from ...meetings.models import AgendaItem, ItemPaper, Meeting, Paper
from ...papers.models import BuiltFile, Document, DocumentVersion
from ...rules.publicity import Publicity


class PublishedAt(NamedTuple):
    """A document that was published under an item, with the PDF that was built of it."""

    item_id: int
    title: str
    content: bytes


def list_papers_at(meeting: Meeting) -> Mapping[int, Sequence[Paper]]:
    """The papers of each item of a meeting, its report first; the files with their bytes."""
    with_bytes = joinedload(Paper.file).options(undefer(StoredFile.content))
    own = select(AgendaItem.id, Paper).join(Paper, Paper.id == AgendaItem.paper_id)
    further = (
        select(ItemPaper.item_id, Paper)
        .join(Paper, Paper.id == ItemPaper.paper_id)
        .join(AgendaItem, AgendaItem.id == ItemPaper.item_id)
        .order_by(ItemPaper.added_at, ItemPaper.id)
    )
    found: dict[int, list[Paper]] = {}
    for query in (own, further):
        here = query.where(AgendaItem.meeting_id == meeting.id).options(with_bytes)
        for item_id, paper in db.session.execute(here):
            found.setdefault(item_id, []).append(paper)
    return found


def list_published_at(meeting: Meeting) -> Sequence[PublishedAt]:
    """The published documents under the items of a meeting that were built as PDF."""
    rows = db.session.execute(
        select(Document.item_id, Document.title, StoredFile.content)
        .join(AgendaItem, AgendaItem.id == Document.item_id)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .join(BuiltFile, BuiltFile.version_id == DocumentVersion.id)
        .join(StoredFile, StoredFile.id == BuiltFile.file_id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            Document.frozen_on.is_not(None),
            DocumentVersion.is_published,
            BuiltFile.format == "pdf",
        )
        .order_by(Document.id)
    )
    return [PublishedAt(*row) for row in rows]


def has_private_part(meeting: Meeting) -> bool:
    """Whether an item of a meeting, or a paper of one, is not for everybody."""
    further = exists().where(
        ItemPaper.item_id == AgendaItem.id,
        Paper.id == ItemPaper.paper_id,
        Paper.publicity != Publicity.PUBLIC,
    )
    own = exists().where(Paper.id == AgendaItem.paper_id, Paper.publicity != Publicity.PUBLIC)
    query = select(AgendaItem.id).where(
        AgendaItem.meeting_id == meeting.id, or_(AgendaItem.publicity != Publicity.PUBLIC, own, further)
    )
    return db.session.scalar(query.limit(1)) is not None
