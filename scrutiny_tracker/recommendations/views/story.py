"""The story so far: entries, changes and wordings of one recommendation, newest first, for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ...core.access import may_read_closed
from ...core.clock import london
from ...history.models import JournalEntry
from ...history.tags import Tag
from ...rules.changed_words import ChangedWords, changed_words
from ...rules.lifecycle import Answer, Decision, Difference, Progress, Thread
from ...rules.permissions import Matter
from ...rules.publicity import Publicity
from ..models import Entry, Recommendation, Wording, WordingSource
from .standing import details_of, note_of, source_of

VALUES: dict[Thread, type[StrEnum]] = {
    Thread.ANSWER: Answer,
    Thread.PROGRESS: Progress,
    Thread.DECISION: Decision,
    Thread.DIFFERENCE: Difference,
}
TOLD_BY_OTHER_LINES = {
    Tag.ENTRY_CORRECTED.value,
    Tag.RECOMMENDATION_AGREED.value,
    Tag.RECOMMENDATION_MADE.value,
    Tag.UPDATE_CLEARED.value,
    Tag.UPDATE_SENT.value,
    Tag.UPDATE_SHOWN.value,
}
WORDING_WORDS = {
    WordingSource.REPORT: "Wording in the report",
    WordingSource.SENT: "Wording that was sent",
    WordingSource.AGREED: "Wording as agreed",
    WordingSource.ANSWERED: "Wording in the answer",
    WordingSource.EDITED: "Wording corrected",
}
FIELD_WORDS = {
    "agreed_on": "the date of agreement",
    "due_on": "date",
    "due_precision": "how exact the date is",
    "due_text": "date in words",
    "first_due_on": "first date",
    "directorate_id": "directorate",
    "followed_by_id": "the body that follows it",
    "owner_id": "officer",
    "portfolio_id": "portfolio",
    "public_text": "public wording",
    "text": "wording",
    "update_every_months": "months between updates",
    "update_before_meetings": "updates before each meeting",
}


@dataclass(frozen=True)
class StoryLine:
    """One line: when, who, what, from where. A corrected one says by whom and why."""

    on: date
    at: datetime
    who: str
    what: str
    value: StrEnum | None = None
    sentences: tuple[str, ...] = ()
    source: str = ""
    address: str = ""
    entry_id: int | None = None
    evidence: str = ""
    corrected: str = ""
    changes: ChangedWords | None = None


def list_story(
    recommendation: Recommendation, matter: Matter, journal: Iterable[JournalEntry]
) -> list[StoryLine]:
    """Everything that happened, newest first, from the recommendation loaded whole and its journal."""
    lines = [
        *entry_lines(recommendation, matter),
        *wording_lines(recommendation, matter),
        *journal_lines(journal, matter),
    ]
    return sorted(lines, key=lambda line: (line.on, line.at), reverse=True)


def followed_since(recommendation: Recommendation, journal: Iterable[JournalEntry]) -> date:
    """The day from which the body that follows it has followed it: its last handing over, or its making."""
    handed = [london(entry.at).date() for entry in journal if entry.tag == Tag.RECOMMENDATION_HANDED_OVER]
    return max(handed, default=recommendation.made_on)


def entry_lines(recommendation: Recommendation, matter: Matter) -> Iterable[StoryLine]:
    """What was said in the four threads; what only strikes out stands with what it strikes."""
    corrections = {entry.corrects_id: entry for entry in recommendation.entries if entry.corrects_id}
    for entry in recommendation.entries:
        if entry.value is None:
            continue
        source, address = source_of(entry)
        why = f"Corrects an earlier entry: {_why(entry, matter)}" if entry.corrects_id else ""
        said = [note_of(entry, matter), *details_of(entry, matter), why]
        yield StoryLine(
            on=entry.effective_on,
            at=entry.recorded_at,
            who=_who(entry),
            what=_thread_words(recommendation, entry),
            value=VALUES[entry.thread](entry.value),
            sentences=tuple(sentence for sentence in said if sentence),
            source=source,
            address=address,
            entry_id=entry.id,
            evidence=_evidence(entry, matter),
            corrected=_corrected(corrections.get(entry.id), matter),
        )


def _who(entry: Entry) -> str:
    return (
        f"{entry.actor_name}, entered by {entry.entered_by_name}"
        if entry.entered_by_name
        else entry.actor_name
    )


def _why(entry: Entry, matter: Matter) -> str:
    if entry.publicity is not Publicity.PUBLIC and not may_read_closed(matter):
        return "the reason is not public."
    return entry.why or ""


def _evidence(entry: Entry, matter: Matter) -> str:
    closed = entry.publicity is not Publicity.PUBLIC and not may_read_closed(matter)
    return "" if closed else entry.evidence or ""


def _corrected(by: Entry | None, matter: Matter) -> str:
    if by is None:
        return ""
    verb = "Struck out" if by.value is None else "Corrected"
    on = london(by.recorded_at)
    return f"{verb} by {by.actor_name} on {on.day} {on:%B %Y}: {_why(by, matter)}"


def _thread_words(recommendation: Recommendation, entry: Entry) -> str:
    if entry.thread is Thread.ANSWER:
        asked = next((a for a in recommendation.addressees if a.id == entry.addressee_id), None)
        return asked.whose_answer if asked else "Answer"
    if entry.thread is Thread.PROGRESS:
        action = next((a for a in recommendation.actions if a.id == entry.action_id), None)
        several = action is not None and len(recommendation.actions) > 1
        return f"Progress on action {action.position}" if several and action else "Progress"
    return "Committee's decision" if entry.thread is Thread.DECISION else "Difference made"


def wording_lines(recommendation: Recommendation, matter: Matter) -> Iterable[StoryLine]:
    """Each wording with what changed against the one before; nothing of a closed one but to its readers."""
    if recommendation.publicity is not Publicity.PUBLIC and not may_read_closed(matter):
        return
    before: Wording | None = None
    for wording in recommendation.wordings:
        changes = changed_words(before.text, wording.text) if before is not None else None
        yield StoryLine(
            on=wording.on,
            at=wording.recorded_at,
            who="",
            what=WORDING_WORDS[wording.source],
            source=wording.where or "",
            changes=changes or None,
        )
        before = wording


def earlier_wordings(recommendation: Recommendation) -> Sequence[Wording]:
    """The wordings that differ from today's, newest first; asked only for readers of the full text."""
    seen = {recommendation.text}
    found = []
    for wording in reversed(recommendation.wordings):
        if wording.text not in seen:
            seen.add(wording.text)
            found.append(wording)
    return found


