"""A deep dive's report as a document in the making: its clearance table."""

from __future__ import annotations

from ...deep_dives.models import DeepDive
from ...history.journal import By
from ..models import Document, DocumentKind
from ..queries.deep_dives import NOUN, find_clearance_of
from .documents import NewDocument, open_document

REPORT_OF = "Scrutiny Co-ordinator"


def open_clearance(dive: DeepDive, by: By) -> Document:
    """The document of a deep dive's report, opened where it is not there yet."""
    known = find_clearance_of(dive)
    if known is not None:
        return known
    subjects = [(NOUN, dive.reference)]
    return open_document(
        NewDocument(DocumentKind.DEEP_DIVE, dive.title, dive.body, REPORT_OF, subjects, sections=[]), by
    )
