"""The one action that writes entries: asks the rule, adds the entry, settles what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...meetings.clause_models import DatePrecision
from ...rules.lifecycle import (
    Actor,
    Answer,
    Decision,
    Difference,
    Particulars,
    Progress,
    Provenance,
    Situation,
    Thread,
    correction_refusal,
    current,
    move_for,
    refusal,
    standing_entries,
    strike_refusal,
)
from ...rules.publicity import Publicity, strictest
from ..models import Action, Addressee, Entry, Recommendation
from .commitments import refresh_of
from .settle import asks_itself, settle, witnessed

BEFORE_ANYBODY_SPOKE: dict[Thread, StrEnum] = {
    Thread.ANSWER: Answer.WAITING,
    Thread.PROGRESS: Progress.NOT_STARTED,
    Thread.DECISION: Decision.NONE,
    Thread.DIFFERENCE: Difference.NOT_JUDGED,
}
VALUES: dict[Thread, type[StrEnum]] = {
    Thread.ANSWER: Answer,
    Thread.PROGRESS: Progress,
    Thread.DECISION: Decision,
    Thread.DIFFERENCE: Difference,
}
COLUMNS_OF_THEIR_OWN = {"effective_on", "today", "note", "minute", "provenance", "has_evidence", "meeting"}


@dataclass(frozen=True)
class Said:
    """What an entry carries besides the rule's particulars: links to rows, evidence, publicity."""

    addressee: Addressee | None = None
    action: Action | None = None
    meeting_id: int | None = None
    evidence: str | None = None
    evidence_file_id: int | None = None
    update_id: int | None = None
    source: str | None = None
    speaker_id: int | None = None
    speaker_name: str | None = None
    more: tuple[tuple[str, Any], ...] = ()
    publicity: Publicity = Publicity.PUBLIC
    public_text: str | None = None


def situation(
    recommendation: Recommendation, thread: Thread, hangs_on: int | None = None, on: date | None = None
) -> Situation:
    """A recommendation as it stood on a day (now where none is given), seen from one thread."""
    said = witnessed(recommendation.entries)
    own = current(said, thread, hangs_on, on)
    decision = current(said, Thread.DECISION, None, on)
    answers = tuple(
        Answer(spoken.value) if (spoken := current(said, Thread.ANSWER, addressee.id, on)) else Answer.WAITING
        for addressee in recommendation.addressees
    )
    if recommendation.parent_id is not None and not answers:
        answers = (recommendation.answer,)  # a part takes the answer of what it is part of
    return Situation(
        own=VALUES[thread](own.value) if own else BEFORE_ANYBODY_SPOKE[thread],
        is_agreed=recommendation.agreed_on is not None and (on is None or recommendation.agreed_on <= on),
        is_sent=bool(recommendation.parent_id)
        or any(addressee.lines or asks_itself(addressee) for addressee in recommendation.addressees),
        is_withdrawn=recommendation.withdrawn_on is not None,
        decision=Decision(decision.value) if decision else Decision.NONE,
        answers=answers,
        made_on=recommendation.made_on,
    )


def actor(recommendation: Recommendation, by: By) -> Actor:
    """What the rule needs to know of whoever acts."""
    owners = {action.owner_id for action in recommendation.actions if action.owner_id is not None}
    return Actor(is_responsible_officer=by.person_id in owners)


def say(
    recommendation: Recommendation,
    thread: Thread,
    value: str,
    particulars: Particulars,
    by: By,
    said: Said | None = None,
) -> Entry:
    """Adds one entry to a thread and settles the recommendation (loaded whole).

    Raises Refused with the rule's sentence where the move cannot be made.
    """
    said = said or Said()
    hangs_on = said.addressee.id if said.addressee else said.action.id if said.action else None
    move = move_for(thread, value)
    now = situation(recommendation, thread, hangs_on, particulars.effective_on)
    sentence = refusal(move, now, particulars, actor(recommendation, by))
    if sentence:
        raise Refused(sentence)
    entry = _entry(recommendation, thread, value, particulars, by, said)
    recommendation.entries.append(entry)
    db.session.flush()
    settle(recommendation)
    if thread is Thread.ANSWER:
        refresh_of(recommendation, by)
    return entry


