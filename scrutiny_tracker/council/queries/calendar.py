"""Reading municipal years, closed days, sensitive periods and the settings that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from ...core.errors import NotFound
from ...core.extensions import db
from ..models import ClosedDay, CouncilSetting, MunicipalYear, SensitivePeriod


def find_municipal_year(on: date) -> MunicipalYear | None:
    """The municipal year of a day, where it has been started."""
    return db.session.scalar(
        select(MunicipalYear).where(MunicipalYear.starts_on <= on, MunicipalYear.ends_on >= on)
    )


def list_municipal_years() -> Sequence[MunicipalYear]:
    """Every year, the newest first."""
    return db.session.scalars(select(MunicipalYear).order_by(MunicipalYear.starts_on.desc())).all()


def year_code(on: date) -> str:
    """The municipal year of a day as references carry it, such as 2526; May to May where none is entered."""
    year = find_municipal_year(on)
    first = year.starts_on.year if year is not None else on.year if on.month >= 5 else on.year - 1
    return f"{first % 100:02d}{(first + 1) % 100:02d}"


def list_closed_days() -> Sequence[ClosedDay]:
    return db.session.scalars(select(ClosedDay).order_by(ClosedDay.on)).all()


def find_closed_day(on: date) -> ClosedDay | None:
    return db.session.scalar(select(ClosedDay).where(ClosedDay.on == on))


def get_closed_day(day_id: int) -> ClosedDay:
    """Raises NotFound."""
    day = db.session.get(ClosedDay, day_id)
    if day is None:
        raise NotFound("There is no such closed day. Somebody may have removed it.")
    return day


def list_sensitive_periods() -> Sequence[SensitivePeriod]:
    return db.session.scalars(select(SensitivePeriod).order_by(SensitivePeriod.from_on.desc())).all()


def find_sensitive_period(from_on: date, reason: str) -> SensitivePeriod | None:
    return db.session.scalar(
        select(SensitivePeriod).where(SensitivePeriod.from_on == from_on, SensitivePeriod.reason == reason)
    )


def get_sensitive_period(period_id: int) -> SensitivePeriod:
    """Raises NotFound."""
    period = db.session.get(SensitivePeriod, period_id)
    if period is None:
        raise NotFound("There is no such sensitive period. Somebody may have removed it.")
    return period


def list_kept_settings() -> Sequence[CouncilSetting]:
    """The settings that somebody has chosen; the others stand at their defaults."""
    return db.session.scalars(select(CouncilSetting).order_by(CouncilSetting.name)).all()
