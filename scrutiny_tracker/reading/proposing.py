"""From a reading to proposals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..core.filters import day_date
from ..rules.minutes import Clause, ClauseKind, Item, PrintedRecommendation, Reading, Tally
from ..rules.minutes.dates import dates_in
from ..rules.minutes.follow_ups import FollowUp, FollowUpKind
from ..rules.naming import likely_origin
from .proposals import TALLY_COUNTS, ItemRow, MeetingRow, Review, Row, Sort, This
from .sources import Source

_LIKELY = {
    ClauseKind.RECOMMEND: This.RECOMMENDATION,
    ClauseKind.REFER: This.REFERRAL,
    ClauseKind.REQUEST: This.INFORMATION_REQUEST,
}
_FOLLOWS = {
    FollowUpKind.PROGRESS_REPORT: This.PROGRESS_REPORT,
    FollowUpKind.REPORT_BACK: This.PROGRESS_REPORT,
    FollowUpKind.REFERRAL: This.REFERRAL,
    FollowUpKind.WORK_PROGRAMME: This.WORK_PROGRAMME,
}
_PRIVATE = re.compile(
    r"\b(?:exempt|private (?:report|item|business|minute)|not for publication|excluded? the press"
    r"|press and public be excluded|exclusion of (?:the )?press)\b",
    re.IGNORECASE,
)


def propose(reading: Reading, source: Source) -> Review:
    """Everything that a paper seems to say, ready to be reviewed. Nothing is matched to a record yet."""
    meeting = reading.meeting
    review = Review(
        MeetingRow(
            said=meeting.committee or "",
            on=meeting.date.isoformat() if meeting.date else "",
            at=meeting.time.strftime("%H:%M") if meeting.time else "",
        ),
        [],
        [],
        [(str(source.place(w.line)), w.line, w.message) for w in reading.warnings]
        + [("", 1, note) for note in source.notes],
        [(body.name, body.date.isoformat() if body.date else "") for body in reading.bodies],
    )
    closing = False
    for number, item in enumerate(reading.items, 1):
        rows = list(_rows_of(item, f"i{number}", source))
        for row in rows:
            review.last += 1
            row.id = f"p{review.last}"
        closed = closing or bool(_PRIVATE.search(item.title or ""))
        closing = (
            closing
            or any(_PRIVATE.search(row.said) for row in rows if row.sort is Sort.CLAUSE)
            or bool(re.search(r"exclusion of", item.title or "", re.IGNORECASE))
        )
        if rows or item.title:
            line = min((row.line for row in rows), default=0)
            review.items.append(
                ItemRow(
                    f"i{number}",
                    line,
                    (item.title or "")[:400],
                    (item.report_of or "")[:200],
                    (item.number or "")[:40],
                    publicity="" if closed else "public",
                    private_words=closed,
                    origin=likely_origin(item.title or "").value,
                    dropped=not rows,
                )
            )
            review.rows.extend(rows)
    return review


def _rows_of(item: Item, item_id: str, source: Source) -> Iterable[Row]:
    found: list[Row] = []
    for clause in item.resolutions:
        found.extend(_clause_rows(clause, item_id, source))
    taken = {(row.line, row.this) for row in found}
    for printed in item.recommendations:
        found.extend(_printed_rows(printed, item_id, source))
    for action in item.actions:
        row = _plain(Sort.ACTION, This.ACTION, action.what, action.line, item_id, source)
        row.said_asked = row.asked_words = (action.whom or "")[:200]
        row.when = (action.when or "")[:200]
        found.append(row)
    for follow_up in item.follow_ups:
        row = _follow_up_row(follow_up, item_id, source)
        if (row.line, row.this) not in taken:
            found.append(row)
    found.extend(_tally_row(tally, item_id, source) for tally in item.tallies if _tells(tally))
    return sorted(found, key=lambda row: row.line)


def _plain(sort: Sort, this: This, text: str, line: int, item_id: str, source: Source) -> Row:
    return Row("", item_id, sort, this, line, str(source.place(line)), text, text)


def _clause_rows(clause: Clause, item_id: str, source: Source, above: This | None = None) -> Iterable[Row]:
    this = above or _LIKELY.get(clause.kind, This.NOTE)
    row = _plain(Sort.CLAUSE, this, clause.text, clause.line, item_id, source)
    row.number, row.lead_in, row.kind = (clause.number or "")[:20], (clause.lead_in or "")[:400], clause.kind
    row.said_asked, row.part = (clause.addressee or "")[:200], above is not None
    yield row
    for child in clause.children:
        yield from _clause_rows(child, item_id, source, this)


def _printed_rows(printed: PrintedRecommendation, item_id: str, source: Source) -> Iterable[Row]:
    row = _plain(Sort.PRINTED, This.PRINTED, printed.text, printed.line, item_id, source)
    row.number, row.lead_in = (printed.number or "")[:20], (printed.lead_in or "")[:400]
    row.kind, row.said_asked = printed.kind, (printed.addressee or "")[:200]
    yield row
    for child in printed.children:
        below = _plain(Sort.PRINTED, This.PRINTED, child.text, child.line, item_id, source)
        below.number = f"{row.number}({child.number})"[:20]
        below.kind, below.said_asked = child.kind, row.said_asked
        yield below


def _follow_up_row(follow_up: FollowUp, item_id: str, source: Source) -> Row:
    if follow_up.kind is FollowUpKind.MINUTE_REFERENCE:
        row = _plain(Sort.MINUTE, This.EARLIER_MINUTE, follow_up.text, follow_up.line, item_id, source)
        row.number = (follow_up.to or "")[:20]
        days = dates_in(follow_up.text)
        row.told_on = day_date(days[0][2]) if days else ""
        return row
    this = _FOLLOWS[follow_up.kind]
    row = _plain(Sort.FOLLOW_UP, this, follow_up.text, follow_up.line, item_id, source)
    row.said_asked, row.months = (follow_up.to or "")[:200], follow_up.months
    return row


def _tells(tally: Tally) -> bool:
    return any(getattr(tally, name) is not None for name in TALLY_COUNTS)


def _tally_row(tally: Tally, item_id: str, source: Source) -> Row:
    lines = source.text.split("\n")
    words = lines[tally.line - 1].strip() if 0 < tally.line <= len(lines) else ""
    row = _plain(Sort.TALLY, This.TALLY, words, tally.line, item_id, source)
    row.period, row.reconciles = tally.period or "", tally.reconciles
    row.counts = {name: getattr(tally, name) for name in TALLY_COUNTS}
    return row
