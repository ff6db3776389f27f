"""What this room adds to the page of an agenda item: the ways to its resolutions and decisions."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.access import may
from ...council.models import Standing
from ...meetings.models import AgendaItem
from ...meetings.readable import matter_of_item, reads
from ...rules.permissions import Permission


@dataclass(frozen=True)
class ItemWork:
    """What whoever asks may do at an item: send what its report prints, log what was resolved, record the
    committee's decisions. `sends` is the reference of the report."""

    sends: str | None
    logs: bool
    decides: bool


def work_at(item: AgendaItem) -> ItemWork | None:
    """The work at a scrutiny body's item (with its meeting, body and paper); None, so that no panel
    shows, for those who have none. No queries."""
    matter = matter_of_item(item)
    if not reads(item, matter) or item.meeting.body.standing is not Standing.SCRUTINY:
        return None
    report = item.paper if item.paper is not None and item.paper.printed else None
    sends = report.reference if report is not None and may(Permission.SENDING_EDIT, matter) else None
    logs = may(Permission.RESOLUTION_LOG, matter)
    decides = may(Permission.RECOMMENDATION_SIGN_OFF, matter)
    return ItemWork(sends, logs, decides) if sends or logs or decides else None
