"""Who clears a document: asked, sent, back, with comments or a file. Approvers need not sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import store
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..models import Clearance, ClearanceRole, Document
from .documents import NOUN, not_frozen


@dataclass(frozen=True)
class ClearanceFacts:
    """A row of the clearance table as typed; every date and comment may be blank. `file` is its name, content
    type and bytes."""

    role: ClearanceRole
    name: str
    post: str
    on_behalf_of: str | None = None
    sent_on: date | None = None
    back_on: date | None = None
    comments: str = ""
    file: tuple[str, str, bytes] | None = None
    area: str | None = None


def add_clearance(document: Document, facts: ClearanceFacts, by: By) -> Clearance:
    """Adds a last row to the table. Raises Refused once the document is published, and for dates in the wrong
    order."""
    not_frozen(document)
    place = max((one.position for one in document.clearances), default=0) + 1
    row = Clearance(document_id=document.id, position=place, file=None)
    _fill(row, facts, by)
    document.clearances.append(row)
    told = {"role": facts.role, "name": facts.name, "post": facts.post}
    record(by, Tag.CLEARANCE_ADDED, NOUN, document.reference, after=told)
    db.session.flush()
    return row


def change_clearance(document: Document, row: Clearance, facts: ClearanceFacts, by: By) -> None:
    """Records what became of one row: sent, back, what was said. Raises Refused as `add_clearance` does."""
    not_frozen(document)
    _fill(row, facts, by)
    who = f"{row.name}, {row.post}"
    record_changes(by, Tag.CLEARANCE_CHANGED, NOUN, document.reference, row, why=who)
    db.session.flush()


def _fill(row: Clearance, facts: ClearanceFacts, by: By) -> None:
    if facts.sent_on is not None and facts.back_on is not None and facts.back_on < facts.sent_on:
        raise Refused("It cannot be back before it was sent.", "back_on")
    for name, on in (("sent_on", facts.sent_on), ("back_on", facts.back_on)):
        if on is not None and on > by.today:
            raise Refused("Enter a day that has come.", name)
    for name in ("role", "name", "post", "area", "on_behalf_of", "sent_on", "back_on", "comments"):
        setattr(row, name, getattr(facts, name))
    if facts.file is not None:
        row.file = store(*facts.file, at=by.at)
        row.file_id = row.file.id


def send_for_clearing(document: Document, by: By) -> int:
    """Marks every row that has not been sent as sent today; how many were. Raises Refused once published."""
    not_frozen(document)
    waiting = [one for one in document.clearances if one.sent_on is None and one.back_on is None]
    for row in waiting:
        row.sent_on = by.today
        who = f"{row.name}, {row.post}"
        record_changes(by, Tag.CLEARANCE_CHANGED, NOUN, document.reference, row, why=who)
    document.sent_for_clearing_on = document.sent_for_clearing_on or by.today
    record_changes(by, Tag.DOCUMENT_SENT, NOUN, document.reference, document)
    db.session.flush()
    return len(waiting)
