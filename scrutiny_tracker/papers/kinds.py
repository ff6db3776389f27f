"""Each kind of document in the making: its sections, what its [[facts]] say, what it would say today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..core.content import Content, Words
from ..core.errors import NotFound
from ..deep_dives.queries import get_deep_dive
from . import dive_facts, progress_content, progress_facts
from .dive_content import dive_content
from .dive_form import sections_of
from .models import Document, DocumentKind, DocumentSection
from .queries.documents import get_section


def content_of(document: Document, today: date) -> Content:
    """What a document would say if it were published today. Raises NotFound for a kind without a draft."""
    if document.kind is DocumentKind.PROGRESS:
        return progress_content.progress_content(document, today)
    if document.kind is DocumentKind.DEEP_DIVE:
        return dive_content(document, today)
    raise NotFound("This kind of document is not drafted here.")


def facts_for(document: Document, today: date) -> dict[str, Words]:
    """What the record fills in, by name. Raises NotFound for a kind without a draft."""
    if document.kind is DocumentKind.PROGRESS:
        return progress_content.facts_of(progress_facts.gather(document, today))
    if document.kind is DocumentKind.DEEP_DIVE:
        return dive_facts.facts_of(dive_facts.gather(document, today))
    raise NotFound("This kind of document is not drafted here.")


def sections_for(document: Document) -> Sequence[DocumentSection]:
    """The sections that a person writes, in order."""
    if document.kind is DocumentKind.DEEP_DIVE:
        dive = get_deep_dive(dive_facts.dive_reference(document))
        return sections_of(document.sections, dive, dive_facts.plan_name())
    return document.sections


def section_for(document: Document, key: str) -> DocumentSection:
    """A section by its key; one that nobody has written yet has no id. Raises NotFound."""
    if document.kind is not DocumentKind.DEEP_DIVE:
        return get_section(document, key)
    found = next((one for one in sections_for(document) if one.key == key), None)
    if found is None:
        raise NotFound(f"The document {document.reference} has no section {key}.")
    return found
