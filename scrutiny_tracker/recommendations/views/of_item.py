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
    """What whoever asks may do at an item: log what was resolved, record the committee's decisions."""

    logs: bool
    decides: bool


def work_at(item: AgendaItem) -> ItemWork | None:
    """The work at an item (with its meeting and body); None, so that no panel shows, for those who have none.

    Only a scrutiny body decides on its recommendations. No queries.
    """
    matter = matter_of_item(item)
    if not reads(item, matter):
        return None
    is_ours = item.meeting.body.standing is Standing.SCRUTINY
    logs = is_ours and may(Permission.RESOLUTION_LOG, matter)
    decides = is_ours and may(Permission.RECOMMENDATION_SIGN_OFF, matter)
    return ItemWork(logs, decides) if logs or decides else None
