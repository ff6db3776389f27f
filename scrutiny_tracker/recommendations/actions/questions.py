"""A member's question about a recommendation: it goes to the co-ordinator, its answer to all members."""

from __future__ import annotations

from ...core.errors import Refused
from ...history.journal import By, record
from ...history.tags import Tag
from ...meetings.actions.follow_ups import TypedFollowUp, add_follow_up
from ...meetings.actions.publicity import TypedPublicity
from ...meetings.clause_models import FollowUp, FollowUpKind
from ...rules.publicity import Publicity
from ..models import Recommendation


def ask_question(recommendation: Recommendation, what: str, by: By) -> FollowUp:
    """Asks a question of the body that follows it, for the co-ordinator to answer or to put to the officer.

    It is as closed as what it asks about. Raises Refused without a question.
    """
    if not what.strip():
        raise Refused("Enter your question.", "what")
    typed = TypedFollowUp(
        FollowUpKind.QUESTION,
        what.strip(),
        whom="Scrutiny co-ordinator",
        publicity=_as_closed(recommendation),
    )
    question = add_follow_up(
        recommendation.followed_by,
        typed,
        by,
        about_noun="recommendation",
        about_reference=recommendation.reference,
        asked_by_id=by.person_id,
    )
    record(
        by,
        Tag.QUESTION_ASKED,
        "recommendation",
        recommendation.reference,
        after={"question": question.reference},
        publicity=recommendation.publicity,
    )
    return question


def _as_closed(recommendation: Recommendation) -> TypedPublicity:
    reason = recommendation.exempt_reason or "It asks about a recommendation that is not public."
    if recommendation.publicity is Publicity.EXEMPT and not recommendation.exempt_paragraph:
        return TypedPublicity(Publicity.CONFIDENTIAL, None, reason)
    return TypedPublicity(recommendation.publicity, recommendation.exempt_paragraph, reason)
