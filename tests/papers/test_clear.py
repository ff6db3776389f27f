"""A document is opened, written, sent for clearing, kept and frozen."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from scrutiny_tracker.core.content import Content, Heading, hash_of, words
from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.papers.actions.clearances import (
    ClearanceFacts,
    add_clearance,
    change_clearance,
    send_for_clearing,
)
from scrutiny_tracker.papers.actions.documents import (
    NewDocument,
    Template,
    change_details,
    freeze,
    keep_file,
    keep_version,
    open_document,
    write_section,
)
from scrutiny_tracker.papers.models import ClearanceRole, Document, DocumentKind, DocumentVersion
from scrutiny_tracker.papers.queries.documents import (
    find_published,
    get_document,
    get_section,
    get_version,
    list_versions,
)
from tests.cast import TODAY, Cast, by

FINANCE = ClearanceFacts(ClearanceRole.FINANCE, "Finn Ledger", "Finance Manager")


def a_note(cast: Cast) -> Document:
    new = NewDocument(
        DocumentKind.BRIEFING_NOTE, "Buying a depot", cast.scruco, None, [], [Template("body", "The matter")]
    )
    return get_document(open_document(new, by(cast.coordinator)).reference)


def said(text: str) -> Content:
    return Content("briefing-note", "Buying a depot", blocks=(Heading(text),))


def test_a_section_is_kept_clean_and_knows_the_record_s_facts(cast: Cast) -> None:
    note = a_note(cast)
    body = get_section(note, "body")
    write_section(note, body, "•\tCosts [[price]]", {"price": words("£3")}, by(cast.coordinator))
    assert body.text == "- Costs [[price]]"
    with pytest.raises(Refused, match=r"no fact \[\[weather\]\]") as refused:
        write_section(note, body, "[[weather]]", {}, by(cast.coordinator))
    assert refused.value.field == "text"


def test_the_clearance_table_takes_blanks_and_refuses_impossible_days(cast: Cast) -> None:
    note, who = a_note(cast), by(cast.coordinator)
    row = add_clearance(note, FINANCE, who)
    add_clearance(note, ClearanceFacts(ClearanceRole.LEGAL, "To be named", "Legal"), who)
    assert send_for_clearing(note, who) == 2
    assert row.is_outstanding
    for sent, returned, field in (
        (date(2026, 1, 9), date(2026, 1, 8), "back_on"),
        (date(2026, 1, 13), None, "sent_on"),
    ):
        late = ClearanceFacts(FINANCE.role, FINANCE.name, FINANCE.post, None, sent, returned)
        with pytest.raises(Refused) as refused:
            change_clearance(note, row, late, who)
        assert refused.value.field == field
    file = ("comments.txt", "text/plain", b"Fine")
    back = ClearanceFacts(
        FINANCE.role, FINANCE.name, FINANCE.post, "Director of Finance", date(2026, 1, 9), TODAY, "Fine", file
    )
    change_clearance(note, row, back, who)
    db.session.commit()
    kept = get_document(note.reference).clearances
    assert [one.is_outstanding for one in kept] == [False, True]
    assert kept[0].file is not None
    assert (kept[0].on_behalf_of, kept[0].comments, kept[0].file.size) == ("Director of Finance", "Fine", 4)
    tags = [entry.tag for entry in list_history("document", note.reference)]
    assert tags.count("clearance:added") == 2
    assert tags.count("clearance:changed") == 3
    assert "document:sent-for-clearing" in tags


def test_what_is_frozen_never_changes(cast: Cast) -> None:
    note, who = a_note(cast), by(cast.coordinator)
    draft = keep_version(note, said("Draft"), "Draft", who)
    frozen = freeze(note, said("Final"), TODAY, who)
    assert (draft.number, frozen.number, frozen.label) == (1, 2, "As published 12 January 2026")
    body = get_section(note, "body")
    for change in (
        lambda: write_section(note, body, "More", {}, who),
        lambda: add_clearance(note, FINANCE, who),
        lambda: send_for_clearing(note, who),
        lambda: change_details(note, "Director", None, who),
        lambda: freeze(note, said("Again"), TODAY, who),
    ):
        with pytest.raises(Refused, match="as published it never changes"):
            change()
    published = find_published(note.id)
    assert published is not None
    assert published.sha256 == note.sha256 == hash_of(published.content)
    assert [one.number for one in list_versions(note.id)] == [2, 1]
    assert get_version(note, 1).content["blocks"][0]["text"] == "Draft"


@pytest.mark.parametrize("change", [update(DocumentVersion).values(label="x"), delete(DocumentVersion)])
def test_the_database_itself_refuses_to_change_a_version(cast: Cast, change: object) -> None:
    keep_version(a_note(cast), said("Draft"), "Draft", by(cast.coordinator))
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"), db.session.begin_nested():
        db.session.execute(change)  # type: ignore[call-overload]


def test_a_file_is_built_once(cast: Cast) -> None:
    note, who = a_note(cast), by(cast.coordinator)
    version = freeze(note, said("Final"), TODAY, who)
    first = keep_file(version, "note.pdf", "application/pdf", b"%PDF one", who)
    again = keep_file(version, "note.pdf", "application/pdf", b"%PDF two", who)
    assert first.id == again.id
    assert again.file.content == b"%PDF one"
