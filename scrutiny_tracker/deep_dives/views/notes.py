"""A session's boxes as its page shows them, with the marks in them and what changed in them when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ...core.forms import text
from ...history.models import JournalEntry
from ...history.tags import Tag
from ...rules.session_notes import Mark, Marked, Promise, marked_lines, promise_in
from .. import actions
from ..actions.notes import GENERAL, ROUGH
from ..forms import NotesForm
from ..models import DeepDiveSession, ScopedMeasure, SessionPromise

TOGETHER = timedelta(minutes=10)


@dataclass(frozen=True)
class NotesBox:
    """One box: whose it is, what stands in it, the digest that goes back with it, and what is wrong."""

    key: str
    title: str
    text: str
    seen: str
    scoped: ScopedMeasure | None = None
    error: str = ""

    @property
    def marks(self) -> list[Marked]:
        return marked_lines(self.text)


def boxes_of(
    one: DeepDiveSession, measures: Sequence[ScopedMeasure], notes: Mapping[int, str], form: NotesForm
) -> list[NotesBox]:
    """The boxes in order: each measure's, what belongs to none, rough recommendations; as typed where the
    form came back, else as saved."""
    saved = [
        *((scoped.kpi.code, scoped.kpi.name, notes.get(scoped.id, ""), scoped) for scoped in measures),
        (GENERAL, "Anything else", one.notes, None),
        (ROUGH, "We might recommend", one.rough or "", None),
    ]
    boxes = [
        NotesBox(key, title, words, actions.digest(words), scoped) for key, title, words, scoped in saved
    ]
    typed = {text(entry.form.key): entry.form for entry in form.boxes}
    return [
        replace(
            box,
            text=str(row.text.data or ""),
            seen=text(row.seen),
            error=str(row.text.errors[0]) if row.text.errors else "",
        )
        if (row := typed.get(box.key)) is not None
        else box
        for box in boxes
    ]


def merge(form: NotesForm, both: actions.NotesClash) -> None:
    """Puts what others wrote beside the boxes that both changed; saving again takes what stands there."""
    for entry in form.boxes:
        row = entry.form
        if (theirs := both.theirs.get(text(row.key))) is not None:
            row.seen.data = actions.digest(theirs)
            row.text.errors = [f"Somebody else wrote here: “{theirs}”. Put both together, then save."]
        elif text(row.key) in both.kept:
            row.seen.data = both.kept[text(row.key)]


@dataclass(frozen=True)
class Waiting:
    """A promise that was noted and has not been sent to anybody."""

    key: str
    scoped_id: int | None
    line: str
    promise: Promise


def page_of_promises(boxes: Sequence[NotesBox], sent: Sequence[SessionPromise]) -> list[Waiting]:
    """The promises in the boxes that were not sent yet, in their order."""
    gone = {(promise.scoped_id, promise.line) for promise in sent}
    return [
        Waiting(box.key, scoped_id, mark.text, promise_in(mark.text))
        for box in boxes
        if box.key != ROUGH
        for scoped_id in [box.scoped.id if box.scoped is not None else None]
        for mark in box.marks
        if mark.mark is Mark.PROMISE and (scoped_id, mark.text) not in gone
    ]


@dataclass
class Stretch:
    """What somebody did without a break: notes are saved every few seconds, too often for a line each."""

    since: datetime
    at: datetime
    actor_name: str
    tag: str
    about: list[str]


def stretches(entries: Sequence[JournalEntry]) -> list[Stretch]:
    """A session's history, newest first; notes that one person took within ten minutes are one line."""
    found: list[Stretch] = []
    for entry in entries:
        told = entry.after or entry.before or {}
        about = str(told.get("about") or told.get("name") or told.get("requests") or "")
        last = found[-1] if found else None
        if (
            last is not None
            and entry.tag == last.tag == Tag.SESSION_NOTED.value
            and entry.actor_name == last.actor_name
            and last.since - entry.at <= TOGETHER
        ):
            last.since = entry.at
            if about and about not in last.about:
                last.about.append(about)
        else:
            found.append(Stretch(entry.at, entry.at, entry.actor_name, entry.tag, [about] if about else []))
    return found
