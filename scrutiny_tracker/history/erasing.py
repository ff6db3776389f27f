"""A lawful erasure: a marker takes the place of words in one transaction, and the history says that it did.

Source: UK GDPR Article 17 and the Data Protection Act 2018; the record itself stays, as the law on
meetings asks (Local Government Act 1972, s.100C).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Table, select, update

from ..core.errors import Refused
from ..core.extensions import db
from ..core.files import StoredFile, overwrite
from .journal import By, record
from .models import ErasurePermit
from .tags import Tag

NAMES = ("actor_name", "entered_by_name", "made_by_name")
WORDS: dict[str, tuple[str, ...]] = {
    "entry": ("note", "detail", "evidence", "source", "why", "public_text"),
    "journal_entry": ("before", "after", "why"),
    "kpi_reading": ("comment",),
    "progress_update": ("note", "evidence", "source", "returned_why", "public_text"),
    "wording": ("text",),
    "follow_up": ("what", "answer", "public_text"),
    "recommendation": ("short_name", "text", "public_name", "public_text", "withdrawn_why"),
    "action": ("text",),
    "brought_paper": ("name", "text", "content"),
    "contribution": ("what", "text", "asked_of_name"),
    "clearance": ("name", "on_behalf_of", "comments"),
    "document_section": ("text",),
    "document_version": ("content",),
    "deep_dive_session": ("invited", "notes", "rough"),
    "measure_notes": ("text",),
    "session_guest": ("name", "post", "represented_by"),
    "session_promise": ("line",),
    "draft_recommendation": ("text", "why"),
}
KEPT_IN_DETAIL = {
    "basis",
    "cause",
    "grade",
    "item",
    "meeting",
    "replaced_by",
    "report_to",
    "stop_reason",
    "source",
    "told_at",
    "answered_wording",
}


@dataclass(frozen=True)
class Erasure:
    """What to erase: some words wherever they stand, or (no words) everything that rows say.

    `rows` are row ids by table; a table that is not named is left alone; None means every row of it.
    """

    rows: Mapping[str, Collection[int] | None]
    words: str | None = None


def marker(on: date) -> str:
    """What stands in the place of erased words."""
    return f"[words erased by law on {on.day} {on:%B %Y}]"


def erase(wanted: Erasure, why: str, noun: str, reference: str, by: By) -> int:
    """Erases, and writes `words:erased` into the history of (noun, reference); how many rows were changed.

    Raises Refused without a reason, or where nothing is found. Flushes; the caller commits all of it at once.
    """
    _need_a_reason(why)
    if wanted.words is not None and len(wanted.words.strip()) < 3:
        raise Refused("Give at least three letters of the words to erase.", "words")
    permit = ErasurePermit(order=why[:400])
    db.session.add(permit)
    db.session.flush()
    changed = 0
    for name, ids in wanted.rows.items():
        changed += _erase_in(db.metadata.tables[name], ids, wanted.words, marker(by.today))
    db.session.delete(permit)
    db.session.flush()
    if not changed:
        raise Refused("Nothing was found to erase.")
    record(by, Tag.WORDS_ERASED, noun, reference, why=why, after={"rows": changed})
    db.session.flush()
    db.session.expire_all()
    return changed


def erase_file(file: StoredFile, why: str, by: By) -> None:
    """Puts the marker in the place of a kept file's bytes and name, and tells of it by the sum that it had.

    Raises Refused without a reason. Flushes; the caller commits.
    """
    _need_a_reason(why)
    erased = file.sha256
    overwrite(file, "erased.txt", f"{marker(by.today)}\n".encode())
    record(by, Tag.FILE_ERASED, "file", erased, why=why)
    db.session.flush()


def _need_a_reason(why: str) -> None:
    if not why.strip():
        raise Refused("Say which lawful request this erasure follows.", "why")


def _erase_in(table: Table, ids: Collection[int] | None, words: str | None, instead: str) -> int:
    names = [*WORDS[table.name], *(name for name in NAMES if words and name in table.c)]
    query = select(table.c.id, *(table.c[name] for name in names)).order_by(table.c.id)
    if ids is not None:
        query = query.where(table.c.id.in_(list(ids)))
    changed = 0
    for row in _in_batches(query, table):
        values = {
            name: after
            for name in names
            if (after := _fitting(_replaced(row[name], words, instead), table, name)) != row[name]
        }
        if values:
            db.session.execute(update(table).where(table.c.id == row["id"]).values(values))
            changed += 1
    return changed


def _fitting(value: Any, table: Table, name: str) -> Any:  # noqa: ANN401
    """A marker can be longer than what it replaces: a short column keeps what fits."""
    return value[: getattr(table.c[name].type, "length", None)] if isinstance(value, str) else value


def _in_batches(query: Any, table: Table) -> Iterator[RowMapping]:  # noqa: ANN401
    after = 0
    while rows := db.session.execute(query.where(table.c.id > after).limit(500)).mappings().all():
        yield from rows
        after = rows[-1]["id"]


def _replaced(value: Any, words: str | None, instead: str) -> Any:  # noqa: ANN401
    """A text, or JSON of texts, with the words (or, without any, everything said) replaced."""
    if isinstance(value, str):
        if words is None:
            return instead if value else value
        return re.sub(re.escape(words), instead, value, flags=re.IGNORECASE)
    if isinstance(value, dict):
        return {
            name: inner if words is None and not _is_said(name, inner) else _replaced(inner, words, instead)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_replaced(inner, words, instead) for inner in value]
    return value


def _is_said(name: str, value: object) -> bool:
    """Whether a value in JSON is somebody's words rather than a date, a reference or one of the house's."""
    return (
        isinstance(value, str)
        and name not in KEPT_IN_DETAIL
        and not name.endswith("_before")
        and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is None
    )
