"""What the worker does for recommendations: clocks follow the calendar, held updates are shown."""

from __future__ import annotations

from ..core.extensions import db
from ..council.models import HeldPublication
from ..history.journal import By
from .actions.settle import settle
from .actions.updates import show
from .queries.one import get_recommendation
from .queries.rhythms import list_out_of_step
from .queries.updates import get_update


def follow_the_calendar() -> int:
    """Sets the clocks of recommendations whose next meeting was entered, moved or cancelled; how many. One
    commit each; run again, it changes nothing."""
    references = list_out_of_step()
    for reference in references:
        settle(get_recommendation(reference))
        db.session.commit()
    return len(references)


def publish_update(held: HeldPublication, by: By) -> None:
    """Shows an update that was held, as whoever held it had checked it. Raises Refused, and NotFound."""
    recommendation, action, update = get_update(int(held.reference))
    show(recommendation, action, update, by, public_text=held.details.get("public_text"))
