"""Reports as recommendations refer to them."""

from __future__ import annotations

from sqlalchemy import select

from ...core.extensions import db
from ...meetings.models import Paper


def find_paper_reference(paper_id: int | None) -> str | None:
    """The reference of a paper by its row; None for none."""
    if paper_id is None:
        return None
    return db.session.scalar(select(Paper.reference).where(Paper.id == paper_id))
