"""What the reader proposes from a paper, as a person reviews it: plain records that a draft keeps as JSON."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from ..rules.minutes import ClauseKind


class This(StrEnum):
    """What a proposal becomes when it is confirmed. The first six are what a resolution can be."""

    RECOMMENDATION = "recommendation"
    INFORMATION_REQUEST = "information-request"
    ACTION = "action"
    REFERRAL = "referral"
    WORK_PROGRAMME = "work-programme"
    NOTE = "note"
    PRINTED = "printed"
    PROGRESS_REPORT = "progress-report"
    EARLIER_MINUTE = "earlier-minute"
    TALLY = "tally"


class Sort(StrEnum):
    """Where in the paper a proposal comes from."""

    CLAUSE = "clause"
    PRINTED = "printed"
    ACTION = "action"
    TALLY = "tally"
    FOLLOW_UP = "follow-up"
    MINUTE = "minute"


CHOICES: dict[Sort, tuple[This, ...]] = {
    Sort.CLAUSE: tuple(This)[:6],
    Sort.PRINTED: (This.PRINTED,),
    Sort.ACTION: (This.ACTION, This.INFORMATION_REQUEST),
    Sort.TALLY: (This.TALLY,),
    Sort.FOLLOW_UP: (This.PROGRESS_REPORT, This.REFERRAL, This.WORK_PROGRAMME, This.ACTION),
    Sort.MINUTE: (This.EARLIER_MINUTE,),
}
ASKS = frozenset({This.RECOMMENDATION, This.REFERRAL})
TALLY_COUNTS = (
    "improved",
    "same",
    "worse",
    "cannot_say",
    "not_available",
    "total",
    "improved_or_same",
    "directional",
    "percent",
)


@dataclass
class Row:
    """One proposal. `said` is what the paper says and never changes; the rest is as corrected.

    `asked` is `body:CODE` or `portfolio:CODE`, `also` more bodies; `known` is empty, `new`, or the record
    (`noun:reference`) that this turned out to be; `part` stands under the row above; `told` is an answer to
    what an earlier minute recommended, `told_on` the day of it in words.
    """

    id: str
    item: str
    sort: Sort
    this: This
    line: int
    place: str
    said: str
    text: str
    number: str = ""
    lead_in: str = ""
    kind: ClauseKind = ClauseKind.OTHER
    said_asked: str = ""
    asked: str = ""
    asked_words: str = ""
    also: list[str] = field(default_factory=list)
    when: str = ""
    owner: str = ""
    months: int | None = None
    period: str = ""
    plan: str = ""
    counts: dict[str, int | None] = field(default_factory=dict)
    reconciles: bool | None = None
    measures: list[str] = field(default_factory=list)
    told: str = ""
    told_on: str = ""
    part: bool = False
    dropped: bool = False
    accepted: bool = False
    known: str = ""


@dataclass
class ItemRow:
    """One agenda item of the paper; `existing` is empty, `new`, or the reference of an item that stands."""

    id: str
    line: int
    title: str
    report_of: str = ""
    number: str = ""
    existing: str = ""
    publicity: str = "public"
    exempt_paragraph: str = ""
    exempt_reason: str = ""
    public_text: str = ""
    private_words: bool = False
    origin: str = ""
    dropped: bool = False


@dataclass
class MeetingRow:
    """The meeting that the paper is of; dates as ISO; `existing` as for an item. `version_of` is empty, `no`,
    or the reference of the paper that this one is a later version of."""

    said: str = ""
    body: str = ""
    on: str = ""
    at: str = ""
    existing: str = ""
    version_of: str = ""


@dataclass
class Review:
    """A whole review."""

    meeting: MeetingRow
    items: list[ItemRow]
    rows: list[Row]
    warnings: list[tuple[str, int, str]]
    bodies: list[tuple[str, str]] = field(default_factory=list)
    last: int = 0

    def as_json(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Review:
        """The review that a draft keeps."""
        return cls(
            MeetingRow(**kept["meeting"]),
            [ItemRow(**item) for item in kept["items"]],
            [_row(row) for row in kept["rows"]],
            [(place, line, words) for place, line, words in kept["warnings"]],
            [(name, on) for name, on in kept["bodies"]],
            kept["last"],
        )

    def of_item(self, item_id: str) -> list[Row]:
        """An item's proposals, in the order in which they stand in the paper."""
        return [row for row in self.rows if row.item == item_id]

    def standing(self, item_id: str) -> list[Row]:
        """Those of an item's proposals that are not left out."""
        return [row for row in self.of_item(item_id) if not row.dropped]

    def find(self, row_id: str) -> Row | None:
        return next((row for row in self.rows if row.id == row_id), None)

    def find_item(self, item_id: str) -> ItemRow | None:
        return next((item for item in self.items if item.id == item_id), None)

    def number(self, row: Row) -> int:
        """The number by which the page names a proposal; it counts those left out too."""
        return self.rows.index(row) + 1

    def waiting(self) -> list[Row]:
        """The proposals that nobody has accepted or left out."""
        left_out = {item.id for item in self.items if item.dropped}
        return [row for row in self.rows if not (row.dropped or row.accepted or row.item in left_out)]

    def counts(self) -> dict[This, int]:
        """How many proposals there are of each kind that are not left out."""
        left_out = {item.id for item in self.items if item.dropped}
        found: dict[This, int] = {}
        for row in self.rows:
            if not row.dropped and row.item not in left_out:
                found[row.this] = found.get(row.this, 0) + 1
        return found

    def split(self, row_id: str) -> Row | None:
        """Parts a proposal at the empty line in its words; the new one stands below it. None without one."""
        row = self.find(row_id)
        if row is None:
            return None
        first, _, second = _one_break(row.text)
        if not second:
            return None
        self.last += 1
        below = replace(row, id=f"p{self.last}", text=second, number="", known="", accepted=False)
        row.text = first
        self.rows.insert(self.rows.index(row) + 1, below)
        return below

    def join(self, row_id: str) -> Row | None:
        """Adds a proposal's words to those of the one above it in the same item. None for the first."""
        row = self.find(row_id)
        above = self.above(row) if row is not None else None
        if row is None or above is None:
            return None
        above.text = f"{above.text} {row.text}"
        if row.said not in above.said:
            above.said = f"{above.said} {row.said}"
        self.rows.remove(row)
        return above

    def above(self, row: Row) -> Row | None:
        """The proposal of the same sort that stands above one in its item, left-out ones passed over."""
        before = self.rows[: self.rows.index(row)]
        same = [one for one in before if one.item == row.item and one.sort is row.sort and not one.dropped]
        return same[-1] if same else None

    def parent(self, row: Row) -> Row | None:
        """The proposal that a part stands under."""
        while row.part:
            above = self.above(row)
            if above is None:
                return None
            row = above
            if not row.part:
                return row
        return None


def _one_break(text: str) -> tuple[str, str, str]:
    parts = re.split(r"\n\s*\n", text.strip(), maxsplit=1)
    return parts[0].strip(), "", parts[1].strip() if len(parts) > 1 else ""


def _row(kept: dict[str, Any]) -> Row:
    row = Row(**kept)
    row.sort, row.this, row.kind = Sort(row.sort), This(row.this), ClauseKind(row.kind)
    return row
