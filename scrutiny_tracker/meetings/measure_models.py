"""Measures that were referred, with how they stood then, and measures on which a note was asked for."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from ..core.columns import key, long_text, short, to
from ..core.extensions import Base
from ..kpis.models import Kpi
from .clause_models import Referral


class ReferredKpi(Base):
    """A measure in a referral, with the judgement of its result as it stood then."""

    __tablename__ = "referred_kpi"
    __table_args__ = (
        UniqueConstraint("referral_id", "kpi_id"),
        Index("ix_referred_kpi_kpi", "kpi_id", "referral_id"),
    )
    id: Mapped[int] = key()
    referral_id: Mapped[int] = to("referral", index=False)
    kpi_id: Mapped[int] = to("kpi", index=False)
    period: Mapped[str] = short(40)
    judgement: Mapped[str] = long_text()
    kpi: Mapped[Kpi] = relationship(lazy="raise_on_sql")
    referral: Mapped[Referral] = relationship(lazy="raise_on_sql")


class FollowUpKpi(Base):
    """A measure that a request is about."""

    __tablename__ = "follow_up_kpi"
    __table_args__ = (
        UniqueConstraint("follow_up_id", "kpi_id"),
        Index("ix_follow_up_kpi_kpi", "kpi_id", "follow_up_id"),
    )
    id: Mapped[int] = key()
    follow_up_id: Mapped[int] = to("follow_up", index=False)
    kpi_id: Mapped[int] = to("kpi", index=False)
