"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from flask import Blueprint, flash, redirect
from werkzeug.wrappers import Response

from ...core.access import require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import Form
from ...core.kept import led_to, taken
from ...rules.permissions import Permission
from ..models import Document, DocumentKind
from ..queries.deep_dives import NOUN as DEEP_DIVE
from ..queries.documents import get_document, matter_of
from ..queries.progress import NOUN as COMMITMENT

blueprint = Blueprint("papers", __name__)


def allowed(reference: str, permission: Permission) -> Document:
    """A document for which whoever asks holds a permission. Raises NotFound or Forbidden.

    A deep dive's report is the review group's working paper until it is sent for clearing.
    """
    document = get_document(reference)
    matter = matter_of(document)
    require(permission, matter)
    if document.kind is DocumentKind.DEEP_DIVE and document.sent_for_clearing_on is None:
        require(Permission.DEEP_DIVE_READ_NOTES, matter)
    return document


def published_already(document: Document) -> Response | None:
    """What a form answers once its document is published: its page says why; None while it is a draft."""
    if document.frozen_on is None:
        return None
    flash("As published it never changes.", "warning")
    return redirect(workspace_of(document))


def workspace_of(document: Document) -> str:
    """The page on which a document is made."""
    for subject in document.subjects:
        if subject.noun == COMMITMENT:
            return f"/progress-reports/{subject.reference}"
        if subject.noun == DEEP_DIVE:
            return f"/deep-dives/{subject.reference}#clearance"
    return f"/documents/{document.reference}"


def address_of_draft(document: Document) -> str:
    """The page on which a draft is read, as those who write it may open it."""
    if document.kind is DocumentKind.DEEP_DIVE:
        return f"/deep-dives/{document.subjects[0].reference}/report"
    return f"/documents/{document.reference}"


def taken_before(form: Form) -> Response | None:
    """Where this very form led when it was taken before: a double click changes nothing twice."""
    seen = led_to(form.once.data)
    return redirect(seen) if seen else None


def saved(form: Form | None, address: str, sentence: str) -> Response:
    """Commits and leads to an address; a second click of the same form leads there too."""
    taken(form.once.data if form is not None else None, address)
    db.session.commit()
    flash(sentence, "success")
    return redirect(address)


def refuse(form: Form, refused: Refused, otherwise: str) -> None:
    """Undoes what was begun and puts the sentence beside its field, or beside another."""
    db.session.rollback()
    field = refused.field if refused.field and refused.field in form else otherwise
    form.refuse(field, refused.sentence)
