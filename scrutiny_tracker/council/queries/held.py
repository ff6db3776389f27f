"""Sensitive periods as whoever publishes meets them, and the publications that wait for one to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.filters import day_date
from ..models import HeldKind, HeldPublication, SensitivePeriod

ENDED_SHOWN = 20


@dataclass(frozen=True)
class Notice:
    """What a page says before something is published in a sensitive period. `until_on` is the last day of
    one that holds publications; None where it only warns."""

    sentence: str
    reason: str
    until_on: date | None


def find_notice(today: date) -> Notice | None:
    """The sensitive period of a London day, one that holds publications first; None on most days."""
    period = db.session.scalars(
        select(SensitivePeriod)
        .where(
            SensitivePeriod.from_on <= today,
            or_(SensitivePeriod.to_on.is_(None), SensitivePeriod.to_on >= today),
        )
        .order_by(SensitivePeriod.holds_publication.desc(), SensitivePeriod.from_on)
    ).first()
    if period is None:
        return None
    until = f" until {day_date(period.to_on)}" if period.to_on else ""
    if period.holds_publication and period.to_on is not None:
        return Notice(f"Publications are held{until}: {period.reason}.", period.reason, period.to_on)
    return Notice(f"This is a sensitive period{until}: {period.reason}.", period.reason, None)


def find_held(kind: HeldKind, reference: str) -> HeldPublication | None:
    """The hold on a publication, while there is one."""
    return db.session.scalar(
        select(HeldPublication).where(
            HeldPublication.kind == kind,
            HeldPublication.reference == reference,
            HeldPublication.ended_on.is_(None),
        )
    )


def get_held(held_id: int) -> HeldPublication:
    """Raises NotFound, also once the hold has ended."""
    found = db.session.get(HeldPublication, held_id)
    if found is None or found.ended_on is not None:
        raise NotFound("This publication is not held any more.")
    return found


def list_held(*, until: date | None = None) -> Sequence[HeldPublication]:
    """What is held, the soonest to be released first; with `until` what was held until that day or before."""
    query = select(HeldPublication).where(HeldPublication.ended_on.is_(None))
    if until is not None:
        query = query.where(HeldPublication.until_on <= until)
    return db.session.scalars(query.order_by(HeldPublication.until_on, HeldPublication.id)).all()


def list_ended() -> Sequence[HeldPublication]:
    """The last holds that ended, the newest first."""
    return db.session.scalars(
        select(HeldPublication)
        .where(HeldPublication.ended_on.is_not(None))
        .order_by(HeldPublication.ended_on.desc(), HeldPublication.id.desc())
        .limit(ENDED_SHOWN)
    ).all()


def held_update_ids() -> set[int]:
    """The updates that are held."""
    query = select(HeldPublication.reference).where(
        HeldPublication.kind == HeldKind.UPDATE, HeldPublication.ended_on.is_(None)
    )
    return {int(reference) for reference in db.session.scalars(query)}
