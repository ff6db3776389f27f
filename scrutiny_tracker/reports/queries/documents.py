"""Which record a document is about where nobody names one, and what the door to the reports offers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload

from ...core.extensions import db
from ...council.models import Body, Standing
from ...kpis.queries import list_periods, list_plan_rows
from ...meetings.models import AgendaItem, Meeting, MinutesState
from ...meetings.queries.meetings import NEVER_SAT
from ...papers.models import Document, DocumentKind, DocumentSubject
from ...recommendations.models import Addressee, Commitment, Sending, SentLine
from ...rules.lifecycle import Answer
from ...rules.performance import Period

MOST = 6


def _sitting() -> Select[tuple[Meeting]]:
    return (
        select(Meeting)
        .join(Body, Body.id == Meeting.body_id)
        .where(Body.standing == Standing.SCRUTINY, Meeting.state.not_in(NEVER_SAT))
        .options(joinedload(Meeting.body))
    )


def list_agendas(today: date, most: int = MOST) -> Sequence[Meeting]:
    """The coming meetings of scrutiny bodies with something on the agenda, soonest first."""
    has_items = exists().where(AgendaItem.meeting_id == Meeting.id)
    query = _sitting().where(Meeting.on >= today, has_items).order_by(Meeting.on, Meeting.id)
    return db.session.scalars(query.limit(most)).all()


def list_with_minutes(today: date, most: int = MOST) -> Sequence[Meeting]:
    """The meetings of scrutiny bodies whose minutes are written, the latest first."""
    query = _sitting().where(Meeting.on <= today, Meeting.minutes_state != MinutesState.NONE)
    return db.session.scalars(query.order_by(Meeting.on.desc(), Meeting.id.desc()).limit(most)).all()


def list_answered(most: int = MOST) -> Sequence[Sending]:
    """The sendings with an answer, the latest first."""
    answered = (
        select(SentLine.sending_id)
        .join(Addressee, Addressee.id == SentLine.addressee_id)
        .where(Addressee.answer != Answer.WAITING)
    )
    return db.session.scalars(
        select(Sending)
        .where(Sending.id.in_(answered))
        .options(joinedload(Sending.to_body), joinedload(Sending.to_portfolio))
        .order_by(Sending.sent_on.desc(), Sending.id.desc())
        .limit(most)
    ).all()


def list_published(most: int = MOST) -> Sequence[Document]:
    """The documents that were published, the latest first."""
    return db.session.scalars(
        select(Document)
        .where(Document.frozen_on.is_not(None))
        .options(joinedload(Document.body))
        .order_by(Document.frozen_on.desc(), Document.id.desc())
        .limit(most)
    ).all()


def list_scorecard_periods(most: int = 3) -> Sequence[Period]:
    """The newest periods of the current plan that have figures or a record."""
    plan = next((one for one in list_plan_rows() if one.is_current), None)
    return list_periods(None if plan is None else plan.id)[:most]


def find_next_progress() -> str | None:
    """The reference of the progress report that is due next, of those with a document first."""
    return db.session.scalar(
        select(Commitment.reference)
        .where(Commitment.reported_on.is_(None), Commitment.not_before_on.is_not(None))
        .order_by(Commitment.not_before_on, Commitment.id)
        .limit(1)
    )


def find_last_dive() -> str | None:
    """The reference of the deep dive whose report was published last."""
    return db.session.scalar(
        select(DocumentSubject.reference)
        .join(Document, Document.id == DocumentSubject.document_id)
        .where(Document.kind == DocumentKind.DEEP_DIVE, Document.frozen_on.is_not(None))
        .order_by(Document.frozen_on.desc(), Document.id.desc())
        .limit(1)
    )


def find_last_sending(*, answered: bool) -> str | None:
    """The reference of the last sending (that has an answer)."""
    if answered:
        found = list_answered(1)
        return found[0].reference if found else None
    return db.session.scalar(
        select(Sending.reference).order_by(Sending.sent_on.desc(), Sending.id.desc()).limit(1)
    )
