"""Notes as they are typed: one box for each measure, one for what belongs to none, one for rough lines.

They are saved every few seconds, so the history keeps the stretch that changed and not the whole text. What
a person had in front of them is known by its digest: two who write in different boxes never meet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.publicity import Publicity
from ...rules.session_notes import edited
from ..models import DeepDive, DeepDiveSession, MeasureNotes
from ..queries.working import list_measure_notes
from .sessions import SESSION_NOUN, session_reference

GENERAL, ROUGH = ".general", ".rough"  # no measure's code begins with a dot
LONGEST = 100_000


@dataclass(frozen=True)
class Box:
    """A box as typed: whose it is (a measure's code, GENERAL or ROUGH), the digest of what stood in it when
    its page was read, and what stands in it now."""

    key: str
    seen: str
    text: str


class NotesClash(Refused):
    """Somebody else wrote in the same boxes meanwhile: what stands in each of them; `kept` are the digests of
    the other boxes."""

    def __init__(self, theirs: Mapping[str, str], kept: Mapping[str, str]) -> None:
        super().__init__("Somebody else wrote in the same box at the same time.")
        self.theirs, self.kept = theirs, kept


def digest(text: str) -> str:
    """A short mark of a text, to see whether it is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_notes(dive: DeepDive, session: DeepDiveSession, boxes: Sequence[Box], by: By) -> dict[str, str]:
    """Keeps what changed in each box and returns the digest of every box that stands as typed now.

    Raises NotesClash, after everything else is kept, for boxes that both this person and another changed;
    Refused for a box of no measure in the scope, or one that is too long.
    """
    rows = {row.scoped_id: row for row in list_measure_notes(session.id)}
    scoped = {one.kpi.code: one for one in dive.scope}
    kept: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for box in boxes:
        if len(box.text) > LONGEST:
            raise Refused(f"Notes: use {LONGEST:,} characters or fewer.", box.key)
        if box.key in (GENERAL, ROUGH):
            now = (session.notes if box.key == GENERAL else session.rough) or ""
        elif box.key in scoped:
            row = rows.get(scoped[box.key].id)
            now = "" if row is None else row.text
        else:
            raise Refused(f"{box.key} is not in the scope any more.", box.key)
        typed = box.text.replace("\r\n", "\n")
        if typed == now or digest(typed) == box.seen:
            kept[box.key] = digest(now)
        elif digest(now) != box.seen:
            theirs[box.key] = now
        else:
            _put(session, box.key, typed, scoped[box.key].id if box.key in scoped else None, rows)
            _tell(dive, session, box.key, now, typed, by)
            kept[box.key] = digest(typed)
    db.session.flush()
    if theirs:
        raise NotesClash(theirs, kept)
    return kept


def _put(
    session: DeepDiveSession,
    key: str,
    text: str,
    scoped_id: int | None,
    rows: dict[int, MeasureNotes],
) -> None:
    if scoped_id is None:
        setattr(session, "notes" if key == GENERAL else "rough", text)
        return
    row = rows.get(scoped_id)
    if row is None:
        row = rows[scoped_id] = MeasureNotes(session_id=session.id, scoped_id=scoped_id, text="")
        db.session.add(row)
    row.text = text


def _tell(dive: DeepDive, session: DeepDiveSession, key: str, before: str, after: str, by: By) -> None:
    change = edited(before, after)
    assert change is not None
    about = {GENERAL: "session", ROUGH: "rough recommendations"}.get(key, key)
    record(
        by,
        Tag.SESSION_NOTED,
        SESSION_NOUN,
        session_reference(dive, session),
        before={"about": about, "at": change.at, "words": change.removed},
        after={"about": about, "at": change.at, "words": change.added},
        publicity=Publicity.CONFIDENTIAL,
    )
