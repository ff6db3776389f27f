"""Who is asked, and the reports and letters that carry what is asked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Versioned, civil_date, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body, Portfolio, Standing
from ...meetings.models import Meeting, Paper
from ...rules.deadlines import Regime
from ...rules.lifecycle import Answer

if TYPE_CHECKING:
    from .recommendation import Recommendation

__all__ = ["Addressee", "BaseEvent", "Regime", "Sending", "SentLine"]


class Addressee(Base):
    """One decision-maker asked by one recommendation: a body, a portfolio, or nobody chosen yet (a remit)."""

    __tablename__ = "addressee"
    __table_args__ = (
        one_of("asked", "body_id IS NOT NULL OR portfolio_id IS NOT NULL OR to_be_allocated IS NOT NULL"),
        UniqueConstraint("recommendation_id", "body_id", "portfolio_id"),
        Index("ix_addressee_body", "body_id", "recommendation_id"),
        Index("ix_addressee_answer", "answer", "recommendation_id"),
    )
    id: Mapped[int] = key()
    recommendation_id: Mapped[int] = to("recommendation")
    body_id: Mapped[int | None] = to("body", null=True, index=False)
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    to_be_allocated: Mapped[str | None] = short(null=True)
    # Kept, written by `settle` alone:
    answer: Mapped[Answer] = word(Answer, "answer", default=Answer.WAITING)
    answered_on: Mapped[date | None] = civil_date()
    in_force_on: Mapped[date | None] = civil_date()
    recommendation: Mapped[Recommendation] = relationship(back_populates="addressees", lazy="raise_on_sql")
    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    lines: Mapped[list[SentLine]] = relationship(back_populates="addressee", lazy="raise_on_sql")

    @property
    def name(self) -> str:
        """Who is asked, in words; needs body and portfolio loaded."""
        return decision_maker(self.body, self.portfolio) or self.to_be_allocated or ""

    @property
    def whose_answer(self) -> str:
        """ "Cabinet's answer", "The hospital trust's answer"; needs body and portfolio loaded."""
        return whose_answer(self.body, self.portfolio)


def decision_maker(body: Body | None, portfolio: Portfolio | None) -> str:
    """A decision-maker's name: the body's, or "Cabinet Member for Housing"; empty for neither."""
    if body is not None:
        return body.name
    return f"Cabinet Member for {portfolio.name}" if portfolio is not None else ""


def whose_answer(body: Body | None, portfolio: Portfolio | None) -> str:
    """The heading of what a decision-maker says: an outside organisation is named by its kind."""
    if body is not None:
        whose = (
            f"The {body.kind[:1].lower()}{body.kind[1:]}" if body.standing is Standing.OUTSIDE else body.name
        )
        return f"{whose}'s answer"
    return "The Cabinet Member's answer" if portfolio is not None else "Answer"


class BaseEvent(StrEnum):
    """The event that a progress report is counted from."""

    COMMITTEE_AGREED = "committee-agreed"
    DECISION = "decision"
    NOTICE_RECEIVED = "notice-received"


class Sending(Versioned, Base):
    """One report, letter or briefing note that carries recommendations to one decision-maker."""

    __tablename__ = "sending"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of("to", "(to_body_id IS NOT NULL) <> (to_portfolio_id IS NOT NULL)"),
        one_of("received", "received_on IS NULL OR sent_on IS NOT NULL"),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    title: Mapped[str] = short(400)
    from_body_id: Mapped[int] = to("body")
    to_body_id: Mapped[int | None] = to("body", null=True)
    to_portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    paper_id: Mapped[int | None] = to("paper", null=True)
    on_agenda_of_id: Mapped[int | None] = to("meeting", null=True)
    subject_to_id: Mapped[int | None] = to("meeting", null=True)
    confirmed_on: Mapped[date | None] = civil_date()
    sent_on: Mapped[date | None] = civil_date()
    notice_given_on: Mapped[date | None] = civil_date()
    received_on: Mapped[date | None] = civil_date()
    regime: Mapped[Regime] = word(Regime, "regime")
    answer_needed_by: Mapped[date | None] = civil_date()
    answer_needed_why: Mapped[str | None] = short(400, null=True)
    answer_due_on: Mapped[date | None] = civil_date()
    answer_due_rule: Mapped[str] = long_text()
    answer_due_is_legal: Mapped[bool] = mapped_column(default=False)
    expected_on: Mapped[date | None] = civil_date()
    expected_why: Mapped[str | None] = short(400, null=True)
    copied_to: Mapped[str | None] = short(400, null=True)
    from_body: Mapped[Body] = relationship(foreign_keys=[from_body_id], lazy="raise_on_sql")
    to_body: Mapped[Body | None] = relationship(foreign_keys=[to_body_id], lazy="raise_on_sql")
    to_portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")
    on_agenda_of: Mapped[Meeting | None] = relationship(foreign_keys=[on_agenda_of_id], lazy="raise_on_sql")
    subject_to: Mapped[Meeting | None] = relationship(foreign_keys=[subject_to_id], lazy="raise_on_sql")
    lines: Mapped[list[SentLine]] = relationship(
        back_populates="sending", order_by="SentLine.position", lazy="raise_on_sql"
    )

    @property
    def to_name(self) -> str:
        """The decision-maker in words; needs to_body and to_portfolio loaded."""
        return decision_maker(self.to_body, self.to_portfolio)

    @property
    def whose_answer(self) -> str:
        """ "Cabinet's answer", "The hospital trust's answer"; needs to_body and to_portfolio loaded."""
        return whose_answer(self.to_body, self.to_portfolio)


class SentLine(Base):
    """One recommendation within a sending, in the wording that was sent."""

    __tablename__ = "sent_line"
    __table_args__ = (UniqueConstraint("sending_id", "addressee_id"),)
    id: Mapped[int] = key()
    sending_id: Mapped[int] = to("sending", index=False)
    addressee_id: Mapped[int] = to("addressee")
    position: Mapped[int] = mapped_column()
    wording: Mapped[str] = long_text()
    sending: Mapped[Sending] = relationship(back_populates="lines", lazy="raise_on_sql")
    addressee: Mapped[Addressee] = relationship(back_populates="lines", lazy="raise_on_sql")
