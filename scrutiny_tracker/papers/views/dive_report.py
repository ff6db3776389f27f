"""A deep dive's report: opened, read as a draft by the review group, published."""

from __future__ import annotations

from dataclasses import replace

from flask import Response as FileResponse
from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, require
from ...core.errors import NotFound
from ...core.files import as_download
from ...core.filters import day_date, plural
from ...council.queries.held import find_notice
from ...deep_dives.models import DeepDive
from ...deep_dives.queries import get_deep_dive, get_session, matter_of
from ...history.journal import by_now
from ...meetings.actions.agenda import publishing_warnings
from ...rules.permissions import Permission
from ..actions import deep_dives as verbs
from ..building import built
from ..dive_form import empty_ones
from ..jobs import freeze_and_publish, hold_report
from ..kinds import content_of, sections_for
from ..models import Document
from ..queries.deep_dives import get_clearance_of
from ..queries.documents import get_clearance
from ..session_pack import session_pack
from .blueprint import allowed, blueprint, published_already, saved, workspace_of
from .documents import draft_page

DRAFT = "Draft"


@blueprint.post("/deep-dives/<reference>/open-report")
@allow(Permission.DEEP_DIVE_EDIT)
def open_report(reference: str) -> Response:
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_EDIT, matter_of(dive))
    document = verbs.open_report(dive, by_now())
    rows = plural(len(document.clearances), "row")
    sentence = f"The report is open: drafted from the record, {rows} in the clearance table."
    return saved(None, f"/deep-dives/{reference}/report", sentence)


def _report(reference: str) -> tuple[DeepDive, Document]:
    """A deep dive and its report, for the review group. Raises NotFound or Forbidden."""
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_READ_NOTES, matter_of(dive))
    return dive, get_clearance_of(dive)


@blueprint.get("/deep-dives/<reference>/report")
@allow(Permission.DEEP_DIVE_READ_NOTES)
def dive_draft(reference: str) -> str | Response:
    _dive, document = _report(reference)
    if document.frozen_on is not None:
        return redirect(f"/documents/{document.reference}/published")
    return draft_page(document)


@blueprint.get("/deep-dives/<reference>/report.<any(pdf, docx):format>")
@allow(Permission.DEEP_DIVE_READ_NOTES)
def dive_draft_file(reference: str, format: str) -> Response:
    _dive, document = _report(reference)
    if document.frozen_on is not None:
        return redirect(f"/documents/{document.reference}/published.{format}")
    name, content_type, file = built(replace(content_of(document, clock.today()), mark=DRAFT), format)
    return _download(f"draft-{name}", content_type, file)


def _download(name: str, content_type: str, file: bytes) -> Response:
    response = FileResponse(file, content_type=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.get("/deep-dives/<reference>/session-pack.pdf")
@allow(Permission.DEEP_DIVE_READ_NOTES)
def dive_session_pack(reference: str) -> Response:
    """Of the session that `session` names, else of those still to come, else of all."""
    dive = get_deep_dive(reference)
    require(Permission.DEEP_DIVE_READ_NOTES, matter_of(dive))
    wanted = request.args.get("session", type=int)
    chosen = [get_session(dive, wanted)] if wanted is not None else []
    to_come = [one for one in dive.sessions if one.finished_on is None]
    sessions = chosen or to_come or dive.sessions
    if not sessions:
        raise NotFound("No session is planned yet.")
    return _download(*built(session_pack(dive, sessions, clock.today()), "pdf"))


@blueprint.get("/deep-dives/<reference>/clearances/<int:clearance_id>/file")
@allow(Permission.DEEP_DIVE_READ_NOTES)
def dive_clearance_file(reference: str, clearance_id: int) -> Response:
    _dive, document = _report(reference)
    row = get_clearance(document, clearance_id)
    if row.file is None:
        raise NotFound("No file came with this row.")
    return as_download(row.file)


@blueprint.route("/deep-dives/<reference>/publish-report", methods=["GET", "POST"])
@allow(Permission.DOCUMENT_PUBLISH)
def publish_dive_report(reference: str) -> str | Response:
    dive = get_deep_dive(reference)
    document = allowed(get_clearance_of(dive).reference, Permission.DOCUMENT_PUBLISH)
    if answer := published_already(document):
        return answer
    notice = find_notice(clock.today())
    if request.method == "POST":
        if notice is not None and notice.until_on is not None and request.form.get("publish") != "now":
            hold_report(document, notice, by_now())
            sentence = f"Held until {day_date(notice.until_on)}. It stands under Held publications."
            return saved(None, workspace_of(document), sentence)
        freeze_and_publish(document, by_now())
        return saved(None, workspace_of(document), "Published. As published it never changes.")
    return render_template(
        "papers/publish_dive.html",
        dive=dive,
        document=document,
        warnings=_warnings(dive, document),
        notice=notice,
    )


def _warnings(dive: DeepDive, document: Document) -> list[str]:
    """What is still missing; none of it bars publishing."""
    found = []
    out = [row for row in document.clearances if row.back_on is None]
    if out:
        names = ", ".join(f"{row.name} ({row.post})" for row in out)
        found.append(f"Not back yet: {names}. A blank is printed as a blank.")
    if not document.clearances:
        found.append("Nobody stands in the clearance table.")
    if empty := empty_ones(sections_for(document)):
        names = ", ".join(f"“{one.heading}”" for one in empty)
        found.append(f"Nothing is written under {names}. “Not given.” is printed there.")
    if dive.reports_to is not None:
        meeting = dive.reports_to.meeting
        found.extend(publishing_warnings(meeting, clock.today()))
        if meeting.on < clock.today():
            found.append(f"The meeting of {day_date(meeting.on)} is over.")
    return found
