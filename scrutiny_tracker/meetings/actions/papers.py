"""Papers before a meeting: added, attached to a second agenda, changed, and what they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import find_file, store
from ...core.references import mint
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.publicity import Publicity
from ..models import AgendaItem, ItemPaper, Paper, PrintedRecommendation
from ..queries.papers import find_attachment, list_items_with_paper, list_logged_of
from .publicity import OPEN, TypedPublicity, close_like, set_publicity

NewFile = tuple[str, str, bytes]


@dataclass(frozen=True)
class TypedPaper:
    """A paper as typed; `file` is its name, content type and bytes as `core.files.checked_upload` gives them.
    A paper with neither file nor link is “to follow”."""

    title: str
    report_of: str | None = None
    link: str | None = None
    published_on: date | None = None
    file: NewFile | None = None
    publicity: TypedPublicity = field(default=OPEN)


def add_paper(item: AgendaItem, typed: TypedPaper, by: By) -> Paper:
    """A new paper on an item: its report where it has none yet, else a further paper. It is at least as
    closed as the item. Raises Refused."""
    paper = Paper(reference=mint(f"PAPER-{year_code(item.meeting.on)}"), printed=[])
    _fill(paper, typed, by)
    close_like(item, paper)
    db.session.add(paper)
    match_file(paper)
    db.session.flush()
    told = {"title": paper.title, "item": item.reference}
    record(by, Tag.PAPER_ADDED, "paper", paper.reference, after=told, publicity=paper.publicity)
    _put(item, paper, by)
    return paper


def change_paper(paper: Paper, typed: TypedPaper, by: By) -> None:
    """Changes a paper; a new file takes the place of the old one, whose bytes stay in the history's keeping.
    A paper stays closed while every item that it is on is closed. Raises Refused."""
    was = paper.publicity
    _fill(paper, typed, by)
    items = list_items_with_paper(paper.id)
    if items and all(item.publicity is not Publicity.PUBLIC for item in items):
        close_like(items[0], paper)
    match_file(paper)
    closed = was if was is not Publicity.PUBLIC else paper.publicity
    record_changes(by, Tag.PAPER_CHANGED, "paper", paper.reference, paper, publicity=closed)
    db.session.flush()


def attach_paper(item: AgendaItem, paper: Paper, by: By) -> None:
    """Puts a paper that exists on another item too: it stays one paper. Raises Refused where it is there."""
    if item.paper_id == paper.id or find_attachment(item.id, paper.id) is not None:
        raise Refused("This paper is on the item already.", "paper")
    _put(item, paper, by)
    told = {"item": item.reference}
    record(by, Tag.PAPER_ATTACHED, "paper", paper.reference, after=told, publicity=paper.publicity)
    db.session.flush()


def detach_paper(item: AgendaItem, paper: Paper, by: By) -> None:
    """Takes a paper off an item; the paper stays. Raises Refused where resolutions rest on what it prints."""
    if {clause.printed_id for clause in item.clauses} & {printed.id for printed in paper.printed}:
        raise Refused("Resolutions of this item answer recommendations of this paper: it stays.")
    place = find_attachment(item.id, paper.id)
    if item.paper_id == paper.id:
        item.paper_id = None
        record_changes(by, Tag.ITEM_CHANGED, "item", item.reference, item, publicity=item.publicity)
    elif place is not None:
        db.session.delete(place)
    told = {"item": item.reference}
    record(by, Tag.PAPER_DETACHED, "paper", paper.reference, before=told, publicity=paper.publicity)
    db.session.flush()


def _put(item: AgendaItem, paper: Paper, by: By) -> None:
    if item.paper_id is None:
        item.paper_id = paper.id
        record_changes(by, Tag.ITEM_CHANGED, "item", item.reference, item, publicity=item.publicity)
    else:
        db.session.add(ItemPaper(item_id=item.id, paper_id=paper.id, added_at=by.at))
    db.session.flush()


def _fill(paper: Paper, typed: TypedPaper, by: By) -> None:
    parts = urlsplit(typed.link or "")
    if typed.link and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise Refused("Enter a link that begins with https:// or http://.", "link")
    set_publicity(paper, typed.publicity)
    paper.title, paper.report_of = typed.title, typed.report_of or None
    paper.link, paper.published_on = typed.link or None, typed.published_on
    if typed.file is not None:
        file = store(*typed.file, at=by.at)
        paper.file_id = file.id


def match_file(paper: Paper) -> None:
    """A paper's file is as closed as the paper."""
    file = find_file(paper.file_id) if paper.file_id is not None else None
    if file is not None:
        file.publicity = paper.publicity


@dataclass(frozen=True)
class TypedPrint:
    """A printed recommendation as typed or read; `id` is the row that it corrects, None for a new one. One
    without words is removed."""

    number: str
    text: str
    addressee_id: int | None = None
    lead_in: str | None = None
    id: int | None = None


def set_printed(paper: Paper, typed: Sequence[TypedPrint], by: By) -> None:
    """What a paper prints, as corrected in its table. Raises Refused where one is removed for which a
    resolution has been logged, and where one has no number."""
    rows = {row.id: row for row in paper.printed}
    kept = [one for one in typed if one.text.strip()]
    for index, one in enumerate(typed):
        if one.text.strip() and not one.number.strip():
            raise Refused("Give every recommendation the number that is printed.", f"rows-{index}-number")
    gone = set(rows) - {one.id for one in kept}
    if gone & list_logged_of(paper.id):
        number = next(rows[row].number for row in sorted(gone & list_logged_of(paper.id)))
        raise Refused(f"A resolution has been logged on recommendation {number}: it cannot be removed.")
    before = [row.number for row in paper.printed]
    for row_id in gone:
        db.session.delete(rows[row_id])
    for place, row in enumerate(rows.values(), 1):
        if row.id not in gone:
            row.position = -place
    db.session.flush()
    for position, one in enumerate(kept, 1):
        row = rows.get(one.id or 0) or PrintedRecommendation(paper_id=paper.id)
        row.position, row.number, row.text = position, one.number.strip()[:20], one.text.strip()
        row.addressee_id, row.lead_in = one.addressee_id, (one.lead_in or "")[:400] or None
        db.session.add(row)
    db.session.flush()
    told = {"printed": before}, {"printed": [one.number for one in kept]}
    record(
        by,
        Tag.PAPER_CHANGED,
        "paper",
        paper.reference,
        before=told[0],
        after=told[1],
        publicity=paper.publicity,
    )
    db.session.flush()
    db.session.expire(paper, ["printed"])
