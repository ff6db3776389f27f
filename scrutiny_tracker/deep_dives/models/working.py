"""The review group's working papers: notes, what was promised, drafts."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body, Portfolio
from ...meetings.clause_models import FollowUp
from .dive import ScopedMeasure


class MeasureNotes(Versioned, Base):
    """What was heard about one measure in one session."""

    __tablename__ = "measure_notes"
    __table_args__ = (UniqueConstraint("session_id", "scoped_id"),)
    id: Mapped[int] = key()
    session_id: Mapped[int] = to("deep_dive_session", index=False)
    scoped_id: Mapped[int] = to("scoped_measure")
    text: Mapped[str] = long_text()


class SessionPromise(Base):
    """A line of the notes that was sent to its owner as an information request."""

    __tablename__ = "session_promise"
    __table_args__ = (UniqueConstraint("follow_up_id"),)
    id: Mapped[int] = key()
    session_id: Mapped[int] = to("deep_dive_session")
    scoped_id: Mapped[int | None] = to("scoped_measure", null=True)
    line: Mapped[str] = long_text()
    follow_up_id: Mapped[int] = to("follow_up", index=False)
    follow_up: Mapped[FollowUp] = relationship(lazy="raise_on_sql")


class DraftState(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    DROPPED = "dropped"


class DraftRecommendation(Versioned, Base):
    """A recommendation as the review group drafts it, until a report prints it. A point under another one
    stands in the report's appendix and becomes that one's part."""

    __tablename__ = "draft_recommendation"
    __table_args__ = (
        UniqueConstraint("deep_dive_id", "number"),
        one_of("parent", "parent_id IS NULL OR parent_id <> id"),
    )
    id: Mapped[int] = key()
    deep_dive_id: Mapped[int] = to("deep_dive", index=False)
    number: Mapped[int] = mapped_column()
    text: Mapped[str] = long_text()
    why: Mapped[str | None] = short(400, null=True)
    body_id: Mapped[int | None] = to("body", null=True)
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    parent_id: Mapped[int | None] = to("draft_recommendation", null=True)
    state: Mapped[DraftState] = word(DraftState, "state", default=DraftState.DRAFT)
    printed_id: Mapped[int | None] = mapped_column(
        ForeignKey("printed_recommendation.id", ondelete="SET NULL"), index=True
    )
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    measures: Mapped[list[ScopedMeasure]] = relationship(
        secondary="draft_measure", order_by="ScopedMeasure.section", lazy="raise_on_sql"
    )

    @property
    def asked(self) -> str:
        """Who is asked, in words; needs body and portfolio loaded."""
        if self.body is not None:
            return self.body.name
        return f"Cabinet Member for {self.portfolio.name}" if self.portfolio is not None else ""


class DraftMeasure(Base):
    """A measure that a draft is about."""

    __tablename__ = "draft_measure"
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft_recommendation.id"), primary_key=True)
    scoped_id: Mapped[int] = mapped_column(ForeignKey("scoped_measure.id"), primary_key=True, index=True)
