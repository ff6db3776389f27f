"""The committee's decisions at one agenda item, row by row: recorded once, recorded again as a correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ...history.journal import By
from ...meetings.models import AgendaItem
from ...rules.lifecycle import Decision, Grade, Particulars, StopReason, Thread, current
from ..models import Entry, Recommendation
from . import decisions
from .corrections import correct_entry
from .decisions import Decided
from .settle import witnessed

RECORDED_AGAIN = "Recorded again at the same item."


@dataclass(frozen=True)
class RowDecision:
    """One row as typed: the decision and what it needs."""

    decision: Decision
    until: date | None = None
    note: str | None = None
    what: str | None = None
    by_when: date | None = None
    how: str | None = None
    reason: StopReason | None = None
    replaced_by: str | None = None
    grade: Grade | None = None


def find_recorded(recommendation: Recommendation, item: AgendaItem) -> Entry | None:
    """What was decided on a recommendation at this item, where that still stands."""
    found = current(witnessed(recommendation.entries), Thread.DECISION)
    entry = next((e for e in recommendation.entries if found and e.id == found.sequence), None)
    return entry if entry is not None and entry.detail.get("item") == item.reference else None


def read_back(entry: Entry) -> RowDecision:
    """A recorded decision as its row was typed."""
    said = entry.detail
    return RowDecision(
        decision=Decision(str(entry.value)),
        until=_day(said.get("until")),
        note=entry.note,
        what=said.get("what"),
        by_when=_day(said.get("by_when")),
        how=said.get("how"),
        reason=StopReason(said["stop_reason"]) if said.get("stop_reason") else None,
        replaced_by=said.get("replaced_by"),
        grade=Grade(said["grade"]) if said.get("grade") else None,
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def needed_only(row: RowDecision) -> RowDecision:
    """The row without what its decision has no use for, such as a question typed before it was signed off."""
    kept = RowDecision(row.decision, note=row.note, grade=row.grade)
    match row.decision:
        case Decision.UNDER_REVIEW:
            return replace(kept, until=row.until)
        case Decision.MORE_ASKED:
            return replace(kept, what=row.what, by_when=row.by_when)
        case Decision.TAKEN_FURTHER:
            return replace(kept, how=row.how, until=row.until)
        case Decision.STOPPED:
            return replace(kept, reason=row.reason, replaced_by=row.replaced_by)
    return kept


def record_row(
    recommendation: Recommendation, item: AgendaItem, typed: RowDecision, decided: Decided, by: By
) -> Entry | None:
    """Records a row; None where it stands so already. Raises Refused with the rule's sentence."""
    row = needed_only(typed)
    recorded = find_recorded(recommendation, item)
    decided = replace(decided, item=item, note=row.note, grade=row.grade)
    if recorded is None:
        return _say(recommendation, row, decided, by)
    if read_back(recorded) == row and recorded.detail.get("basis") == decided.basis:
        return None
    more = {"grade": row.grade.value if row.grade else None, "replaced_by": row.replaced_by}
    said = _particulars(row, decided, by)
    return correct_entry(recommendation, recorded, row.decision, said, RECORDED_AGAIN, by, more=more)


def _particulars(row: RowDecision, decided: Decided, by: By) -> Particulars:
    return decisions.particulars_of(
        decided,
        by.today,
        until=row.until,
        what=row.what,
        by_when=row.by_when,
        how=row.how,
        reason=row.reason,
    )


def _say(recommendation: Recommendation, row: RowDecision, decided: Decided, by: By) -> Entry:
    match row.decision:
        case Decision.MORE_ASKED:
            return decisions.ask_for_more(
                recommendation, decided, by, what=row.what or "", by_when=row.by_when
            )
        case Decision.TAKEN_FURTHER:
            return decisions.take_further(recommendation, decided, by, how=row.how or "", until=row.until)
        case Decision.SIGNED_OFF:
            return decisions.sign_off(recommendation, decided, by)
        case Decision.STOPPED:
            return decisions.stop(recommendation, decided, by, reason=row.reason, replaced_by=row.replaced_by)
    return decisions.keep_under_review(recommendation, decided, by, until=row.until)


def summary(entries: Iterable[Entry]) -> list[tuple[Decision, int, date | None]]:
    """How many of each decision were recorded, and until when where all of them say the same day."""
    every = [read_back(entry) for entry in entries]
    order = (
        Decision.SIGNED_OFF,
        Decision.MORE_ASKED,
        Decision.TAKEN_FURTHER,
        Decision.STOPPED,
        Decision.UNDER_REVIEW,
    )
    found = []
    for decision in order:
        rows = [row for row in every if row.decision is decision]
        days = {row.until for row in rows}
        if rows:
            found.append((decision, len(rows), days.pop() if len(days) == 1 else None))
    return found
