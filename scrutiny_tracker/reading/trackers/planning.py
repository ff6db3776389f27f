"""What each row of a tracker does to the record: new, changed, unchanged, or an error with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ...recommendations.exporting import HEADINGS
from ...rules.lifecycle import Answer, Decision, Progress
from ...rules.minutes.dates import find_date
from ...rules.sheets import Outcome
from ...rules.sheets.cells import Row
from ...rules.trackers import (
    DatedNote,
    Layout,
    Meaning,
    TrackerError,
    TrackerRole,
    TrackerRow,
    TrackerSheet,
    plain_word,
    read_tracker,
    usual_meaning,
)
from ...rules.trackers.statuses import UNSAID
from .cells import CellChange, edited_cells, unguarded
from .queries import Known, Named, Names, by_reference

LONGEST_STATUS = 60
LONGEST_REFERENCE = 80
_TITLES = re.compile(r"\b(?:cllr|councillor|mr|mrs|ms|miss|dr|the|cabinet member(?: for)?)\b\.?", re.I)


class Wanted(NamedTuple):
    """What a row says, with its names found in the council."""

    row: TrackerRow
    meaning: Meaning
    made_by_id: int
    made_on: date
    body_id: int | None
    portfolio_id: int | None
    asked_words: str
    directorate_id: int | None
    owner_id: int | None
    notes: tuple[DatedNote, ...]


class Planned(NamedTuple):
    """One row and what it does. `changes` are in words; an error names its column. `cells` are those of an
    exported register that were edited, with those that are not taken."""

    sheet: str
    row: int
    column: str
    outcome: Outcome | None
    error: str = ""
    wanted: Wanted | None = None
    known: Known | None = None
    changes: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()


@dataclass
class Planner:
    """Compares rows with the record. `meanings` are what a person said of status words, by `plain_word`;
    `owners` whom they meant by an owner's words (a person's id)."""

    known: Sequence[Known]
    exported: Mapping[str, tuple[str | date | None, ...]]
    names: Names
    today: date
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    owners: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_reference = by_reference(list(self.known))
        self._by_text = {(one.made_by_id, _plain(one.text)): one for one in self.known}
        self._seen: dict[str, str] = {}
        self.words: dict[tuple[str, str], Meaning | None] = {}
        """Every status word met, by its column's role, with what it means (None: nobody knows)."""
        self.people: dict[str, int | None] = {}
        """Every owner's words met, with whom they mean."""

    def plan(
        self, name: str, rows: Iterable[Row], sheet: TrackerSheet, titles: str = ""
    ) -> Iterator[Planned]:
        """Every row of one sheet; `titles` are the words above its headings, which may name committee and
        date."""
        for found in read_tracker(rows, sheet):
            if isinstance(found, TrackerError):
                yield Planned(name, found.row, found.column, None, found.message)
            else:
                yield self._plan(name, found, sheet, titles)

    def _plan(self, name: str, row: TrackerRow, sheet: TrackerSheet, titles: str) -> Planned:
        edited: Sequence[CellChange] | None = None
        if sheet.layout is Layout.OWN:
            if (kept := self.exported.get(row.reference)) is not None:
                edited = edited_cells(row.row, row.cells, kept, HEADINGS, sheet)
                if not edited:
                    return Planned(name, row.row, row.column, Outcome.UNCHANGED)
            row = row._replace(text=unguarded(row.text))
        meaning, role = self._meaning(row, sheet.layout)
        if meaning is None:
            assert role is not None
            column = next(one.letter for one in sheet.columns if one.role is role)
            word = row.said[role]
            return Planned(
                name, row.row, column, None, f"‘{word}’ is not a status that we know. Say what it means."
            )
        if self.names.top_id is None:
            return Planned(name, row.row, row.column, None, "This council has no scrutiny committee yet.")
        wanted = self._wanted(row, meaning, titles)
        key = row.reference.casefold() or f"{wanted.made_by_id} {_plain(row.text)}"
        first = self._seen.setdefault(key, f"{name}{row.column}{row.row}")
        if first != f"{name}{row.column}{row.row}":
            return Planned(name, row.row, row.column, None, f"The same recommendation as in {first}.")
        known = self._find(wanted)
        if known is None:
            return Planned(name, row.row, row.column, Outcome.NEW, wanted=wanted)
        changes = tuple(_changes(wanted, known))
        if edited is not None:  # of an exported row nothing is taken but what was edited
            changes = tuple(one for one in changes if any(cell.change == one for cell in edited))
        cells = tuple(
            one._replace(change=one.change if one.change in changes else "") for one in edited or ()
        )
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Planned(name, row.row, row.column, outcome, "", wanted, known, changes, cells)

    def _find(self, wanted: Wanted) -> Known | None:
        row = wanted.row
        if row.reference and (known := self._by_reference.get(row.reference.casefold())):
            return known
        found = self._by_text.get((wanted.made_by_id, _plain(row.text)))
        if found is None or (row.reference and found.external_reference):
            return None
        return found

    def _meaning(self, row: TrackerRow, layout: Layout) -> tuple[Meaning | None, TrackerRole | None]:
        """What all the row's status words say together; with the role whose word is not known."""
        answer, progress, decision, grade = None, None, None, None
        for role, word in row.said.items():
            if role is TrackerRole.STATUS and len(word) > LONGEST_STATUS:
                continue
            meaning = self._of_word(word, layout, role)
            if meaning is None:
                if role is TrackerRole.ANSWER:
                    continue
                return None, role
            answer = answer or meaning.answer
            progress = progress or meaning.progress
            decision = decision or meaning.decision
            grade = grade or meaning.grade
        return Meaning(answer, progress, decision, grade), None

    def _of_word(self, word: str, layout: Layout, role: TrackerRole) -> Meaning | None:
        plain = plain_word(word)
        if not plain:
            return Meaning()
        said = self.meanings.get(plain)
        meaning = said if said is not None else usual_meaning(word, layout, role)
        if len(word) <= LONGEST_STATUS:
            self.words[role.value, word] = meaning
        return meaning

    def _wanted(self, row: TrackerRow, meaning: Meaning, titles: str) -> Wanted:
        names = self.names
        made_by = _named(row.committee, names.scrutiny) or _within(titles, names.scrutiny)
        portfolio = _named(row.asked, names.portfolios) or _named(row.area, names.portfolios)
        body = _named(row.asked, names.decision_makers)
        dated = [note.on for note in row.notes if note.on]
        given = [on for on in (row.made_on, row.answered_on, *dated) if on is not None and on <= self.today]
        made_on = row.made_on or find_date(titles) or min(given, default=self.today)
        asks_nobody = not row.asked or body is not None or portfolio is not None
        assert names.top_id is not None
        return Wanted(
            row,
            meaning,
            made_by.id if made_by else names.top_id,
            min(made_on, self.today),
            body.id if body else names.executive_id if asks_nobody and portfolio is None else None,
            portfolio.id if portfolio else None,
            "" if asks_nobody else row.asked[:200],
            found.id if (found := _named(row.area, names.directorates)) else None,
            self._owner(row.owner),
            self._notes(row, meaning),
        )

    def _notes(self, row: TrackerRow, meaning: Meaning) -> tuple[DatedNote, ...]:
        """The row's history; an answer or a status in words of its own stays readable as a note."""
        notes = row.notes
        response, status = row.said.get(TrackerRole.ANSWER, ""), row.said.get(TrackerRole.STATUS, "")
        if response and meaning.answer is None and plain_word(response) not in UNSAID:
            notes = (DatedNote(row.answered_on, response), *notes)
        return (*notes, DatedNote(None, status)) if len(status) > LONGEST_STATUS else notes

    def _owner(self, words: str) -> int | None:
        if not words:
            return None
        if words not in self.people:
            said = self.owners.get(words)
            found = _named(words, self.names.people) or _within(words, self.names.people)
            self.people[words] = said if said is not None else found.id if found else None
        return self.people[words]


