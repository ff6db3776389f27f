"""Documents to take away, each with the reader's grants."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from ..core import clock
from ..core.access import allow, may, require
from ..core.errors import NotFound
from ..meetings.queries import get_meeting
from ..meetings.readable import matter_of as matter_of_bodies
from ..papers.kinds import content_of
from ..papers.models import DocumentKind
from ..papers.queries.documents import find_about, find_published
from ..papers.queries.progress import NOUN
from ..papers.views.blueprint import allowed
from ..recommendations.queries.one import get_recommendation, matter_of
from ..recommendations.queries.sendings import get_sending, matter_of_sending
from ..rules.permissions import Permission
from .asked.views import ask_address
from .kinds import TYPES, as_draft, build, in_house, is_large, kinds
from .pack import agenda_pack, private_pack

blueprint = Blueprint("reports", __name__)


def as_file(content: bytes, name: str, format: str) -> Response:
    """The bytes as a download, never shown inside the site."""
    response = Response(content, content_type=TYPES[format])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{format}")
    return response


@blueprint.get("/reports/<kind>.<format>")
@allow(Permission.HOUSE_READ)
def download(kind: str, format: str) -> Response | AnyResponse:
    known = kinds().get(kind)
    if known is None or not known.is_public:
        raise NotFound("There is no such report.")
    reference = request.args.get("of") or None
    if kind == "progress" and not _is_published(reference):
        raise NotFound("This progress report is not published yet.")
    if is_large(kind, reference, format, clock.today()):
        return redirect(ask_address(kind, reference, format))
    name = kind if kind == "register" else "-".join(filter(None, (kind, *(reference or "").split(":"))))
    return as_file(build(kind, reference, format, clock.today()), name, format)


@blueprint.get("/reports/monitor")
@allow(Permission.HOUSE_READ)
def download_monitor() -> AnyResponse:
    """The monitor as a form asks for it: of which committee, in whose columns, as what."""
    of = f"{request.args.get('of', '')}:{request.args.get('layout', 'own')}"
    format = request.args.get("format", "pdf")
    return redirect(url_for("reports.download", kind="monitor", format=format, of=of))


@blueprint.get("/meetings/<reference>/pack.pdf")
@allow(Permission.HOUSE_READ)
def download_pack(reference: str) -> Response:
    return as_file(agenda_pack(get_meeting(reference)), f"agenda-pack-{reference}", "pdf")


@blueprint.get("/meetings/<reference>/private-pack.pdf")
@allow(Permission.EXEMPT_READ)
def download_private_pack(reference: str) -> Response:
    meeting = get_meeting(reference)
    if not may(Permission.EXEMPT_READ, matter_of_bodies({meeting.body_id})):
        raise NotFound("This meeting has no private papers that you may read.")
    return as_file(private_pack(meeting), f"private-pack-{reference}", "pdf")


def _is_published(reference: str | None) -> bool:
    document = find_about(DocumentKind.PROGRESS, NOUN, reference) if reference else None
    return document is not None and find_published(document.id) is not None


@blueprint.get("/documents/<reference>/draft.<any(pdf, docx):format>")
@allow(Permission.DOCUMENT_READ_DRAFT)
def download_draft(reference: str, format: str) -> Response:
    document = allowed(reference, Permission.DOCUMENT_READ_DRAFT)
    content = as_draft(content_of(document, clock.today()))
    return as_file(in_house(content, format), f"draft-{reference}", format)


@blueprint.get("/sendings/<reference>/<any(letter, chase):which>.<any(pdf, docx, html):format>")
@allow(Permission.SENDING_EDIT)
def download_letter(reference: str, which: str, format: str) -> Response:
    require(Permission.SENDING_EDIT, matter_of_sending(get_sending(reference)))
    about = f"{reference}:chase" if which == "chase" else reference
    name = "chase" if which == "chase" else "notice"
    return as_file(build("letter", about, format, clock.today()), f"{name}-{reference}", format)


@blueprint.get("/recommendations/<reference>/chief-executive.<any(pdf, docx, html):format>")
@allow(Permission.CHASE_ESCALATE)
def download_chief_executive(reference: str, format: str) -> Response:
    require(Permission.CHASE_ESCALATE, matter_of(get_recommendation(reference)))
    content = build("letter", f"{reference}:chief-executive", format, clock.today())
    return as_file(content, f"chief-executive-{reference}", format)
