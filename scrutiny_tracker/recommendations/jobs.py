"""What the worker does for recommendations: those updated before each meeting follow the calendar."""

from __future__ import annotations

from ..core.extensions import db
from .actions.settle import settle
from .queries.one import get_recommendation
from .queries.rhythms import list_out_of_step


def follow_the_calendar() -> int:
    """Sets the clocks of recommendations whose next meeting was entered, moved or cancelled; how many. One
    commit each; run again, it changes nothing."""
    references = list_out_of_step()
    for reference in references:
        settle(get_recommendation(reference))
        db.session.commit()
    return len(references)
