"""The clearance table: rows added and changed, everything sent."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.errors import NotFound, Refused, conflict
from ...core.files import FileRefused, as_download
from ...core.filters import day_date, plural
from ...core.forms import text
from ...council.uploads import allowed_upload
from ...history.journal import by_now
from ...rules.permissions import Permission
from ..actions import clearances as verbs
from ..actions.documents import keep_version
from ..forms.documents import ClearanceForm
from ..kinds import content_of
from ..models import Clearance, ClearanceRole, Document
from ..queries.documents import get_clearance, get_document, list_versions
from .blueprint import (
    allowed,
    blueprint,
    published_already,
    refuse,
    saved,
    taken_before,
    workspace_of,
)

TYPED = ("role", "name", "post", "area", "on_behalf_of", "sent_on", "back_on", "comments")


@blueprint.route("/documents/<reference>/clearances/add", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_EDIT)
def add_clearance(reference: str) -> str | Response:
    document, form = allowed(reference, Permission.DOCUMENT_EDIT), ClearanceForm()
    if answer := published_already(document):
        return answer
    if form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        try:
            verbs.add_clearance(document, _facts(form), by_now())
        except Refused as refused:
            refuse(form, refused, "name")
            document = get_document(reference)
        else:
            return saved(form, workspace_of(document), "Added to the clearance table.")
    return _page(document, form, "Add to the clearance table")


@blueprint.route("/documents/<reference>/clearances/<int:clearance_id>", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_EDIT)
def change_clearance(reference: str, clearance_id: int) -> str | Response:
    document = allowed(reference, Permission.DOCUMENT_EDIT)
    if answer := published_already(document):
        return answer
    row = get_clearance(document, clearance_id)
    form = ClearanceForm(data={name: getattr(row, name) for name in TYPED})
    if form.validate_on_submit():
        if answer := taken_before(form):
            return answer
        theirs = _theirs(row, form)
        if form.version_seen() != row.version and theirs:
            return conflict(form, theirs, row.version)
        try:
            verbs.change_clearance(document, row, _facts(form), by_now())
        except Refused as refused:
            refuse(form, refused, "name")
            document = get_document(reference)
            row = get_clearance(document, clearance_id)
        else:
            return saved(form, workspace_of(document), f"Saved: {row.name}.")
    if form.is_fresh():
        form.version.data = str(row.version)
    return _page(document, form, f"Clearance: {row.name}", row)


def _theirs(row: Clearance, form: ClearanceForm) -> dict[str, str]:
    """What somebody else saved meanwhile where it differs, as a person would type it."""
    found = {}
    for name in TYPED:
        value = getattr(row, name)
        if (form[name].data or None) != (value or None):
            found[name] = f"{value.day} {value.month} {value.year}" if hasattr(value, "day") else value or ""
    return found


def _facts(form: ClearanceForm) -> verbs.ClearanceFacts:
    """What was typed. Raises Refused for a file that cannot be kept."""
    sent = request.files.get("file")
    file = None
    if sent is not None and sent.filename:
        try:
            file = allowed_upload(sent)
        except FileRefused as refused:
            raise Refused(str(refused), "file") from refused
        finally:
            sent.close()
    return verbs.ClearanceFacts(
        role=ClearanceRole(text(form.role)),
        name=text(form.name),
        post=text(form.post),
        area=text(form.area) or None,
        on_behalf_of=text(form.on_behalf_of) or None,
        sent_on=form.sent_on.data,
        back_on=form.back_on.data,
        comments=text(form.comments),
        file=file,
    )


def _page(document: Document, form: ClearanceForm, title: str, row: Clearance | None = None) -> str:
    return render_template(
        "papers/clearance.html",
        document=document,
        form=form,
        title=title,
        row=row,
        workspace=workspace_of(document),
    )


@blueprint.get("/documents/<reference>/clearances/<int:clearance_id>/file")
@allow(Permission.DOCUMENT_READ_DRAFT)
def clearance_file(reference: str, clearance_id: int) -> Response:
    document = allowed(reference, Permission.DOCUMENT_READ_DRAFT)
    row = get_clearance(document, clearance_id)
    if row.file is None:
        raise NotFound("No file came with this row.")
    return as_download(row.file)


@blueprint.post("/documents/<reference>/send-for-clearing")
@allow(Permission.DOCUMENT_EDIT)
def send_for_clearing(reference: str) -> Response:
    document, by = allowed(reference, Permission.DOCUMENT_EDIT), by_now()
    number = verbs.send_for_clearing(document, by)
    drafts = sum(not one.is_published for one in list_versions(document.id))
    label = f"Draft {drafts + 1}, sent for clearing {day_date(by.today)}"
    keep_version(document, content_of(document, clock.today()), label, by)
    return saved(None, workspace_of(document), f"Marked as sent to {plural(number, 'person', 'people')}.")
