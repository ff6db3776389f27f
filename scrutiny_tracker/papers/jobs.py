"""What the worker does for documents in the making: progress reports open ahead of their meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..core.extensions import db
from ..council.actions.holding import ToPublish, hold, no_longer_held
from ..council.models import HeldKind, HeldOutcome, HeldPublication
from ..council.queries.held import Notice
from ..history.journal import By
from .actions.deep_dives import publish_report as publish_dive
from .actions.documents import keep_file
from .actions.progress import ask, open_report, publish, put_on_agenda
from .building import built
from .kinds import content_of
from .models import Document, DocumentKind
from .queries.documents import get_document, list_open
from .queries.progress import list_due_to_open


def hold_report(document: Document, notice: Notice, by: By) -> None:
    """A report stands on its agenda and waits for the end of a sensitive period before it is frozen and
    published. Raises Refused where no meeting is chosen."""
    if document.kind is DocumentKind.PROGRESS:
        put_on_agenda(document, by)
    address = f"/documents/{document.reference}"
    what = ToPublish(HeldKind.PROGRESS_REPORT, document.reference, document.title, address, document.body_id)
    hold(what, notice, by)


def publish_report(held: HeldPublication, by: By) -> None:
    """Freezes and publishes a report that was held, as the record stands on that day. Raises Refused."""
    freeze_and_publish(get_document(held.reference), by)


def freeze_and_publish(document: Document, by: By) -> None:
    """Keeps the report as it stands, puts it on the agenda and keeps the files that are built from it. Raises
    Refused."""
    if document.kind is DocumentKind.PROGRESS:
        put_on_agenda(document, by)
    content = content_of(document, by.today)
    publishes = publish if document.kind is DocumentKind.PROGRESS else publish_dive
    file = built(content, "pdf")
    version = publishes(document, content, file, by)
    for each in (file, built(content, "docx")):
        keep_file(version, *each, by)
    no_longer_held(HeldKind.PROGRESS_REPORT, document.reference, HeldOutcome.PUBLISHED_AT_ONCE, by)


@dataclass(frozen=True)
class Opened:
    """How many reports were opened, and how many parts were asked for in all."""

    reports: int = 0
    parts: int = 0


def open_progress_reports(today: date, now: datetime) -> Opened:
    """Opens every progress report on which work begins by today, and asks in those that are open whoever has
    come to answer for something since. One commit per report; run again, it changes nothing."""
    reports = parts = 0
    for document in list_open(DocumentKind.PROGRESS):
        parts += ask(document, By(None, "system", now, today))
        db.session.commit()
    for commitment in list_due_to_open(today):
        document = open_report(commitment, By(None, "system", now, today))
        reports += 1
        parts += len(document.contributions)
        db.session.commit()
    return Opened(reports, parts)