def lasting_progress(wanted: Wanted) -> Progress | None:
    """The progress to record: a delay without its new date, and a pause without its end, put it at risk."""
    progress = wanted.meaning.progress
    if wanted.meaning.answer is Answer.NOT_AGREED or progress is None:
        return None
    if progress is Progress.PAUSED:
        return Progress.AT_RISK
    if progress is Progress.DELAYED and (wanted.row.due_on is None or wanted.row.due_on <= wanted.made_on):
        return Progress.AT_RISK
    return progress


def lasting_decision(wanted: Wanted) -> Decision | None:
    """The decision to record: what asks for more without saying what keeps it under review."""
    decision = wanted.meaning.decision
    if decision in (Decision.MORE_ASKED, Decision.REOPENED):
        return Decision.UNDER_REVIEW
    return None if decision is Decision.NONE else decision


def _changes(wanted: Wanted, known: Known) -> Iterator[str]:
    row = wanted.row
    if _plain(row.text) not in (_plain(known.text), _plain(known.public_text)):
        yield "wording"
    answer, progress, decision = wanted.meaning.answer, lasting_progress(wanted), lasting_decision(wanted)
    if answer not in (None, Answer.WAITING, known.answer):
        yield "answer"
    stands = known.progress in (progress, wanted.meaning.progress, Progress.DELAYED)
    if progress is not None and not stands:
        yield "progress"
    if row.due_on is not None and row.due_on not in known.due_dates and known.is_open:
        yield "date"
    if wanted.owner_id is not None and wanted.owner_id not in known.owner_ids and known.is_open:
        yield "officer"
    if any(_plain(note.text) not in _plain(known.notes) for note in wanted.notes):
        yield "history"
    if decision is not None and known.decision not in (decision, wanted.meaning.decision):
        yield "decision"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())


def _bare(text: str) -> str:
    return _plain(_TITLES.sub(" ", text))


def _named(words: str, names: Sequence[Named]) -> Named | None:
    """The one that the words name, by its code or its name."""
    bare = _bare(words)
    if not bare:
        return None
    found = [one for one in names if bare in (_plain(one.code), _bare(one.name))]
    return found[0] if len(found) == 1 else None


def _within(words: str, names: Sequence[Named]) -> Named | None:
    """The one whose name stands within longer words ("Jo Field, Head of Streets")."""
    bare = f" {_bare(words)} "
    found = [one for one in names if _bare(one.name) and f" {_bare(one.name)} " in bare]
    return found[0] if len(found) == 1 else None
