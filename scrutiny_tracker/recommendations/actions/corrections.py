"""Correcting an entry on its own page: what stays as it was, and what follows from the new value."""

from __future__ import annotations

from typing import Any

from ...core.extensions import db
from ...history.journal import By
from ...rules.lifecycle import Basis, Particulars, Progress, Thread
from ..models import Action, DelegatedDecision, Entry, Recommendation
from .plans import day, set_date
from .say import Said, correct
from .settle import settle

STAYS = ("item", "grade", "report_to", "replaced_by", "in_force_on", "answered_wording", "told_at")


def correct_entry(
    recommendation: Recommendation,
    wrong: Entry,
    value: str | None,
    particulars: Particulars | None,
    why: str,
    by: By,
    *,
    more: dict[str, Any] | None = None,
) -> Entry:
    """Puts another value in place of a mistake, or (value None) only strikes it out, for a reason.

    Meeting, evidence and publicity stay those of the corrected entry, an officer's words stay the officer's;
    `more` replaces what stays in its detail. A corrected delay moves the action's date. Raises Refused.
    """
    action = next((each for each in recommendation.actions if each.id == wrong.action_id), None)
    kept = {name: wrong.detail[name] for name in STAYS if name in wrong.detail}
    is_delay = value == Progress.DELAYED and particulars is not None and particulars.new_due_on is not None
    if is_delay and action is not None:
        kept.update(_date_before(action, wrong))
    officer = wrong.thread is Thread.PROGRESS
    said = Said(
        meeting_id=wrong.meeting_id,
        evidence=wrong.evidence,
        evidence_file_id=wrong.evidence_file_id,
        source=wrong.source,
        speaker_id=wrong.actor_id if officer else None,
        speaker_name=wrong.actor_name if officer else None,
        more=tuple({**kept, **(more or {})}.items()),
        publicity=wrong.publicity,
        public_text=wrong.public_text,
    )
    entry = correct(recommendation, wrong, value, particulars, why, by, said)
    if is_delay and action is not None and particulars is not None and particulars.new_due_on is not None:
        set_date(action, day(particulars.new_due_on))
        settle(recommendation)
    if value is not None and entry.detail.get("basis") == Basis.DELEGATED:
        _report_instead(wrong, entry)
    return entry


def _date_before(action: Action, wrong: Entry) -> dict[str, str]:
    """The date that the action had before the delay, whichever entry said so."""
    if wrong.value == Progress.DELAYED:
        return {name: value for name, value in wrong.detail.items() if name.endswith("_before")}
    kept = {"due_precision_before": action.due_precision.value}
    if action.due_on is not None:
        kept["due_before"] = action.due_on.isoformat()
    return kept


def _report_instead(wrong: Entry, entry: Entry) -> None:
    """The committee is told of the corrected delegated decision where it was to be told of the mistake."""
    waiting = db.session.query(DelegatedDecision).filter_by(entry_id=wrong.id).one_or_none()
    report_to_id = waiting.report_to_id if waiting else None
    db.session.add(DelegatedDecision(entry_id=entry.id, report_to_id=report_to_id))
    db.session.flush()
