"""References: minted once, unique, never reused."""

from __future__ import annotations

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from .columns import key
from .extensions import Base, db


class ReferenceSeries(Base):
    """The last number given out in a series, such as SCRUCO-2526."""

    __tablename__ = "reference_series"
    __table_args__ = (UniqueConstraint("series"),)
    id: Mapped[int] = key()
    series: Mapped[str] = mapped_column(String(60))
    last: Mapped[int] = mapped_column(default=0)


def mint(series: str, digits: int = 3) -> str:
    """The next reference of a series: mint("SCRUCO-2526") → "SCRUCO-2526-009". Locked until commit."""
    row = db.session.scalar(select(ReferenceSeries).where(ReferenceSeries.series == series).with_for_update())
    if row is None:
        row = ReferenceSeries(series=series, last=0)
        db.session.add(row)
    row.last += 1
    db.session.flush()
    return f"{series}-{row.last:0{digits}d}"
