"""What the worker does for documents in the making: progress reports open ahead of their meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..core.extensions import db
from ..history.journal import By
from .actions.progress import ask, open_report
from .models import DocumentKind
from .queries.documents import list_open
from .queries.progress import list_due_to_open


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