def correct(
    recommendation: Recommendation,
    wrong: Entry,
    value: str | None,
    particulars: Particulars | None,
    why: str,
    by: By,
    said: Said | None = None,
) -> Entry:
    """Corrects an entry by one that names it; without a value it is only struck out.

    Raises Refused where no reason is given, the entry was corrected before, or the new value cannot stand.
    """
    if not why.strip():
        raise Refused("Say why this is corrected.", "why")
    if wrong.id not in {one.sequence for one in standing_entries(witnessed(recommendation.entries))}:
        raise Refused("This entry has been corrected already.")
    said = said or Said()
    said = Said(
        **{
            **_shallow(said),
            "addressee": _find(recommendation.addressees, wrong.addressee_id),
            "action": _find(recommendation.actions, wrong.action_id),
        }
    )
    particulars = particulars or Particulars(effective_on=wrong.effective_on, today=by.today)
    sentence = _correction_refusal(recommendation, wrong, value, particulars, by)
    if sentence:
        raise Refused(sentence)
    entry = _entry(recommendation, wrong.thread, value, particulars, by, said)
    entry.corrects_id, entry.why = wrong.id, why
    recommendation.entries.append(entry)
    db.session.flush()
    _give_back_the_date(said.action, wrong)
    settle(recommendation)
    if wrong.thread is Thread.ANSWER:
        refresh_of(recommendation, by)
    record(
        by,
        Tag.ENTRY_CORRECTED,
        "recommendation",
        recommendation.reference,
        why=why,
        before={"value": wrong.value},
        after={"value": value},
        publicity=recommendation.publicity,
    )
    db.session.flush()
    return entry


def _correction_refusal(
    recommendation: Recommendation, wrong: Entry, value: str | None, particulars: Particulars, by: By
) -> str | None:
    who = actor(recommendation, by)
    if value is None:
        return strike_refusal(wrong.thread, who)
    hangs_on = wrong.addressee_id or wrong.action_id
    now = situation(recommendation, wrong.thread, hangs_on, particulars.effective_on)
    return correction_refusal(move_for(wrong.thread, value), now, particulars, who)


def _give_back_the_date(action: Action | None, wrong: Entry) -> None:
    """A delay that was a mistake gives the action its earlier date back."""
    if action is not None and wrong.detail.get("new_due_on") == (action.due_on and action.due_on.isoformat()):
        before = wrong.detail.get("due_before")
        if before is None and "due_precision_before" not in wrong.detail:
            action.due_on = action.first_due_on
            return
        if before is None and action.first_due_on == action.due_on:
            action.first_due_on = None
        action.due_on = date.fromisoformat(before) if before else None
        action.due_precision = DatePrecision(wrong.detail.get("due_precision_before", DatePrecision.DAY))
        action.due_text = wrong.detail.get("due_text_before")


def _find(rows: list[Any], row_id: int | None) -> Any:  # noqa: ANN401
    return next((row for row in rows if row.id == row_id), None)


def _shallow(said: Said) -> dict[str, Any]:
    return {field.name: getattr(said, field.name) for field in fields(said)}


def _entry(
    recommendation: Recommendation,
    thread: Thread,
    value: str | None,
    particulars: Particulars,
    by: By,
    said: Said,
) -> Entry:
    speaker = said.speaker_name or by.name
    return Entry(
        recommendation_id=recommendation.id,
        thread=thread,
        addressee_id=said.addressee.id if said.addressee else None,
        action_id=said.action.id if said.action else None,
        value=value,
        effective_on=particulars.effective_on,
        recorded_at=by.at,
        actor_id=said.speaker_id if said.speaker_name else by.person_id,
        actor_name=speaker,
        entered_by_name=by.name if speaker != by.name else None,
        note=particulars.note,
        detail={**_detail(particulars), **dict(said.more)},
        meeting_id=said.meeting_id,
        minute=particulars.minute,
        evidence=said.evidence,
        evidence_file_id=said.evidence_file_id,
        update_id=said.update_id,
        provenance=particulars.provenance or Provenance.RECORDED,
        source=said.source,
        publicity=strictest(said.publicity, recommendation.publicity),
        public_text=said.public_text,
    )


def _detail(particulars: Particulars) -> dict[str, Any]:
    """What the value needed, as JSON: dates in ISO, nothing that is empty or has a column of its own."""
    found: dict[str, Any] = {}
    for field in fields(particulars):
        value = getattr(particulars, field.name)
        if field.name in COLUMNS_OF_THEIR_OWN or value in (None, "", False):
            continue
        found[field.name] = value.isoformat() if isinstance(value, date) else value
    return found
