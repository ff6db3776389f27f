"""Reading one recommendation whole, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ...meetings.models import AgendaItem, Meeting
from ...rules.permissions import Matter
from ..models import (
    Action,
    Addressee,
    AlsoRecommended,
    Entry,
    MeasureLink,
    Recommendation,
    Sending,
    SentLine,
    Update,
)

WHOLE = (
    joinedload(Recommendation.made_by),
    joinedload(Recommendation.agreed_by),
    joinedload(Recommendation.followed_by),
    joinedload(Recommendation.paper),
    joinedload(Recommendation.item).joinedload(AgendaItem.meeting),
    joinedload(Recommendation.portfolio),
    joinedload(Recommendation.directorate),
    joinedload(Recommendation.commitment),
    joinedload(Recommendation.parent),
    selectinload(Recommendation.addressees).options(
        joinedload(Addressee.body),
        joinedload(Addressee.portfolio),
        selectinload(Addressee.lines).joinedload(SentLine.sending).joinedload(Sending.on_agenda_of),
    ),
    selectinload(Recommendation.actions).options(
        joinedload(Action.owner),
        joinedload(Action.directorate),
        joinedload(Action.body),
        selectinload(Action.updates).options(joinedload(Update.author), joinedload(Update.on_behalf_of)),
    ),
    selectinload(Recommendation.entries).joinedload(Entry.meeting).joinedload(Meeting.body),
    selectinload(Recommendation.measures).joinedload(MeasureLink.kpi),
    selectinload(Recommendation.wordings),
)


def get_recommendation(reference: str) -> Recommendation:
    """A recommendation with all that its page and its rules need; a fixed number of queries.

    Raises NotFound where there is none.
    """
    found = db.session.scalar(
        select(Recommendation).where(Recommendation.reference == reference).options(*WHOLE)
    )
    if found is None:
        raise NotFound(f"There is no recommendation {reference}, or it is not yours to see.")
    return found


def list_parts(recommendation_id: int) -> Sequence[Recommendation]:
    """The parts of a recommendation in printed order, each whole."""
    return db.session.scalars(
        select(Recommendation)
        .where(Recommendation.parent_id == recommendation_id)
        .order_by(Recommendation.printed_position, Recommendation.id)
        .options(*WHOLE)
    ).all()


def list_also_recommended(recommendation_id: int) -> Sequence[Recommendation]:
    """The records of the same wording made to others."""
    pairs = select(AlsoRecommended.recommendation_id, AlsoRecommended.other_id).where(
        or_(
            AlsoRecommended.recommendation_id == recommendation_id,
            AlsoRecommended.other_id == recommendation_id,
        )
    )
    others = {one if two == recommendation_id else two for one, two in db.session.execute(pairs)}
    return db.session.scalars(
        select(Recommendation)
        .where(Recommendation.id.in_(others))
        .order_by(Recommendation.made_on, Recommendation.id)
        .options(
            selectinload(Recommendation.actions),
            selectinload(Recommendation.addressees).options(
                joinedload(Addressee.body), joinedload(Addressee.portfolio)
            ),
        )
    ).all()


def find_by_printed(printed_id: int) -> Recommendation | None:
    """The recommendation that was made from a report's printed one, where one was."""
    return db.session.scalar(
        select(Recommendation).where(Recommendation.printed_id == printed_id).options(*WHOLE)
    )


def matter_of(recommendation: Recommendation) -> Matter:
    """Whose a recommendation is, as the grants table asks; needs its addressees and actions loaded."""
    return Matter(
        body_ids=frozenset(
            body_id
            for body_id in (
                recommendation.made_by_id,
                recommendation.agreed_by_id,
                recommendation.followed_by_id,
            )
            if body_id is not None
        ),
        portfolio_ids=frozenset(
            portfolio_id
            for portfolio_id in (
                recommendation.portfolio_id,
                *(addressee.portfolio_id for addressee in recommendation.addressees),
            )
            if portfolio_id is not None
        ),
        directorate_ids=frozenset(
            directorate_id
            for directorate_id in (
                recommendation.directorate_id,
                *(action.directorate_id for action in recommendation.actions),
            )
            if directorate_id is not None
        ),
        responsible_ids=frozenset(
            action.owner_id for action in recommendation.actions if action.owner_id is not None
        ),
    )


def matter_of_action(action: Action, recommendation: Recommendation) -> Matter:
    """Whose one action is: its own officer and directorate within the recommendation's bodies."""
    whole = matter_of(recommendation)
    return Matter(
        body_ids=whole.body_ids,
        portfolio_ids=whole.portfolio_ids,
        directorate_ids=frozenset(
            {action.directorate_id or recommendation.directorate_id} - {None}  # type: ignore[arg-type]
        ),
        responsible_ids=frozenset({action.owner_id} - {None}),  # type: ignore[arg-type]
    )
