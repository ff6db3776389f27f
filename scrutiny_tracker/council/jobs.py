"""What the worker does for the council: publications that were held go out once their period is over."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from ..core.errors import Refused
from ..core.extensions import db
from ..history.journal import By
from .actions.holding import release
from .queries.held import find_notice, get_held, list_held
from .settings import forget_settings, yes_no_setting

log = logging.getLogger(__name__)
A_DAY = timedelta(days=1)


def release_held(today: date, now: datetime) -> int:
    """Releases what was held until before today, where the council chose that and no other period holds it;
    how many. One commit each; what its record no longer allows stays for a person."""
    forget_settings()
    notice = find_notice(today)
    if not yes_no_setting("held_released_by_worker") or (notice is not None and notice.until_on is not None):
        return 0
    released = 0
    for held_id in [held.id for held in list_held(until=today - A_DAY)]:
        try:
            release(get_held(held_id), By(None, "system", now, today))
            db.session.commit()
            released += 1
        except Refused:
            db.session.rollback()
            log.exception("Held publication %s could not be released", held_id)
    return released
