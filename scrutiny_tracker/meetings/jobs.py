"""Minutes that were held are published when their hold ends."""

from __future__ import annotations

from ..council.models import HeldPublication
from ..history.journal import By
from .actions.agenda import set_minutes
from .models import MinutesState
from .queries import find_meeting, get_meeting


def publish_minutes(held: HeldPublication, by: By) -> None:
    """Says how far the minutes are, as whoever held them had said. Raises Refused."""
    confirmed_at = find_meeting(held.details.get("confirmed_at"))
    set_minutes(get_meeting(held.reference), MinutesState(held.details["state"]), confirmed_at, by)
