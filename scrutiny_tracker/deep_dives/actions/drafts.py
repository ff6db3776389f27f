"""Draft recommendations: written, agreed by the review group or dropped, carried into a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, changes, record, record_changes
from ...history.tags import Tag
from ...meetings.models import AgendaItem, Paper, PrintedRecommendation
from ...rules.publicity import Publicity
from ..models import DeepDive, DraftRecommendation, DraftState, ScopedMeasure
from ..queries.drafts import has_parts, is_printed, next_number
from .dives import NOUN

DRAFT_NOUN = "deep-dive-draft"
TAGS = {
    DraftState.AGREED: Tag.DRAFT_AGREED,
    DraftState.DROPPED: Tag.DRAFT_DROPPED,
    DraftState.DRAFT: Tag.DRAFT_REOPENED,
}


@dataclass(frozen=True)
class DraftFacts:
    """A draft as typed. `parent` is the recommendation whose point in the appendix it is; a recommendation
    of its own asks a body or a portfolio."""

    text: str
    why: str | None = None
    body_id: int | None = None
    portfolio_id: int | None = None
    parent: DraftRecommendation | None = None
    measures: Sequence[ScopedMeasure] = ()


def draft_reference(dive: DeepDive, draft: DraftRecommendation) -> str:
    """How the history names a draft."""
    return f"{dive.reference}/draft-{draft.number}"


def add_draft(dive: DeepDive, facts: DraftFacts, by: By) -> DraftRecommendation:
    """A new draft under the next number. Raises Refused as `change_draft` does."""
    draft = DraftRecommendation(deep_dive_id=dive.id, number=next_number(dive.id), measures=[])
    _fill(draft, facts)
    db.session.add(draft)
    db.session.flush()
    told = {"text": draft.text, "why": draft.why, "measures": _codes(draft)}
    _tell(dive, draft, Tag.DRAFT_ADDED, by, after=told)
    return draft


def change_draft(dive: DeepDive, draft: DraftRecommendation, facts: DraftFacts, by: By) -> None:
    """Rewords a draft or changes what it is about. Raises Refused for one that a report prints, one without
    words, and a point under a point."""
    _not_carried(draft)
    before_codes = _codes(draft)
    _fill(draft, facts)
    before, after = changes(draft)
    if before_codes != _codes(draft):
        before["measures"], after["measures"] = before_codes, _codes(draft)
    if after:
        _tell(dive, draft, Tag.DRAFT_CHANGED, by, before=before, after=after)
    db.session.flush()


def _fill(draft: DraftRecommendation, facts: DraftFacts) -> None:
    if not facts.text.strip():
        raise Refused("Enter the wording.", "text")
    parent = facts.parent
    if parent is not None and (parent is draft or parent.parent_id is not None or has_parts(draft.id)):
        raise Refused("A point of the appendix stands under a recommendation, not under a point.", "parent")
    draft.text, draft.why = facts.text.strip(), facts.why or None
    draft.parent_id = parent.id if parent is not None else None
    draft.body_id = facts.body_id if parent is None else None
    draft.portfolio_id = facts.portfolio_id if parent is None else None
    draft.measures = list(facts.measures)


def settle_draft(dive: DeepDive, draft: DraftRecommendation, state: DraftState, by: By) -> None:
    """The review group agrees a draft, drops it, or takes it up again. Raises Refused for one that asks
    nobody and for one that a report prints already."""
    _not_carried(draft)
    asks = draft.body_id is not None or draft.portfolio_id is not None or draft.parent_id is not None
    if state is DraftState.AGREED and not asks:
        raise Refused(f"Draft {draft.number}: say who is asked before it is agreed.")
    if draft.state is not state:
        draft.state = state
        _tell(dive, draft, TAGS[state], by)
    db.session.flush()


def carry_drafts(
    dive: DeepDive,
    carried: Sequence[tuple[DraftRecommendation, PrintedRecommendation]],
    item: AgendaItem,
    paper: Paper,
    by: By,
) -> None:
    """Keeps that a report prints these drafts, and which item and report the deep dive ends in."""
    for draft, printed in carried:
        draft.printed_id = printed.id
        told = {"report": paper.reference, "number": printed.number}
        _tell(dive, draft, Tag.DRAFT_CARRIED, by, after=told)
    dive.reports_to_id, dive.paper_id = item.id, paper.id
    record_changes(by, Tag.DEEP_DIVE_CHANGED, NOUN, dive.reference, dive)
    db.session.flush()


def _not_carried(draft: DraftRecommendation) -> None:
    if draft.printed_id is not None or is_printed(draft.parent_id):
        raise Refused(
            f"Draft {draft.number} is printed in the report: the committee changes it when it resolves.",
            "text",
        )


def _codes(draft: DraftRecommendation) -> str:
    return ", ".join(scoped.kpi.code for scoped in draft.measures)


def _tell(
    dive: DeepDive,
    draft: DraftRecommendation,
    tag: Tag,
    by: By,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    record(
        by,
        tag,
        DRAFT_NOUN,
        draft_reference(dive, draft),
        before=before,
        after=after,
        publicity=Publicity.CONFIDENTIAL,
    )
