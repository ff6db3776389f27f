"""A document is opened, written, its versions are kept, it is frozen: the same for every kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...core.content import Content, Words, as_json, hash_of
from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import store
from ...core.prose import cleaned, unknown_facts
from ...core.references import mint
from ...council.house import kept_sections
from ...council.models import Body
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...people.models import Person
from ..models import (
    BuiltFile,
    Document,
    DocumentKind,
    DocumentSection,
    DocumentSubject,
    DocumentVersion,
)
from ..queries.documents import find_built, next_number

NOUN = "document"
PUBLISHED = "As published"


@dataclass(frozen=True)
class Template:
    """A section as a document of its kind begins with it."""

    key: str
    heading: str
    text: str = ""


@dataclass(frozen=True)
class NewDocument:
    """A document to be opened; `subjects` are the nouns and references of what it is about."""

    kind: DocumentKind
    title: str
    body: Body
    report_of: str | None
    subjects: Sequence[tuple[str, str]]
    sections: Sequence[Template]


def chosen_sections(kind: DocumentKind, standard: Sequence[Template]) -> list[Template]:
    """The sections with which a document of a kind begins: the council's own list, else the standard ones. A
    standard section keeps its words under any heading; one of the council's own begins empty. A document
    without standard sections has none to begin with."""
    chosen = kept_sections().get(kind)
    if not chosen or not standard:
        return list(standard)
    texts = {one.key: one.text for one in standard}
    return [Template(key, heading, texts.get(key, "")) for key, heading in chosen]


def open_document(new: NewDocument, by: By) -> Document:
    """Opens a document with its sections, under a new reference."""
    document = Document(
        reference=mint(f"DOC-{year_code(by.today)}"),
        kind=new.kind,
        title=new.title,
        body=new.body,
        report_of=new.report_of,
        opened_on=by.today,
        author=None,
        item=None,
        paper=None,
        subjects=[
            DocumentSubject(kind=new.kind, noun=noun, reference=reference) for noun, reference in new.subjects
        ],
        sections=[
            DocumentSection(position=place, key=each.key, heading=each.heading, text=each.text)
            for place, each in enumerate(chosen_sections(new.kind, new.sections), 1)
        ],
        contributions=[],
        clearances=[],
    )
    db.session.add(document)
    told = {"kind": new.kind, "title": new.title, "about": ", ".join(one for _, one in new.subjects)}
    record(by, Tag.DOCUMENT_OPENED, NOUN, document.reference, after=told)
    db.session.flush()
    return document


def not_frozen(document: Document) -> None:
    """Raises Refused once a document is published."""
    if document.frozen_on is not None:
        on = f"{document.frozen_on.day} {document.frozen_on:%B %Y}"
        raise Refused(f"This document was published on {on}: as published it never changes.")


def write_section(
    document: Document, section: DocumentSection, typed: str, facts: Mapping[str, Words], by: By
) -> None:
    """Keeps what a person wrote, cleaned of what Word leaves. Raises Refused for a fact in double brackets
    that the record does not know, and once the document is published."""
    not_frozen(document)
    text = cleaned(typed)
    unknown = unknown_facts(text, facts)
    if unknown:
        raise Refused(f"The record knows no fact [[{unknown[0]}]]. Choose one of the list below.", "text")
    if section.id is None:  # it stood as its kind begins it
        if text == section.text:
            return
        section.document_id = document.id
        db.session.add(section)
        before, after = {"text": section.text}, {"text": text}
        section.text, why = text, section.heading
        record(by, Tag.DOCUMENT_CHANGED, NOUN, document.reference, before=before, after=after, why=why)
    else:
        section.text = text
        record_changes(by, Tag.DOCUMENT_CHANGED, NOUN, document.reference, section, why=section.heading)
    db.session.flush()


def change_details(document: Document, report_of: str | None, author: Person | None, by: By) -> None:
    """Says whose report it is and who writes it. Raises Refused once it is published."""
    not_frozen(document)
    document.report_of = report_of or None
    document.author, document.author_id = author, author.id if author is not None else None
    record_changes(by, Tag.DOCUMENT_CHANGED, NOUN, document.reference, document)
    db.session.flush()


def keep_version(
    document: Document, content: Content, label: str, by: By, *, is_published: bool = False
) -> DocumentVersion:
    """Keeps what the document says now under the next number, with its hash."""
    kept = as_json(content)
    version = DocumentVersion(
        document_id=document.id,
        number=next_number(document.id),
        label=label,
        is_published=is_published,
        content=kept,
        sha256=hash_of(kept),
        made_at=by.at,
        made_by_name=by.name,
    )
    db.session.add(version)
    told = {"version": version.number, "label": label, "sha256": version.sha256}
    record(by, Tag.DOCUMENT_KEPT, NOUN, document.reference, after=told)
    db.session.flush()
    return version


def freeze(document: Document, content: Content, on: date, by: By) -> DocumentVersion:
    """The content stands from now on as published. Raises Refused where it was frozen before."""
    not_frozen(document)
    label = f"{PUBLISHED} {on.day} {on:%B %Y}"
    version = keep_version(document, content, label, by, is_published=True)
    document.frozen_on, document.sha256 = on, version.sha256
    record_changes(by, Tag.DOCUMENT_FROZEN, NOUN, document.reference, document)
    db.session.flush()
    return version


def keep_file(version: DocumentVersion, name: str, content_type: str, content: bytes, by: By) -> BuiltFile:
    """Keeps a file that was built from a version; the first one of a format stays."""
    format = name.rsplit(".", 1)[-1]
    built = find_built(version.id, format)
    if built is None:
        file = store(name, content_type, content, by.at)
        built = BuiltFile(version_id=version.id, format=format, file=file, file_id=file.id)
        db.session.add(built)
        db.session.flush()
    return built