def journal_lines(entries: Iterable[JournalEntry], matter: Matter) -> Iterable[StoryLine]:
    """Every other change, in words; what a closed one says only to those who may read it."""
    for entry in entries:
        if entry.tag in TOLD_BY_OTHER_LINES:
            continue
        closed = entry.publicity is not Publicity.PUBLIC and not may_read_closed(matter)
        said = () if closed else (_values(entry), entry.why or "")
        yield StoryLine(
            on=london(entry.at).date(),
            at=entry.at,
            who=entry.actor_name,
            what=tag_words(entry.tag),
            sentences=tuple(sentence for sentence in said if sentence),
        )


def tag_words(tag: str) -> str:
    """`recommendation:handed-over` as “Recommendation handed over”."""
    return tag.replace(":", " ").replace("-", " ").capitalize()


def _values(entry: JournalEntry) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.tag == Tag.RECOMMENDATION_HANDED_OVER:
        return f"Now followed by {after.get('followed_by')}, before by {before.get('followed_by')}."
    if entry.tag in (Tag.RECOMMENDATION_CHANGED, Tag.ACTION_CHANGED):
        return f"Changed: {', '.join(field_words(before | after))}."
    return ""


def field_words(values: Mapping[str, object]) -> list[str]:
    """The names of changed fields as people read them."""
    values = {name: value for name, value in values.items() if name != "position"}
    return [FIELD_WORDS.get(name, name.removesuffix("_id").replace("_", " ")) for name in values]
