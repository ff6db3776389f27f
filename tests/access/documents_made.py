"""A progress report in the making on what `tell` told, and a document that was published."""

from __future__ import annotations

from functools import cache

from scrutiny_tracker.core.content import Content, Heading, Paragraph, words
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import store
from scrutiny_tracker.deep_dives.models import DeepDive
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.papers.actions.clearances import ClearanceFacts, add_clearance, send_for_clearing
from scrutiny_tracker.papers.actions.contributions import receive
from scrutiny_tracker.papers.actions.deep_dives import open_report as open_dive_report
from scrutiny_tracker.papers.actions.documents import (
    NewDocument,
    freeze,
    keep_file,
    keep_version,
    open_document,
)
from scrutiny_tracker.papers.actions.progress import open_report
from scrutiny_tracker.papers.models import ClearanceRole, Document, DocumentKind
from scrutiny_tracker.papers.progress_content import progress_content
from scrutiny_tracker.papers.queries.documents import get_document
from scrutiny_tracker.recommendations.queries.commitments import get_commitment
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.reports.asked.models import AskedDocument, AskedState
from scrutiny_tracker.reports.kinds import draw
from tests.access.recommended import Told
from tests.cast import TODAY, Cast, by


def draft(cast: Cast, told: Told, word: str) -> Document:
    """A report that the officer writes; one part is in, one row of the clearance table has a file."""
    actor = by(cast.coordinator)
    commitment = get_recommendation(told.references[0]).commitment
    assert commitment is not None
    made = open_report(get_commitment(commitment.reference), actor)
    db.session.flush()
    db.session.expire_all()
    document = get_document(made.reference)
    document.author_id = cast.officer.id
    receive(document, document.contributions[0], f"{word} was bought", TODAY, None, actor)
    file = ("comments.txt", "text/plain", b"Fine")
    facts = ClearanceFacts(ClearanceRole.CHAIR, "Chidi Hallam", "Chair", comments="Fine", file=file)
    add_clearance(document, facts, actor)
    keep_version(document, progress_content(document, TODAY), "Draft 1", actor)
    return document


def dive_report(cast: Cast, dive: DeepDive) -> Document:
    """A deep dive's report in the making; one row of its clearance table has a file."""
    actor = by(cast.coordinator)
    db.session.flush()
    db.session.expire_all()
    document = open_dive_report(get_deep_dive(dive.reference), actor)
    file = ("comments.txt", "text/plain", b"Fine")
    add_clearance(document, ClearanceFacts(ClearanceRole.LEGAL, "Lia Penn", "Solicitor", file=file), actor)
    send_for_clearing(document, actor)
    return document


def published(cast: Cast) -> Document:
    """A briefing note that everybody may read, with its files."""
    actor = by(cast.coordinator)
    new = NewDocument(DocumentKind.BRIEFING_NOTE, "A note to Cabinet", cast.scruco, None, [], [])
    document = open_document(new, actor)
    blocks = (Heading("The matter"), Paragraph(words("Scrutiny has looked at it.")))
    version = freeze(document, Content("briefing-note", document.title, blocks=blocks), TODAY, actor)
    for format in ("pdf", "docx"):
        keep_file(version, f"note.{format}", "application/octet-stream", b"%PDF", actor)
    return document


@cache
def _a_pdf() -> bytes:
    return draw(Content("register", "Register of recommendations"), "pdf")


def asked(cast: Cast) -> AskedDocument:
    """A large document that the co-ordinator asked for and can fetch."""
    at = by(cast.coordinator).at
    row = AskedDocument(
        asked_by_id=cast.coordinator.id,
        asked_at=at,
        kind="register",
        reference="status=all",
        format="pdf",
        title="Register of recommendations",
        total=3,
        state=AskedState.READY,
        finished_at=at,
        file=store("register.pdf", "application/pdf", _a_pdf(), at),
    )
    db.session.add(row)
    db.session.flush()
    return row
