"""What this room adds to the page of a meeting: its agenda, pack and minutes to take away."""

from __future__ import annotations

from dataclasses import dataclass

from ..core.access import may_read_closed
from ..meetings.models import Meeting, MinutesState
from ..meetings.readable import matter_of
from .queries.packs import has_private_part


@dataclass(frozen=True)
class ToTakeAway:
    """Which documents a meeting has for whoever asks."""

    has_private_part: bool
    may_read_private_part: bool
    has_minutes: bool


def to_take_away(meeting: Meeting) -> ToTakeAway:
    """The documents of a meeting; one query."""
    private = has_private_part(meeting)
    return ToTakeAway(
        has_private_part=private,
        may_read_private_part=private and may_read_closed(matter_of({meeting.body_id})),
        has_minutes=meeting.minutes_state is not MinutesState.NONE,
    )
