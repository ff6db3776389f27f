"""Reading one sending with all that it carries, and what a new one may carry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ...council.models import Body, Standing
from ...meetings.models import AgendaItem, Meeting, MeetingState, Paper, PrintedRecommendation
from ...rules.permissions import Matter
from ..models import Action, Addressee, Recommendation, Sending, SentLine
from .one import WHOLE

PASSED_OVER = (MeetingState.CANCELLED, MeetingState.POSTPONED)
A_YEAR = timedelta(days=366)


def get_sending(reference: str) -> Sending:
    """A sending with its lines and their recommendations, in a fixed number of queries. Raises NotFound."""
    found = db.session.scalar(
        select(Sending)
        .where(Sending.reference == reference)
        .options(
            joinedload(Sending.from_body),
            joinedload(Sending.to_body),
            joinedload(Sending.to_portfolio),
            joinedload(Sending.paper),
            joinedload(Sending.on_agenda_of).joinedload(Meeting.body),
            joinedload(Sending.subject_to).joinedload(Meeting.body),
            selectinload(Sending.lines)
            .joinedload(SentLine.addressee)
            .options(
                joinedload(Addressee.body),
                joinedload(Addressee.portfolio),
                joinedload(Addressee.recommendation).options(
                    selectinload(Recommendation.addressees),
                    selectinload(Recommendation.actions).joinedload(Action.owner),
                    joinedload(Recommendation.commitment),
                ),
            ),
        )
    )
    if found is None:
        raise NotFound(f"There is no sending {reference}, or it is not yours to see.")
    return found


def list_sendings_by_reference(
    references: Sequence[str], recommendations: Sequence[str] = ()
) -> Sequence[Sending]:
    """The sendings of these references, and those that carry these recommendations, with who is asked."""
    carrying = (
        select(SentLine.sending_id)
        .join(Addressee, Addressee.id == SentLine.addressee_id)
        .join(Recommendation, Recommendation.id == Addressee.recommendation_id)
        .where(Recommendation.reference.in_(recommendations))
    )
    return db.session.scalars(
        select(Sending)
        .where(or_(Sending.reference.in_(references), Sending.id.in_(carrying)))
        .order_by(Sending.reference)
        .options(joinedload(Sending.to_body), joinedload(Sending.to_portfolio), joinedload(Sending.from_body))
    ).all()


def matter_of_sending(sending: Sending) -> Matter:
    """Whose a sending is: the body that sends it and the portfolio that is asked."""
    return Matter(
        body_ids=frozenset({sending.from_body_id}),
        portfolio_ids=frozenset(filter(None, [sending.to_portfolio_id])),
    )


def list_whole(ids: Sequence[int]) -> Sequence[Recommendation]:
    """Recommendations read afresh and whole, as their rules need them, in a fixed number of queries.

    Rows that were loaded before are read again: what hangs on them besides must be loaded again as well.
    """
    return db.session.scalars(
        select(Recommendation)
        .where(Recommendation.id.in_(ids))
        .order_by(Recommendation.printed_position, Recommendation.id)
        .options(*WHOLE)
        .execution_options(populate_existing=True)
    ).all()


def list_carried(sending_id: int) -> Sequence[Recommendation]:
    """The recommendations that a sending carries, whole, in its order."""
    ids = db.session.scalars(
        select(Addressee.recommendation_id)
        .join(SentLine, SentLine.addressee_id == Addressee.id)
        .where(SentLine.sending_id == sending_id)
        .order_by(SentLine.position)
    ).all()
    by_id = {one.id: one for one in list_whole(ids)}
    return [by_id[one] for one in ids]


def find_paper(reference: str) -> Paper | None:
    """A report with the recommendations that it prints and who they ask."""
    return db.session.scalar(
        select(Paper)
        .where(Paper.reference == reference)
        .options(selectinload(Paper.printed).joinedload(PrintedRecommendation.addressee))
    )


def list_to_send(
    *, paper_id: int | None = None, item_reference: str | None = None, references: Sequence[str] = ()
) -> Sequence[Recommendation]:
    """The open recommendations (no parts) of a report, of an item, or of these references, whole."""
    query = select(Recommendation.id).where(Recommendation.is_open, Recommendation.parent_id.is_(None))
    if references:
        query = query.where(Recommendation.reference.in_(references))
    elif item_reference:
        query = query.join(AgendaItem, AgendaItem.id == Recommendation.item_id).where(
            AgendaItem.reference == item_reference
        )
    else:
        query = query.where(Recommendation.paper_id == paper_id)
    return list_whole(db.session.scalars(query).all())


def list_printed_without_record(paper_id: int) -> Sequence[PrintedRecommendation]:
    """The recommendations that a report prints and that are no records yet, with who they ask."""
    made = select(Recommendation.printed_id).where(Recommendation.printed_id.is_not(None))
    return db.session.scalars(
        select(PrintedRecommendation)
        .where(PrintedRecommendation.paper_id == paper_id, PrintedRecommendation.id.not_in(made))
        .order_by(PrintedRecommendation.position)
        .options(joinedload(PrintedRecommendation.addressee))
    ).all()


def list_printed_by_id(ids: Sequence[int]) -> Sequence[PrintedRecommendation]:
    """Printed recommendations with their report and who they ask, in printed order."""
    return db.session.scalars(
        select(PrintedRecommendation)
        .where(PrintedRecommendation.id.in_(ids))
        .order_by(PrintedRecommendation.position)
        .options(joinedload(PrintedRecommendation.addressee), joinedload(PrintedRecommendation.paper))
    ).all()


def list_papers_to_send(most: int = 50) -> Sequence[tuple[str, str]]:
    """Reports with open recommendations that nobody was sent, or with printed ones that are no records yet:
    reference and title (none of a closed report), newest first."""
    sent = select(SentLine.id).join(Addressee, Addressee.id == SentLine.addressee_id)
    waiting = select(Recommendation.id).where(
        Recommendation.paper_id == Paper.id,
        Recommendation.is_open,
        ~sent.where(Addressee.recommendation_id == Recommendation.id).correlate(Recommendation).exists(),
    )
    made = select(Recommendation.id).where(Recommendation.printed_id == PrintedRecommendation.id)
    unmade = select(PrintedRecommendation.id).where(
        PrintedRecommendation.paper_id == Paper.id, ~made.correlate(PrintedRecommendation).exists()
    )
    rows = db.session.execute(
        select(Paper.reference, Paper.title, Paper.publicity)
        .where(or_(waiting.correlate(Paper).exists(), unmade.correlate(Paper).exists()))
        .order_by(Paper.id.desc())
        .limit(most)
    )
    return [
        (row.reference, row.title if row.publicity == "public" else f"Private report {row.reference}")
        for row in rows
    ]


def list_meetings_around(on: date, *standings: Standing) -> Sequence[Meeting]:
    """Meetings of bodies of some standings within a year of a day, with their body, newest first."""
    query = (
        select(Meeting)
        .join(Meeting.body)
        .where(Meeting.on >= on - A_YEAR, Meeting.on <= on + A_YEAR, Meeting.state.not_in(PASSED_OVER))
        .options(contains_eager(Meeting.body))
        .order_by(Meeting.on.desc(), Meeting.id.desc())
    )
    return db.session.scalars(query.where(Body.standing.in_(standings)) if standings else query).all()


def list_agendas_with(paper_id: int) -> Sequence[Meeting]:
    """The meetings on whose agendas a report stands, with their body, in date order."""
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.body)
        .where(Meeting.id.in_(select(AgendaItem.meeting_id).where(AgendaItem.paper_id == paper_id)))
        .options(contains_eager(Meeting.body))
        .order_by(Meeting.on, Meeting.id)
    ).all()


def find_meeting(reference: str) -> Meeting | None:
    """A meeting with its body."""
    return db.session.scalar(
        select(Meeting).where(Meeting.reference == reference).options(joinedload(Meeting.body))
    )
