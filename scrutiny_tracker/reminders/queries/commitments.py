"""Progress reports of some bodies, and the council's bank holidays, as several pages of the room ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ...core.calendar import BankHolidays
from ...core.extensions import db
from ...council.settings import text_setting
from ...meetings.models import Meeting
from ...recommendations.models import Commitment
from ...rules.deadlines import Nation

MOST = 20


def bank_holidays_of_the_council() -> BankHolidays:
    """The bank holidays of the council's nation."""
    return BankHolidays(Nation(text_setting("nation")))


def list_open_commitments(body_ids: Iterable[int]) -> Sequence[Commitment]:
    """The progress reports that some bodies still wait for, the soonest due first, twenty at most."""
    return db.session.scalars(
        select(Commitment)
        .where(Commitment.body_id.in_(list(body_ids)), Commitment.reported_on.is_(None))
        .order_by(Commitment.not_before_on, Commitment.id)
        .limit(MOST)
        .options(joinedload(Commitment.meeting).joinedload(Meeting.body))
    ).all()
