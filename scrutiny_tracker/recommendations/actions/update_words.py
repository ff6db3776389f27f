"""What an officer says in an update, and all that keeps it from being sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...council.settings import yes_no_setting
from ...history.journal import By
from ...rules.lifecycle import DelayCause, Particulars, Progress, Thread, move_for, refusal
from ..models import Action, Recommendation, Update
from ..queries.one import matter_of_action
from .say import actor, situation

NEEDS_OUTCOME = frozenset({Progress.REPORTED_COMPLETE, Progress.WILL_NOT_BE_DONE})
FIELD_OF_NEED = {"note": "outcome", "new_due_on": "new_due_on", "cause": "cause", "until": "until"}
Fault = tuple[str, str]


@dataclass(frozen=True)
class UpdateWords:
    """What an officer says about an action.

    `outcome` is what was done and changed (done) or why not (will not be done). `said_on` is the London date
    of the words where somebody else enters them; `source` names where they stand.
    """

    value: Progress | None = None
    note: str = ""
    outcome: str | None = None
    new_due_on: date | None = None
    cause: DelayCause | None = None
    until: date | None = None
    evidence: str | None = None
    evidence_file_id: int | None = None
    on_behalf_of_id: int | None = None
    on_behalf_of_name: str | None = None
    source: str | None = None
    said_on: date | None = None
    clearer_id: int | None = None
    public_text: str | None = None

    @property
    def all_words(self) -> str:
        """The outcome and what has happened, as the entry keeps them."""
        outcome = self.outcome if self.value in NEEDS_OUTCOME else None
        return "\n\n".join(part for part in (outcome, self.note) if part)


def words_of(update: Update) -> UpdateWords:
    """What a kept update says."""
    return UpdateWords(
        value=update.value,
        note=update.note,
        outcome=update.outcome,
        new_due_on=update.new_due_on,
        cause=update.cause,
        until=update.until,
        evidence=update.evidence,
        evidence_file_id=update.evidence_file_id,
        on_behalf_of_id=update.on_behalf_of_id,
        on_behalf_of_name=update.on_behalf_of_name,
        source=update.source,
        said_on=update.effective_on,
        clearer_id=update.clearer_id,
        public_text=update.public_text,
    )


def needs_clearing(recommendation: Recommendation, action: Action) -> bool:
    """Whether councillors see an update of this action only once it is cleared.

    The directorate's own rule, else the council's; never where no directorate or portfolio could clear it.
    """
    matter = matter_of_action(action, recommendation)
    if not matter.directorate_ids and not matter.portfolio_ids:
        return False
    directorate = action.directorate or recommendation.directorate
    if directorate is not None and directorate.updates_need_clearing is not None:
        return directorate.updates_need_clearing
    return yes_no_setting("updates_need_clearing")


def faults(recommendation: Recommendation, action: Action, words: UpdateWords, by: By) -> list[Fault]:
    """All that keeps these words from being sent, each with the field that it is about; empty where they can.

    The rule's sentences, said all at once so that nobody corrects one to find the next.
    """
    if words.value is None:
        return [("value", "Choose how it is going.")]
    said = particulars_of(action, words, by)
    move = move_for(Thread.PROGRESS, words.value)
    found = [
        (FIELD_OF_NEED[need.names[0]], _with_the_date_now(need.sentence, action))
        for need in move.needs
        if need.names[0] != "note" and not any(getattr(said, name) for name in need.names)
    ]
    if words.value in NEEDS_OUTCOME and not (words.outcome or "").strip():
        found.extend(("outcome", need.sentence) for need in move.needs if need.names[0] == "note")
    if words.value not in NEEDS_OUTCOME and not words.note.strip():
        found.append(("note", "Say what has happened."))
    if (words.on_behalf_of_id or words.on_behalf_of_name) and not (words.source or "").strip():
        found.append(("source", "Say where their words stand, such as “e-mail of 6 January”."))
    if words.value is Progress.PAUSED and words.until and words.until <= said.effective_on:
        found.append(("until", "Enter a later date: until when it is paused."))
    now = situation(recommendation, Thread.PROGRESS, action.id, said.effective_on)
    sentence = refusal(move, now, said, actor(recommendation, by))
    if sentence and sentence not in {need.sentence for need in move.needs}:
        found.insert(0, (_field_of(sentence), sentence))
    return found


def _with_the_date_now(sentence: str, action: Action) -> str:
    if sentence == "Enter the new date." and action.due_on is not None:
        return f"Enter the new date. The date now is {action.due_on:%-d %B %Y}."
    return sentence


def _field_of(sentence: str) -> str:
    if sentence.startswith("Enter the new date"):
        return "new_due_on"
    return "said_on" if sentence.startswith("The date must be") else "value"


def particulars_of(action: Action, words: UpdateWords, by: By) -> Particulars:
    """The words as the rule takes them; a delay is measured against the action's date now."""
    delayed, paused = words.value is Progress.DELAYED, words.value is Progress.PAUSED
    return Particulars(
        effective_on=words.said_on or by.today,
        today=by.today,
        note=words.all_words or None,
        until=words.until if paused else None,
        new_due_on=words.new_due_on if delayed else None,
        cause=words.cause.value if delayed and words.cause else None,
        has_evidence=bool(words.evidence or words.evidence_file_id),
        first_due_on=action.due_on if delayed else None,
    )
