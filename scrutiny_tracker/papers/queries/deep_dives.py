"""The clearance table of a deep dive's report, as the deep dive's own page shows it."""

from __future__ import annotations

from ...core.errors import NotFound
from ...deep_dives.models import DeepDive
from ...deep_dives.planning import Cleared
from ..models import Document, DocumentKind
from .documents import find_about

NOUN = "deep-dive"


def find_clearance_of(dive: DeepDive) -> Document | None:
    """The document of a deep dive's report; None where none has been opened."""
    return find_about(DocumentKind.DEEP_DIVE, NOUN, dive.reference)


def get_clearance_of(dive: DeepDive) -> Document:
    """As `find_clearance_of`. Raises NotFound."""
    document = find_clearance_of(dive)
    if document is None:
        raise NotFound("Nobody stands in the clearance table yet.")
    return document


def cleared_of(dive: DeepDive) -> list[Cleared]:
    """The rows of the clearance table with their days, for the dates counted back from the meeting."""
    document = find_clearance_of(dive)
    rows = document.clearances if document is not None else []
    return [Cleared(row.sent_on, row.back_on) for row in rows]
