"""Kept versions: read, compared with the next, and what was published, with its file."""

from __future__ import annotations

from flask import abort, render_template
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.content import from_json, hash_of, plain_texts
from ...core.errors import NotFound
from ...core.files import as_download
from ...core.filters import day_date
from ...history.journal import by_now
from ...rules.changed_words import changed_words
from ...rules.permissions import Permission
from ..actions.documents import keep_version, not_frozen
from ..kinds import content_of
from ..models import Document, DocumentVersion
from ..queries.documents import find_built, find_published, get_document, get_version, list_versions
from .blueprint import address_of_draft, allowed, blueprint, saved, workspace_of

FORMATS = ("pdf", "docx")


@blueprint.post("/documents/<reference>/keep")
@allow(Permission.DOCUMENT_EDIT)
def keep(reference: str) -> Response:
    document, by = allowed(reference, Permission.DOCUMENT_EDIT), by_now()
    not_frozen(document)
    drafts = sum(not one.is_published for one in list_versions(document.id))
    label = f"Draft {drafts + 1}, {day_date(by.today)}"
    keep_version(document, content_of(document, clock.today()), label, by)
    return saved(None, address_of_draft(document), f"Kept: {label}.")


@blueprint.get("/documents/<reference>/versions/<int:number>")
@allow(Permission.DOCUMENT_READ_DRAFT)
def version(reference: str, number: int) -> str:
    document = allowed(reference, Permission.DOCUMENT_READ_DRAFT)
    return _shown(document, get_version(document, number), with_changes=True)


@blueprint.get("/documents/<reference>/published")
@allow(Permission.HOUSE_READ)
def published(reference: str) -> str:
    document = get_document(reference)
    return _shown(document, _published(document), with_changes=False)


def _published(document: Document) -> DocumentVersion:
    found = find_published(document.id)
    if found is None:
        raise NotFound(f"The document {document.reference} is not published yet.")
    return found


def _shown(document: Document, one: DocumentVersion, *, with_changes: bool) -> str:
    content = from_json(one.content)
    changes = None
    if with_changes and one.number > 1:
        before = from_json(get_version(document, one.number - 1).content)
        changes = changed_words(" ".join(plain_texts(before)), " ".join(plain_texts(content)))
    return render_template(
        "papers/version.html",
        document=document,
        version=one,
        content=content,
        changes=changes,
        is_whole=hash_of(one.content) == one.sha256,
        workspace=workspace_of(document),
        files=[format for format in FORMATS if find_built(one.id, format) is not None],
    )


@blueprint.get("/documents/<reference>/published.<any(pdf, docx):format>")
@allow(Permission.HOUSE_READ)
def published_file(reference: str, format: str) -> Response:
    built = find_built(_published(get_document(reference)).id, format)
    if built is None:
        abort(404)
    return as_download(built.file)
