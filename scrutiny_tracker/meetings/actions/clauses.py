"""What a meeting resolved: logged clause by clause, corrected later, kept as a draft while it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.minutes.clauses import ClauseKind
from ...rules.publicity import strictest
from ..clause_models import Becomes, Clause, ClauseDraft, Outcome
from ..models import AgendaItem, MeetingState, PrintedRecommendation
from ..queries.items import find_draft, last_clause_position, list_logged_printed_ids, list_printed

__all__ = [
    "ClauseRefused",
    "TypedClause",
    "change_clause",
    "find_draft",
    "forget_draft",
    "keep_draft",
    "log_clauses",
]

TAKEN = frozenset({Outcome.AGREED, Outcome.AGREED_WITH_CHANGES})
NEVER_MET = frozenset({MeetingState.CANCELLED, MeetingState.POSTPONED})


@dataclass(frozen=True)
class TypedClause:
    """One clause as somebody has typed or confirmed it. `parent` is the place (from 0) in the same sequence
    of the clause that this one stands under; it comes before. Ids are rows: a body, a printed
    recommendation."""

    text: str
    kind: ClauseKind
    becomes: Becomes
    number: str | None = None
    outcome: Outcome = Outcome.AGREED
    printed_id: int | None = None
    addressee_id: int | None = None
    addressee_text: str | None = None
    lead_in: str | None = None
    wording_settled_by: str | None = None
    wording_settled_until: date | None = None
    source: str | None = None
    parent: int | None = None


class ClauseRefused(Refused):
    """A clause cannot be kept: `index` is its place (from 0) in what was typed, `field` the part of it."""

    def __init__(self, sentence: str, field: str, index: int = 0) -> None:
        super().__init__(sentence, field)
        self.index = index


def log_clauses(item: AgendaItem, typed: Sequence[TypedClause], by: By) -> list[Clause]:
    """Logs what a meeting resolved on an item, after the clauses that it has already. Each clause is as
    public as the item. `item` comes from `queries.get_item`.

    Raises Refused for a meeting that has not been or never was, and ClauseRefused for a clause without
    wording, a recommendation or referral to nobody, a print that is not the item's or is logged already.
    """
    if item.meeting.state in NEVER_MET:
        raise Refused(f"The meeting was {item.meeting.state.value}: it resolved nothing.")
    if item.meeting.on > by.today:
        raise Refused("The meeting has not been yet. Its resolutions are logged in the room or after it.")
    if not typed:
        raise Refused("Enter one resolution or more.")
    printed = {row.id: row for row in list_printed(item)} if any(one.printed_id for one in typed) else {}
    logged = set(list_logged_printed_ids(item.id)) if printed else set()
    for index, one in enumerate(typed):
        _check(one, index, printed, logged)
        if one.parent is not None and not 0 <= one.parent < index:
            raise ClauseRefused(f"{_name(one, index)}: it stands under a later clause.", "parent", index)
        if one.printed_id is not None:
            logged.add(one.printed_id)
    position = last_clause_position(item.id)
    rows: list[Clause] = []
    for one in typed:
        position += 1
        row = Clause(
            reference=mint(f"{item.meeting.body.code}-{year_code(item.meeting.on)}-C"),
            item=item,
            position=position,
            parent_id=None if one.parent is None else rows[one.parent].id,
            logged_at=by.at,
            publicity=item.publicity,
            exempt_paragraph=item.exempt_paragraph,
            exempt_reason=item.exempt_reason,
        )
        _fill(row, one, printed)
        db.session.add(row)
        db.session.flush()
        rows.append(row)
        record(
            by, Tag.CLAUSE_LOGGED, "clause", row.reference, after=_told(row, item), publicity=row.publicity
        )
    return rows


def change_clause(clause: Clause, typed: TypedClause, by: By, why: str | None = None) -> None:
    """Corrects a clause as logged; its place, its print and its parent stay. `clause` comes from
    `queries.get_clause`. Raises ClauseRefused as `log_clauses` does."""
    printed = {clause.printed.id: clause.printed} if clause.printed is not None else {}
    if typed.printed_id != clause.printed_id:
        raise ClauseRefused("A clause stays with the printed recommendation that it was logged for.", "text")
    _check(typed, 0, printed, set())
    _fill(clause, typed, printed)
    clause.publicity = strictest(clause.publicity, clause.item.publicity)
    record_changes(
        by, Tag.CLAUSE_CHANGED, "clause", clause.reference, clause, why=why, publicity=clause.publicity
    )
    db.session.flush()


def _name(one: TypedClause, index: int) -> str:
    return f"Clause {one.number or index + 1}"


def _check(
    one: TypedClause, index: int, printed: Mapping[int, PrintedRecommendation], logged: set[int]
) -> None:
    name = _name(one, index)
    if one.printed_id is not None and one.printed_id not in printed:
        raise ClauseRefused(
            f"{name}: this printed recommendation is not in the item's papers.", "text", index
        )
    if one.printed_id in logged:
        raise ClauseRefused(f"{name}: this printed recommendation has been logged already.", "text", index)
    if one.outcome not in TAKEN and one.printed_id is None:
        sentence = f"{name}: only a printed recommendation can be not agreed or put off."
        raise ClauseRefused(sentence, "outcome", index)
    if not one.text.strip() and one.printed_id is None:
        raise ClauseRefused(f"{name}: enter the wording.", "text", index)
    if one.outcome is Outcome.AGREED_WITH_CHANGES and not one.text.strip():
        raise ClauseRefused(f"{name}: enter the wording as agreed.", "text", index)
    asks = one.outcome in TAKEN and one.becomes in (Becomes.RECOMMENDATION, Becomes.REFERRAL)
    if asks and one.addressee_id is None and not (one.addressee_text or "").strip():
        raise ClauseRefused(f"{name}: say who is asked, or choose “note only”.", "addressee", index)


def _fill(row: Clause, one: TypedClause, printed: Mapping[int, PrintedRecommendation]) -> None:
    print_text = printed[one.printed_id].text if one.printed_id is not None else ""
    row.text = one.text.strip() or print_text
    row.number = one.number
    row.lead_in = one.lead_in
    row.kind = one.kind
    row.outcome = one.outcome
    row.becomes = one.becomes
    row.addressee_id = one.addressee_id
    row.addressee_text = (one.addressee_text or "").strip() or None
    row.printed = printed[one.printed_id] if one.printed_id is not None else None
    row.wording_settled_by = one.wording_settled_by
    row.wording_settled_until = one.wording_settled_until
    row.source = one.source


def _told(row: Clause, item: AgendaItem) -> dict[str, Any]:
    return {
        "item": item.reference,
        "number": row.number,
        "text": row.text,
        "outcome": row.outcome.value,
        "becomes": row.becomes.value,
        "addressee_id": row.addressee_id,
        "addressee_text": row.addressee_text,
    }


def keep_draft(item: AgendaItem, person_id: int, content: Mapping[str, Any], at: datetime) -> ClauseDraft:
    """Keeps what a person has typed so far (`content` is plain JSON; `at` a UTC instant) in place of what was
    kept before. A draft is nobody's record and leaves no history."""
    draft = find_draft(item.id, person_id)
    if draft is None:
        draft = ClauseDraft(item_id=item.id, person_id=person_id, content={}, saved_at=at)
        db.session.add(draft)
    draft.content = dict(content)
    draft.saved_at = at
    db.session.flush()
    return draft


def forget_draft(item: AgendaItem, person_id: int) -> None:
    """Drops a draft once what it held is saved; nothing happens where there is none."""
    draft = find_draft(item.id, person_id)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()
