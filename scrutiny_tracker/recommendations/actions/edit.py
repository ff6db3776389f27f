"""Changing what a recommendation is called, whose it is and how it is worded; who follows it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.errors import Refused
from ...core.extensions import db
from ...council.models import Body
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.naming import MOST_WORDS
from ..models import Addressee, AlsoRecommended, Recommendation, WordingSource
from .make import Asked, add_wording, reread
from .settle import settle


@dataclass(frozen=True)
class Details:
    """What may be changed about a recommendation beside its wording; every field as it should stand."""

    short_name: str
    public_name: str | None = None
    public_text: str | None = None
    external_reference: str | None = None
    portfolio_id: int | None = None
    directorate_id: int | None = None
    update_every_months: int | None = None
    update_before_meetings: bool = False


def change(recommendation: Recommendation, details: Details, by: By) -> bool:
    """Changes the details; False where nothing differs. Raises Refused for a name beyond ten words."""
    if not details.short_name.strip():
        raise Refused("Enter a short name.", "short_name")
    if len(details.short_name.split()) > MOST_WORDS:
        raise Refused(f"Use at most {MOST_WORDS} words for the short name.", "short_name")
    recommendation.short_name = details.short_name.strip()
    recommendation.public_name = details.public_name or None
    recommendation.public_text = details.public_text or None
    recommendation.external_reference = details.external_reference or None
    recommendation.portfolio_id = details.portfolio_id
    recommendation.directorate_id = details.directorate_id
    recommendation.update_every_months = details.update_every_months
    recommendation.update_before_meetings = details.update_before_meetings
    changed = record_changes(
        by,
        Tag.RECOMMENDATION_CHANGED,
        "recommendation",
        recommendation.reference,
        recommendation,
        publicity=recommendation.publicity,
    )
    if changed:
        settle(reread(recommendation))
    return changed


def correct_wording(recommendation: Recommendation, text: str, why: str, by: By) -> None:
    """Corrects the wording as it was entered (not as it was decided); the earlier one is kept.

    The default action, where it still repeats the wording, follows. Raises Refused without wording or reason.
    """
    if not text.strip():
        raise Refused("Give the wording of the recommendation.", "text")
    if text.strip() == recommendation.text:
        raise Refused("The wording is the same as before.", "text")
    if not why.strip():
        raise Refused("Say why the wording is corrected.", "why")
    for action in recommendation.actions:
        if action.text == recommendation.text:
            action.text = text.strip()
    recommendation.text = text.strip()
    add_wording(recommendation, recommendation.text, WordingSource.EDITED, by.today, by)
    record_changes(
        by,
        Tag.RECOMMENDATION_CHANGED,
        "recommendation",
        recommendation.reference,
        recommendation,
        why=why,
        publicity=recommendation.publicity,
    )
    reread(recommendation)


def ask_also(recommendation: Recommendation, asked: Asked, by: By) -> Recommendation:
    """The same wording is recommended to one more decision-maker, who answers for themselves; asking again
    changes nothing. The recommendation is returned loaded whole."""
    for known in recommendation.addressees:
        if asked.body_id is not None and known.body_id == asked.body_id:
            return recommendation
        if asked.portfolio_id is not None and known.portfolio_id == asked.portfolio_id:
            return recommendation
    db.session.add(
        Addressee(
            recommendation_id=recommendation.id,
            body_id=asked.body_id,
            portfolio_id=asked.portfolio_id,
            to_be_allocated=asked.to_be_allocated,
        )
    )
    told = {"also_asked_body_id": asked.body_id, "also_asked_portfolio_id": asked.portfolio_id}
    record(
        by,
        Tag.RECOMMENDATION_CHANGED,
        "recommendation",
        recommendation.reference,
        after=told,
        publicity=recommendation.publicity,
    )
    whole = reread(recommendation)
    settle(whole)
    return whole


def hand_over(recommendations: Sequence[Recommendation], to: Body, why: str, by: By) -> int:
    """Another body follows these (and their parts) from today: the one before was abolished or merged.

    What was made and agreed keeps its body. Says how many were handed over. Raises Refused without a reason
    or where the body has ended.
    """
    if not why.strip():
        raise Refused("Say why another body follows it.", "why")
    if not to.holds_on(by.today):
        raise Refused(f"{to.name} does not exist on this day.", "body")
    handed = [each for each in recommendations if each.followed_by_id != to.id]
    for each in handed:
        record(
            by,
            Tag.RECOMMENDATION_HANDED_OVER,
            "recommendation",
            each.reference,
            before={"followed_by": each.followed_by.name},
            after={"followed_by": to.name, "from": by.today},
            why=why,
            publicity=each.publicity,
        )
        each.followed_by_id = to.id
    db.session.flush()
    for each in handed:
        db.session.expire(each, ["followed_by"])
    return len(handed)


def unlink_also(link: AlsoRecommended, one: Recommendation, other: Recommendation, by: By) -> None:
    """Takes the link between two records of the same wording away; both histories say so."""
    db.session.delete(link)
    for this, that in ((one, other), (other, one)):
        record(
            by,
            Tag.RECOMMENDATION_UNLINKED,
            "recommendation",
            this.reference,
            before={"also": that.reference},
            publicity=this.publicity,
        )
    db.session.flush()
