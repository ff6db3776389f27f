"""Judging what difference was made, in words that claim no cause."""

from __future__ import annotations

from datetime import date

from ...history.journal import By
from ...meetings.models import Meeting
from ...rules.lifecycle import Difference, Particulars, Provenance, Thread
from ..models import Entry, Recommendation
from .say import Said, say


def judge(
    recommendation: Recommendation,
    value: Difference,
    by: By,
    *,
    on: date | None = None,
    note: str | None = None,
    meeting: Meeting | None = None,
    minute: str | None = None,
    provenance: Provenance = Provenance.RECORDED,
) -> Entry:
    """The committee or its co-ordinator says what changed (London date, today unless given)."""
    said = Particulars(
        effective_on=on or by.today,
        today=by.today,
        note=note or None,
        meeting=meeting.reference if meeting else None,
        minute=minute or None,
        provenance=provenance,
    )
    return say(
        recommendation,
        Thread.DIFFERENCE,
        value,
        said,
        by,
        Said(meeting_id=meeting.id if meeting else None),
    )
