"""What this room adds to the page of an agenda item: the way to the document that stands there."""

from __future__ import annotations

from dataclasses import dataclass

from ...meetings.models import AgendaItem
from ...meetings.readable import matter_of_item, reads
from ..queries.documents import find_at_item
from .blueprint import workspace_of


@dataclass(frozen=True)
class DocumentAt:
    """A document under an item: its title, its page, and whether it is published."""

    title: str
    address: str
    is_published: bool


def document_at(item: AgendaItem) -> DocumentAt | None:
    """The document under an item (with its meeting) for whoever may read the item; None without one."""
    if not reads(item, matter_of_item(item)):
        return None
    found = find_at_item(item.id)
    if found is None:
        return None
    return DocumentAt(found.title, workspace_of(found), found.frozen_on is not None)
