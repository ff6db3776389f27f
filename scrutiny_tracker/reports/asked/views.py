"""Asking for a large document, how far it is, and fetching it."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ...core import clock
from ...core.access import allow, principal
from ...core.errors import NotFound
from ...core.extensions import db
from ...core.files import as_download, find_file
from ...core.listing import listing
from ...core.sheets import Sheet
from ...recommendations.queries.register_filter import RegisterFilter
from ...rules.permissions import Permission
from ..kinds import is_large, kinds, number_of
from . import actions
from .models import AskedDocument, AskedState
from .queries import count_before, get_asked, list_asked

blueprint = Blueprint("asked", __name__)
FORMAT_WORDS = {"pdf": "PDF", "docx": "Word file", "html": "web page", "xlsx": "Excel file"}
STATE_WORDS = {
    AskedState.WAITING: ("Waiting", "grey"),
    AskedState.BUILDING: ("Being built", "blue"),
    AskedState.READY: ("Ready", "green"),
    AskedState.FAILED: ("Failed", "red"),
}


def ask_address(kind: str, reference: str | None, format: str) -> str:
    """Where a document that is too large to wait for is asked for."""
    return f"/reports/large?{urlencode({'kind': kind, 'of': reference or '', 'format': format})}"


def kept_until(asked: AskedDocument) -> datetime:
    return asked.asked_at + actions.KEPT_FOR


def _wanted() -> tuple[str, str, str]:
    """The kind, reference and format of the address or form. Raises NotFound for what is not offered."""
    kind, reference, format = (request.values.get(name, "") for name in ("kind", "of", "format"))
    one = kinds().get(kind)
    if one is None or not one.is_public or format not in one.formats or one.number is None:
        raise NotFound("There is no such report.")
    return kind, reference, format


def _title(kind: str) -> str:
    return {"register": "Register of recommendations", "monitor": "Recommendations monitor"}.get(
        kind, kind.replace("-", " ").capitalize()
    )


def large_list() -> str | None:
    """Where the rows of the list that is shown are asked for, if they are too many for a page."""
    if request.endpoint != "recommendations.register":
        return None
    filter_now = RegisterFilter.read(request.args).address() or "status=open"
    if not is_large("register", filter_now, "xlsx", clock.today()):
        return None
    return ask_address("register", filter_now, "xlsx")


@blueprint.get("/reports/large")
@allow(Permission.HOUSE_READ)
def large() -> str | AnyResponse:
    kind, reference, format = _wanted()
    today = clock.today()
    if not is_large(kind, reference or None, format, today):
        return redirect(url_for("reports.download", kind=kind, format=format, of=reference or None))
    return render_template(
        "reports/large.html",
        kind=kind,
        reference=reference,
        format=format,
        words=FORMAT_WORDS[format],
        title=_title(kind),
        number=number_of(kind, reference or None, today),
        days=actions.KEPT_FOR.days,
    )


@blueprint.post("/reports/large")
@allow(Permission.HOUSE_READ)
def ask() -> AnyResponse:
    kind, reference, format = _wanted()
    person_id = principal().person_id
    assert person_id is not None
    number = number_of(kind, reference or None, clock.today())
    asked = actions.ask(person_id, kind, reference, format, _title(kind), number, clock.now())
    db.session.commit()
    return redirect(url_for(".one", asked_id=asked.id))


def asked_sheet() -> Sheet:
    columns = (
        ("Document", 40),
        ("As", 12),
        ("Asked for", 18),
        ("State", 14),
        ("Rows", 10),
        ("Kept until", 18),
    )
    rows = (
        (
            one.title,
            FORMAT_WORDS[one.format],
            one.asked_at,
            STATE_WORDS[one.state][0],
            one.total,
            kept_until(one),
        )
        for one in list_asked(principal().person_id)
    )
    return Sheet("Documents asked for", columns, rows)


@blueprint.get("/reports/asked")
@allow(Permission.HOUSE_READ)
@listing(asked_sheet)
def asked() -> str:
    return render_template(
        "reports/asked.html",
        rows=list_asked(principal().person_id),
        states=STATE_WORDS,
        formats=FORMAT_WORDS,
        kept_until=kept_until,
    )


@blueprint.get("/reports/asked/<int:asked_id>")
@allow(Permission.HOUSE_READ)
def one(asked_id: int) -> str:
    found = get_asked(asked_id, principal().person_id)
    is_ready = found.state is AskedState.READY
    return render_template(
        "reports/asked_one.html",
        asked=found,
        state=STATE_WORDS[found.state],
        words=FORMAT_WORDS[found.format],
        before=count_before(found) if found.state is AskedState.WAITING else 0,
        is_outdated=is_ready and not actions.may_still_be_read(found, principal()),
        kept_until=kept_until(found),
        again=ask_address(found.kind, found.reference, found.format),
    )


@blueprint.get("/reports/asked/<int:asked_id>/file")
@allow(Permission.HOUSE_READ)
def fetch(asked_id: int) -> Response | AnyResponse:
    found = get_asked(asked_id, principal().person_id)
    if found.file_id is None:
        raise NotFound("This document is not ready yet, or it could not be built.")
    if not actions.may_still_be_read(found, principal()):
        flash("What you may read has changed since this was built. Ask for it again.", "warning")
        return redirect(url_for(".one", asked_id=asked_id))
    file = find_file(found.file_id)
    if file is None:
        raise NotFound("This document’s time is over.")
    return as_download(file)
