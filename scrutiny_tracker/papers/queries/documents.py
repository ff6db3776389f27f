"""One document whole, its versions, and the documents that are about a record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from ...core.errors import NotFound
from ...core.extensions import db
from ...meetings.models import AgendaItem, Meeting, Paper
from ...recommendations.models import Action, Recommendation
from ...rules.permissions import Matter
from ..models import (
    BuiltFile,
    Clearance,
    Contribution,
    Document,
    DocumentKind,
    DocumentSection,
    DocumentSubject,
    DocumentVersion,
)

WHOLE = (
    joinedload(Document.body),
    joinedload(Document.author),
    joinedload(Document.item).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
    joinedload(Document.paper).joinedload(Paper.file),
    selectinload(Document.subjects),
    selectinload(Document.sections),
    selectinload(Document.clearances).joinedload(Clearance.file),
    selectinload(Document.contributions).options(
        joinedload(Contribution.asked_of),
        joinedload(Contribution.action).options(
            joinedload(Action.owner),
            joinedload(Action.directorate),
            joinedload(Action.body),
            joinedload(Action.recommendation).joinedload(Recommendation.parent),
        ),
    ),
)


def _whole() -> Select[tuple[Document]]:
    return select(Document).options(*WHOLE)


def get_document(reference: str) -> Document:
    """A document with all that its pages need; a fixed number of queries. Raises NotFound."""
    found = db.session.scalar(_whole().where(Document.reference == reference))
    if found is None:
        raise NotFound(f"There is no document {reference}.")
    return found


def find_about(kind: DocumentKind, noun: str, reference: str) -> Document | None:
    """The document of a kind that is about a record, whole; None where none has been opened."""
    about = select(DocumentSubject.document_id).where(
        DocumentSubject.kind == kind, DocumentSubject.noun == noun, DocumentSubject.reference == reference
    )
    return db.session.scalar(_whole().where(Document.id.in_(about)))


def find_at_item(item_id: int) -> Document | None:
    """The document that stands under an agenda item, with what it is about."""
    return db.session.scalar(
        select(Document).where(Document.item_id == item_id).options(selectinload(Document.subjects)).limit(1)
    )


def list_open(kind: DocumentKind) -> Sequence[Document]:
    """The documents of a kind that are not frozen, whole, oldest first."""
    return db.session.scalars(
        _whole().where(Document.kind == kind, Document.frozen_on.is_(None)).order_by(Document.id)
    ).all()


def get_section(document: Document, key: str) -> DocumentSection:
    """A section by its key. Raises NotFound."""
    for section in document.sections:
        if section.key == key:
            return section
    raise NotFound(f"The document {document.reference} has no section {key}.")


def get_contribution(document: Document, contribution_id: int) -> Contribution:
    """A contribution to this document. Raises NotFound."""
    for one in document.contributions:
        if one.id == contribution_id:
            return one
    raise NotFound("Nothing of this kind was asked for.")


def get_clearance(document: Document, clearance_id: int) -> Clearance:
    """A row of this document's clearance table. Raises NotFound."""
    for one in document.clearances:
        if one.id == clearance_id:
            return one
    raise NotFound("There is no such row in the clearance table.")


def list_versions(document_id: int) -> Sequence[DocumentVersion]:
    """The kept versions, newest first, without what they say."""
    return db.session.scalars(
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document_id)
        .order_by(DocumentVersion.number.desc())
    ).all()


def get_version(document: Document, number: int) -> DocumentVersion:
    """A kept version with what it says. Raises NotFound."""
    found = db.session.scalar(
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document.id, DocumentVersion.number == number)
        .options(undefer(DocumentVersion.content))
    )
    if found is None:
        raise NotFound(f"The document {document.reference} has no version {number}.")
    return found


def find_published(document_id: int) -> DocumentVersion | None:
    """The version that was published, with what it says."""
    return db.session.scalar(
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document_id, DocumentVersion.is_published)
        .options(undefer(DocumentVersion.content))
    )


def next_number(document_id: int) -> int:
    """The number of the next version."""
    last = select(func.max(DocumentVersion.number)).where(DocumentVersion.document_id == document_id)
    return (db.session.scalar(last) or 0) + 1


def find_built(version_id: int, format: str) -> BuiltFile | None:
    """The file that was built from a version in a format, with its bytes."""
    return db.session.scalar(
        select(BuiltFile)
        .where(BuiltFile.version_id == version_id, BuiltFile.format == format)
        .options(joinedload(BuiltFile.file))
    )


def matter_of(document: Document) -> Matter:
    """Whose a document is: its body's, its author's, and those whose part was asked for."""
    actions = [one.action for one in document.contributions if one.action is not None]
    return Matter(
        body_ids=frozenset({document.body_id}),
        portfolio_ids=frozenset(
            action.recommendation.portfolio_id
            for action in actions
            if action.recommendation.portfolio_id is not None
        ),
        directorate_ids=frozenset(
            action.directorate_id for action in actions if action.directorate_id is not None
        ),
        responsible_ids=frozenset(
            one.asked_of_id for one in document.contributions if one.asked_of_id is not None
        ),
        author_id=document.author_id,
    )


def matter_of_contribution(document: Document, one: Contribution) -> Matter:
    """Whose one contribution is: the asked person's and their directorate's, within the document's body."""
    action = one.action
    directorate_id = action.directorate_id if action is not None else None
    return Matter(
        body_ids=frozenset({document.body_id}),
        directorate_ids=frozenset() if directorate_id is None else frozenset({directorate_id}),
        responsible_ids=frozenset() if one.asked_of_id is None else frozenset({one.asked_of_id}),
        author_id=document.author_id,
    )
