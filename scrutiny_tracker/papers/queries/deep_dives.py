"""The clearance table of a deep dive's report, as the deep dive's own page shows it."""

from __future__ import annotations

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.extensions import db
from ...deep_dives.models import DeepDive
from ...deep_dives.planning import Cleared
from ..models import Clearance, Document, DocumentKind, DocumentSubject
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
    rows = db.session.execute(
        select(Clearance.sent_on, Clearance.back_on)
        .join(DocumentSubject, DocumentSubject.document_id == Clearance.document_id)
        .where(
            DocumentSubject.kind == DocumentKind.DEEP_DIVE,
            DocumentSubject.noun == NOUN,
            DocumentSubject.reference == dive.reference,
        )
    )
    return [Cleared(*row) for row in rows]
