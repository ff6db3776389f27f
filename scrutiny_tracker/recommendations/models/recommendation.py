"""One recommendation, its wordings and the same one sent elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...core.columns import Closable, Versioned, civil_date, instant, key, long_text, one_of, short, to, word
from ...core.extensions import Base
from ...council.models import Body, Directorate, Portfolio
from ...meetings.clause_models import Clause
from ...meetings.models import AgendaItem, Paper
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import Answer, Decision, Difference, Origin, Progress

if TYPE_CHECKING:
    from .entries import Entry
    from .plans import Action, Commitment, MeasureLink
    from .sendings import Addressee


BY_DUE = ("next_due_on", "id")
CLOCKS = (
    "notice_due_on",
    "receipt_due_on",
    "answer_due_on",
    "action_due_on",
    "update_due_on",
    "review_on",
)
WHOLE = "parent_id IS NULL"
LOOK_NOW = date(1970, 1, 1)
UNSENT = f"is_open = true AND {WHOLE} AND notice_due_on < '{NO_DATE}'"
STANDING = ("is_open", "parent_id", "needs_details")
# The register's tabs, of all bodies and of one: each is one short range of an index of its own, and so are
# its counts. An index carries what its own WHERE names, or SQLite would look into every row for it.
REGISTER_INDEXES = (
    ("all", BY_DUE, WHOLE),
    ("open", (*BY_DUE, *CLOCKS, *STANDING), f"is_open = true AND {WHOLE}"),
    ("details", (*BY_DUE, *STANDING), f"is_open = true AND needs_details = true AND {WHOLE}"),
    ("closed", (*BY_DUE, *STANDING), f"is_open = false AND {WHOLE}"),
    ("unsent", (*BY_DUE, "notice_due_on", *STANDING), UNSENT),
    ("newest", ("made_on", "id"), WHOLE),
    (
        "followed",
        ("followed_by_id", *BY_DUE, *CLOCKS, "progress", "made_by_id", "made_on", *STANDING),
        f"is_open = true AND {WHOLE}",
    ),
    ("followed_closed", ("followed_by_id", *BY_DUE, *STANDING), f"is_open = false AND {WHOLE}"),
)


class Recommendation(Closable, Versioned, Base):
    """What scrutiny asked for. Columns under "kept" repeat what entries say; `settle` alone writes them."""

    __tablename__ = "recommendation"
    __table_args__ = (
        UniqueConstraint("reference"),
        one_of(
            "open",
            "is_open = (decision NOT IN ('signed-off', 'stopped') AND withdrawn_on IS NULL)",
        ),
        one_of("withdrawn", "withdrawn_on IS NULL OR withdrawn_why IS NOT NULL"),
        one_of("counted", "NOT is_counted OR parent_id IS NULL"),
        *(
            Index(
                f"ix_recommendation_{name}",
                *columns,
                sqlite_where=text(where.replace("true", "1").replace("false", "0")),
                postgresql_where=text(where),
            )
            for name, columns, where in REGISTER_INDEXES
        ),
        Index("ix_recommendation_remind", "remind_on", "id"),
        Index("ix_recommendation_body", "followed_by_id", "next_due_on", "id"),
        Index(
            "ix_recommendation_before_meetings",
            "id",
            sqlite_where=text("update_before_meetings"),
            postgresql_where=text("update_before_meetings"),
        ),
        Index(
            "ix_recommendation_parts",
            "parent_id",
            "printed_position",
            sqlite_where=text("parent_id IS NOT NULL"),
            postgresql_where=text("parent_id IS NOT NULL"),
        ),
    )
    id: Mapped[int] = key()
    reference: Mapped[str] = short(40)
    external_reference: Mapped[str | None] = short(80, null=True)
    short_name: Mapped[str] = short(200)
    text: Mapped[str] = long_text()
    public_name: Mapped[str | None] = short(200, null=True)
    origin: Mapped[Origin] = word(Origin, "origin")
    paper_id: Mapped[int | None] = to("paper", null=True)
    printed_id: Mapped[int | None] = to("printed_recommendation", null=True)
    printed_number: Mapped[str | None] = short(20, null=True)
    printed_position: Mapped[int] = mapped_column(default=0)
    parent_id: Mapped[int | None] = to("recommendation", null=True, index=False)
    part_title: Mapped[str | None] = short(200, null=True)
    item_id: Mapped[int | None] = to("agenda_item", null=True)
    clause_id: Mapped[int | None] = to("clause", null=True)
    made_by_id: Mapped[int] = to("body")
    agreed_by_id: Mapped[int | None] = to("body", null=True)
    followed_by_id: Mapped[int] = to("body", index=False)
    made_on: Mapped[date] = civil_date(null=False)
    agreed_on: Mapped[date | None] = civil_date()
    wording_settled_by: Mapped[str | None] = short(null=True)
    wording_settled_until: Mapped[date | None] = civil_date()
    portfolio_id: Mapped[int | None] = to("portfolio", null=True)
    directorate_id: Mapped[int | None] = to("directorate", null=True)
    commitment_id: Mapped[int | None] = to("commitment", null=True)
    update_every_months: Mapped[int | None] = mapped_column()
    update_before_meetings: Mapped[bool] = mapped_column(default=False, server_default=false())
    withdrawn_on: Mapped[date | None] = civil_date()
    withdrawn_why: Mapped[str | None] = long_text(null=True)
    is_counted: Mapped[bool] = mapped_column(default=True)
    # Kept:
    answer: Mapped[Answer] = word(Answer, "answer", default=Answer.WAITING)
    progress: Mapped[Progress] = word(Progress, "progress", default=Progress.NOT_STARTED)
    decision: Mapped[Decision] = word(Decision, "decision", default=Decision.NONE)
    difference: Mapped[Difference] = word(Difference, "difference", default=Difference.NOT_JUDGED)
    is_open: Mapped[bool] = mapped_column(default=True)
    needs_details: Mapped[bool] = mapped_column(default=False)
    notice_due_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    receipt_due_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    answer_due_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    action_due_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    update_due_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    review_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    next_due_on: Mapped[date] = civil_date(null=False, default=NO_DATE)
    # The day on which reminders look at it next; whatever changes a clock sets it back to LOOK_NOW:
    remind_on: Mapped[date] = civil_date(null=False, default=LOOK_NOW, server_default=LOOK_NOW.isoformat())

    made_by: Mapped[Body] = relationship(foreign_keys=[made_by_id], lazy="raise_on_sql")
    agreed_by: Mapped[Body | None] = relationship(foreign_keys=[agreed_by_id], lazy="raise_on_sql")
    followed_by: Mapped[Body] = relationship(foreign_keys=[followed_by_id], lazy="raise_on_sql")
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")
    item: Mapped[AgendaItem | None] = relationship(lazy="raise_on_sql")
    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")
    portfolio: Mapped[Portfolio | None] = relationship(lazy="raise_on_sql")
    directorate: Mapped[Directorate | None] = relationship(lazy="raise_on_sql")
    commitment: Mapped[Commitment | None] = relationship(
        back_populates="recommendations", lazy="raise_on_sql"
    )
    parent: Mapped[Recommendation | None] = relationship(
        foreign_keys=[parent_id], remote_side="Recommendation.id", back_populates="parts", lazy="raise_on_sql"
    )
    parts: Mapped[list[Recommendation]] = relationship(
        foreign_keys=[parent_id],
        back_populates="parent",
        order_by="Recommendation.printed_position",
        lazy="raise_on_sql",
    )
    wordings: Mapped[list[Wording]] = relationship(order_by="Wording.id", lazy="raise_on_sql")
    addressees: Mapped[list[Addressee]] = relationship(
        back_populates="recommendation", order_by="Addressee.id", lazy="raise_on_sql"
    )
    actions: Mapped[list[Action]] = relationship(
        back_populates="recommendation", order_by="Action.position", lazy="raise_on_sql"
    )
    entries: Mapped[list[Entry]] = relationship(
        back_populates="recommendation", order_by="Entry.id", lazy="raise_on_sql"
    )
    measures: Mapped[list[MeasureLink]] = relationship(order_by="MeasureLink.id", lazy="raise_on_sql")


class WordingSource(StrEnum):
    REPORT = "report"
    SENT = "sent"
    AGREED = "agreed"
    ANSWERED = "answered"
    EDITED = "edited"


class Wording(Base):
    """One wording with where it stood and from when; the newest agreed one is the recommendation's text."""

    __tablename__ = "wording"
    id: Mapped[int] = key()
    recommendation_id: Mapped[int] = to("recommendation")
    source: Mapped[WordingSource] = word(WordingSource, "source")
    text: Mapped[str] = long_text()
    on: Mapped[date] = civil_date(null=False)
    recorded_at: Mapped[datetime] = instant()
    where: Mapped[str | None] = short(400, null=True)


class AlsoRecommended(Base):
    """The same wording numbered and recommended separately to another body: two records, linked."""

    __tablename__ = "also_recommended"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "other_id"),
        one_of("order", "recommendation_id < other_id"),
    )
    id: Mapped[int] = key()
    recommendation_id: Mapped[int] = to("recommendation", index=False)
    other_id: Mapped[int] = to("recommendation")
