"""The last day for papers, and the days on which publishing asks for care."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from ...core.calendar import BankHolidays
from ...core.extensions import db
from ...council.models import SensitivePeriod
from ...council.settings import number_setting, text_setting
from ...rules.deadlines import Nation, papers_published


def last_day_for_papers(meeting_on: date) -> date:
    """The last day on which the agenda and papers of a meeting can be published, by the council's clear days
    and its nation's bank holidays (Local Government Act 1972, s.100B)."""
    holidays = BankHolidays(Nation(text_setting("nation")))
    return papers_published(meeting_on, number_setting("papers_clear_days"), bank_holidays=holidays)


def find_sensitive_period(on: date) -> SensitivePeriod | None:
    """The pre-election period in which a day lies, one that holds publications first; None for most days."""
    return db.session.scalars(
        select(SensitivePeriod)
        .where(
            SensitivePeriod.from_on <= on,
            or_(SensitivePeriod.to_on.is_(None), SensitivePeriod.to_on >= on),
        )
        .order_by(SensitivePeriod.holds_publication.desc(), SensitivePeriod.from_on)
    ).first()
