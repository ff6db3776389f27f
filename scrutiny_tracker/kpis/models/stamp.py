"""A mark that is new after every change of what pages of measures show, so that what was worked out once can
be shown until then."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Mapped, Session

from ...core.columns import key, short
from ...core.extensions import Base, db
from ...council.models import Body, CouncilSetting, Directorate, Portfolio
from .indicators import (
    ComparatorArea,
    ComparatorGroup,
    ComparatorReading,
    Kpi,
    KpiDefinition,
    KpiReading,
    KpiTarget,
)
from .keeping import TargetClash
from .plans import KpiStrategy, Plan, Priority, Strategy
from .scorecards import Scorecard, ScorecardLine

ONLY = 1


class KpiStamp(Base):
    """One row."""

    __tablename__ = "kpi_stamp"
    id: Mapped[int] = key()
    token: Mapped[str] = short(40)


JUDGED_BY = (
    Kpi, KpiDefinition, KpiReading, KpiTarget, ComparatorArea, ComparatorReading, Plan, Priority, Scorecard,
    ScorecardLine, Body, Portfolio, Directorate, CouncilSetting, ComparatorGroup, Strategy, KpiStrategy,
    TargetClash,
)  # fmt: skip


def stamp_anew() -> None:
    """Marks a change. The session does so itself for what it flushes; whoever writes rows past it calls
    this."""
    _mark(db.session())


def _mark(session: Session) -> None:
    row = session.get(KpiStamp, ONLY)
    if row is None:
        session.add(KpiStamp(id=ONLY, token=secrets.token_hex(16)))
    else:
        row.token = secrets.token_hex(16)


@event.listens_for(Session, "before_flush")
def _changed(session: Session, _context: Any, _instances: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    """A flush that changes what measures are judged by marks it in the same transaction."""
    if any(
        isinstance(row, JUDGED_BY) for rows in (session.new, session.dirty, session.deleted) for row in rows
    ):
        with session.no_autoflush:
            _mark(session)
