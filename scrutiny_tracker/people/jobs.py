"""What the worker tidies in this room."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from ..core.extensions import db
from .models import SignInFailure

FAILURES_KEPT = timedelta(days=30)


def forget_old_failures(now: datetime) -> None:
    """Removes failures that no throttle counts any more."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.at < now - FAILURES_KEPT))
    db.session.commit()
