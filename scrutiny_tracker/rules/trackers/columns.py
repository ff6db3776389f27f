"""What the columns of a tracker hold: by the name of a council's layout, or by the words of its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scrutiny_tracker.rules.sheets.cells import Row, column_letter, filled, text_of
from scrutiny_tracker.rules.sheets.vocabulary import plain

ROWS_SEARCHED = 30


class TrackerRole(StrEnum):
    """What a column holds."""

    REFERENCE = "reference"
    SHORT_NAME = "short-name"
    TEXT = "text"
    REPORT = "report"
    NUMBER = "number"
    COMMITTEE = "committee"
    MADE_ON = "made-on"
    MINUTE = "minute"
    ASKED = "asked"
    AREA = "area"
    ANSWER = "answer"
    ANSWERED_ON = "answered-on"
    OWNER = "owner"
    DUE = "due"
    FIRST_DUE = "first-due"
    UPDATE = "update"
    STATUS = "status"
    PROGRESS = "progress"
    DECISION = "decision"
    EVIDENCE = "evidence"
    IGNORED = "ignored"


class Layout(StrEnum):
    """The layouts that are known by name; `other` is mapped by a person, once."""

    OWN = "own"
    YORK = "york"
    VALE = "vale"
    STOCKTON = "stockton"
    MAIDSTONE = "maidstone"
    OTHER = "other"


R = TrackerRole
LAYOUTS: dict[Layout, dict[str, TrackerRole]] = {
    Layout.OWN: {
        "reference": R.REFERENCE, "short name": R.SHORT_NAME, "wording": R.TEXT, "report": R.REPORT,
        "number": R.NUMBER, "committee": R.COMMITTEE, "asked": R.ASKED, "answer": R.ANSWER,
        "progress": R.PROGRESS, "committee's decision": R.DECISION, "agreed on": R.MADE_ON, "date": R.DUE,
        "first date": R.FIRST_DUE, "officer": R.OWNER,
    },
    Layout.YORK: {
        "reference": R.REFERENCE, "origin": R.COMMITTEE, "date": R.MADE_ON, "area": R.AREA,
        "recommendation": R.TEXT, "exec date": R.ANSWERED_ON, "lead officer/em": R.OWNER,
        "action taken": R.UPDATE, "status": R.STATUS, "rag": R.DECISION,
    },
    Layout.VALE: {
        "date of meeting": R.MADE_ON, "minute no": R.MINUTE, "scrutiny decision": R.TEXT,
        "scrutiny recommendation": R.TEXT, "recommendation": R.TEXT, "lead officer": R.OWNER,
        "progress": R.UPDATE, "status": R.STATUS, "target date": R.DUE, "committee": R.COMMITTEE,
    },
    Layout.STOCKTON: {
        "ref": R.REFERENCE, "recommendation": R.TEXT, "responsibility": R.OWNER, "date": R.DUE,
        "agreed success measures": R.IGNORED, "evidence of progress": R.UPDATE,
        "assessment of progress": R.STATUS,
    },
    Layout.MAIDSTONE: {
        "recommendation": R.TEXT, "cabinet member": R.ASKED, "response": R.ANSWER, "timetable": R.DUE,
        "lead officer": R.OWNER,
    },
}  # fmt: skip
NEEDED: dict[Layout, frozenset[str]] = {
    Layout.OWN: frozenset({"reference", "wording", "committee's decision"}),
    Layout.YORK: frozenset({"origin", "recommendation", "action taken"}),
    Layout.VALE: frozenset({"minute no", "progress"}),
    Layout.STOCKTON: frozenset({"recommendation", "evidence of progress", "assessment of progress"}),
    Layout.MAIDSTONE: frozenset({"recommendation", "cabinet member", "response"}),
}
"""The headings by which a layout is recognised."""
_USUAL: dict[TrackerRole, str] = {
    R.REFERENCE: "reference; ref; ref no; id; rec ref; recommendation reference; no; rec id",
    R.SHORT_NAME: "short name; title; topic; subject; short title",
    R.TEXT: "recommendation; recommendations; wording; recommendation made; text; scrutiny recommendation",
    R.REPORT: "report; review; task group; task and finish group; source; review title",
    R.NUMBER: "number; rec no; recommendation no; recommendation number",
    R.COMMITTEE: (
        "committee; scrutiny committee; origin; board; scrutiny board; panel; made by; scrutiny panel"
    ),
    R.MADE_ON: "date; date made; meeting date; date of meeting; date agreed; agreed on; date recommended",
    R.MINUTE: "minute; minute no; minute number; minute ref",
    R.ASKED: "asked; cabinet member; portfolio holder; addressee; recommended to; to; for; decision maker",
    R.AREA: "area; portfolio; directorate; service; department; service area",
    R.ANSWER: (
        "answer; response; cabinet response; executive response; accepted; accepted or rejected; decision of "
        "cabinet; cabinet decision; executive decision; response to recommendation; accepted?"
    ),
    R.ANSWERED_ON: "exec date; executive date; cabinet date; date of response; response date",
    R.OWNER: (
        "owner; lead officer; officer; responsible officer; responsibility; lead; lead officer/em; who; "
        "chief officer; head of service; action owner"
    ),
    R.DUE: (
        "due; due date; target date; by when; timescale; timetable; deadline; completion date; when; "
        "implementation date; date due"
    ),
    R.FIRST_DUE: "first date; original date; original due date; original target date",
    R.UPDATE: (
        "update; progress; action taken; progress update; latest update; comments; action; evidence of "
        "progress; current position; notes; outcome; officer update; progress to date"
    ),
    R.STATUS: "status; assessment of progress; current status; rag status; assessment; position",
    R.DECISION: "committee's decision; rag; committee decision; scrutiny decision; rag rating",
    R.EVIDENCE: "evidence; link; links; supporting evidence",
}
USUAL = {heading.strip(): role for role, words in _USUAL.items() for heading in words.split(";")}


@dataclass(frozen=True)
class TrackerColumn:
    """One column: what it holds, and what its cells say, for a person to judge by."""

    index: int
    heading: str
    role: TrackerRole
    examples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True)
class TrackerSheet:
    """A tracker as it was understood. `problems` are what must be said before it can be read."""

    layout: Layout
    header_row: int
    columns: tuple[TrackerColumn, ...]
    problems: tuple[str, ...] = ()

    def at(self, role: TrackerRole) -> int | None:
        """The first column of that role."""
        return next((column.index for column in self.columns if column.role is role), None)

    def all_at(self, role: TrackerRole) -> tuple[int, ...]:
        return tuple(column.index for column in self.columns if column.role is role)


def signature(headings: Sequence[str]) -> str:
    """What a mapping is remembered by: the headings, whatever their case and spaces."""
    return "|".join(_words(heading) for heading in headings)[:2000]


def understand_tracker(
    rows: Sequence[Row],
    layout: Layout | None = None,
    roles: Mapping[int, TrackerRole] | None = None,
    remembered: Mapping[str, Mapping[int, TrackerRole]] | None = None,
) -> TrackerSheet:
    """What a sheet's columns hold, from its first rows. Never raises.

    `layout` is a layout named by a person, `roles` what they said of single columns (by index), `remembered`
    the mappings of earlier trackers by `signature`.
    """
    at = _header(rows)
    if at is None:
        return TrackerSheet(Layout.OTHER, 0, (), ("No row looks like the headings of a tracker.",))
    headings = [text_of(cell) for cell in rows[at]]
    plain_headings = [_words(heading) for heading in headings]
    found = layout or _recognised(plain_headings)
    names = LAYOUTS.get(found, {})
    kept = (remembered or {}).get(signature(headings), {})
    columns = []
    taken: set[TrackerRole] = set()
    for index, heading in enumerate(headings):
        words = plain_headings[index]
        role = names.get(words) or USUAL.get(words) or R.IGNORED
        role = (roles or {}).get(index) or kept.get(index) or role
        if role in taken and role not in (R.UPDATE, R.IGNORED) and index not in (roles or {}):
            role = R.IGNORED
        taken.add(role)
        examples = [text for row in rows[at + 1 : at + 30] if (text := _cell(row, index))]
        columns.append(TrackerColumn(index, heading, role, tuple(one[:60] for one in examples[:3])))
    problems = () if R.TEXT in taken else ("Say which column has the wording of the recommendations.",)
    return TrackerSheet(found, at + 1, tuple(columns), problems)


def _words(heading: str) -> str:
    words = plain(heading.replace("’", "'")).strip(" .?")
    return re.sub(r"\s*\(.*\)$", "", words).strip(" .?")


def _cell(row: Row, index: int) -> str:
    return text_of(row[index]) if index < len(row) else ""


def _header(rows: Sequence[Row]) -> int | None:
    """The row with the most known headings, two at least; a wording of many words is none."""
    best, most = None, 1
    for at, row in enumerate(rows[:ROWS_SEARCHED]):
        known = sum(_is_known(_words(text_of(row[column]))) for column in filled(row))
        if known > most:
            best, most = at, known
    return best


def _is_known(words: str) -> bool:
    return words in USUAL or any(words in names for names in LAYOUTS.values())


def _recognised(headings: Sequence[str]) -> Layout:
    there = set(headings)
    return next((layout for layout, needed in NEEDED.items() if needed <= there), Layout.OTHER)
