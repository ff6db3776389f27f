"""A deep dive's report, as published or as its review group's draft, and the briefing note of a sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..core.access import NOBODY, may, reading_as
from ..core.content import Content, from_json
from ..core.errors import NotFound
from ..council.settings import text_setting
from ..deep_dives.queries import get_deep_dive, matter_of
from ..papers.dive_content import dive_content
from ..papers.queries.deep_dives import find_clearance_of
from ..papers.queries.documents import find_published
from ..papers.views.dive_report import DRAFT
from ..rules.permissions import Permission
from .content.briefing_note import briefing_note_content
from .queries import find_last_dive, find_last_sending


def dive_report(reference: str | None, today: date) -> Content:
    """The report of a deep dive as published; before that the draft, marked, for those who read its working
    papers. Without a reference the last one that was published. Raises NotFound."""
    reference = reference or find_last_dive()
    if reference is None:
        raise NotFound("No deep dive has a published report: name one by its reference.")
    dive = get_deep_dive(reference)
    document = find_clearance_of(dive)
    if document is not None and (published := find_published(document.id)) is not None:
        return from_json(published.content)
    if document is None or not may(Permission.DEEP_DIVE_READ_NOTES, matter_of(dive)):
        raise NotFound(f"The report of {reference} is not published: only its review group reads the draft.")
    return replace(dive_content(document, today), mark=DRAFT)


def briefing_note(reference: str | None, today: date) -> Content:
    """The note that goes with a sending, the last one where none is named. Raises NotFound."""
    reference = reference or find_last_sending(answered=False)
    if reference is None:
        raise NotFound("Nothing has been sent to a decision-maker yet.")
    with reading_as(NOBODY):
        return briefing_note_content(reference, text_setting("council_name"), today)
