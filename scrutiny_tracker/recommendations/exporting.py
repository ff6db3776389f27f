"""The register as it leaves for spreadsheets: the same columns for pages, downloads and commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ..core.access import readable
from ..core.sheets import Sheet
from ..rules.permissions import Matter, Principal
from ..rules.publicity import Publicity
from ..rules.words import words_for
from .queries.register import RegisterRow

HEADINGS = (
    "Reference",
    "Short name",
    "Wording",
    "Report",
    "Number",
    "Committee",
    "Asked",
    "Answer",
    "Progress",
    "Committee's decision",
    "Agreed on",
    "Date",
    "First date",
    "Officer",
)
WIDTHS = (20, 32, 60, 40, 8, 32, 24, 18, 18, 18, 13, 13, 13, 24)


class ShownRow(NamedTuple):
    """A row of the register as whoever asks may see it."""

    row: RegisterRow
    name: str
    text: str
    is_closed: bool


def shown(row: RegisterRow, who: Principal | None = None) -> ShownRow:
    """The one way from a register row to a page, a print or a download: as `who` may see it, or whoever
    asks."""
    if row.publicity is Publicity.PUBLIC:
        return ShownRow(row, row.short_name, row.text, is_closed=False)
    matter = Matter(body_ids=frozenset({row.made_by_id, row.followed_by_id}), responsible_ids=row.owner_ids)
    private = row.public_name or f"Private recommendation {row.reference}"
    name = readable(row.short_name, private, row.publicity, matter, who=who)
    wording = readable(row.text, row.public_text, row.publicity, matter, who=who)
    return ShownRow(row, name.text, wording.text, is_closed=True)


def cells(row: RegisterRow, who: Principal | None = None) -> tuple[str | date | None, ...]:
    """A row under HEADINGS, as `who` may see it, or whoever asks."""
    one = shown(row, who)
    return (
        row.reference,
        one.name,
        one.text,
        row.report,
        row.printed_number,
        row.followed_by,
        row.asked,
        words_for(row.answer_shown),
        words_for(row.progress),
        words_for(row.decision),
        row.agreed_on,
        row.due_on,
        row.first_due_on,
        row.owners,
    )


def as_sheet(rows: Iterable[RegisterRow], who: Principal | None = None) -> Sheet:
    """The register as rows for a spreadsheet, as `who` may see them, or whoever asks."""
    return Sheet(
        "Recommendations", list(zip(HEADINGS, WIDTHS, strict=True)), (cells(row, who) for row in rows)
    )


def as_json(rows: Iterable[RegisterRow], who: Principal | None = None) -> Iterator[str]:
    """The register as a JSON list of objects, values in their own words, dates in ISO."""
    before = "[\n"
    for row in rows:
        found = zip(HEADINGS, cells(row, who), strict=True)
        told: dict[str, Any] = {_name(heading): _plain(cell) for heading, cell in found}
        told |= {name: getattr(row, name).value for name in ("answer", "progress", "decision")}
        yield before + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _name(heading: str) -> str:
    return heading.lower().replace("committee's ", "").replace(" ", "_")


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell
