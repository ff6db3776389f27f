"""A deep dive's report as a document in the making: opened, its clearance proposed, published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ...core.content import Content
from ...core.errors import Refused
from ...core.extensions import db
from ...council.queries import find_holder, list_directorates, list_portfolios
from ...deep_dives.models import DeepDive
from ...deep_dives.queries import get_deep_dive
from ...history.journal import By, record_changes
from ...history.tags import Tag
from ...meetings.actions.papers import TypedPaper, change_paper
from ...meetings.queries import get_item
from ...meetings.queries.papers import get_paper
from ...rules.permissions import Role
from ...rules.publicity import Publicity
from ..models import ClearanceRole, Document, DocumentKind, DocumentVersion
from ..queries.deep_dives import NOUN, find_clearance_of
from ..queries.documents import get_document
from .clearances import ClearanceFacts, add_clearance
from .documents import NOUN as DOCUMENT
from .documents import NewDocument, freeze, not_frozen, open_document

REPORT_OF = "Scrutiny Co-ordinator"
TO_BE_NAMED = "To be named"


def open_clearance(dive: DeepDive, by: By) -> Document:
    """The document of a deep dive's report, opened where it is not there yet."""
    known = find_clearance_of(dive)
    if known is not None:
        return known
    subjects = [(NOUN, dive.reference)]
    return open_document(
        NewDocument(DocumentKind.DEEP_DIVE, dive.title, dive.body, REPORT_OF, subjects, sections=[]), by
    )


def open_report(dive: DeepDive, by: By) -> Document:
    """The report drafts itself from the record; who clears it is proposed where nobody is named yet."""
    document = get_document(open_clearance(dive, by).reference)
    if not document.clearances:
        for row in _proposed(dive, by.today):
            add_clearance(document, row, by)
    return document


def _proposed(dive: DeepDive, on: date) -> Iterator[ClearanceFacts]:
    """Finance and legal, the director and Cabinet Member who answer for most of its measures, the chair."""
    yield ClearanceFacts(ClearanceRole.FINANCE, TO_BE_NAMED, "Finance", area="Finance")
    yield ClearanceFacts(ClearanceRole.LEGAL, TO_BE_NAMED, "Legal", area="Law and Governance")
    directorate_id = _commonest(one.kpi.directorate_id for one in dive.scope)
    directorate = next((one for one in list_directorates() if one.id == directorate_id), None)
    if directorate is not None:
        holder = find_holder(Role.DIRECTOR, on, directorate_id=directorate.id)
        post = (holder.post if holder else None) or f"Director, {directorate.name}"
        name = holder.name if holder else TO_BE_NAMED
        yield ClearanceFacts(ClearanceRole.DIRECTOR, name, post, area=directorate.name)
    portfolio_id = _commonest(one.kpi.portfolio_id for one in dive.scope)
    portfolio = next((one for one in list_portfolios() if one.id == portfolio_id), None)
    if portfolio is not None:
        holder = find_holder(Role.CABINET_MEMBER, on, portfolio_id=portfolio.id)
        name = holder.name if holder else TO_BE_NAMED
        yield ClearanceFacts(ClearanceRole.CABINET_MEMBER, name, f"Cabinet Member for {portfolio.name}")
    chair = find_holder(Role.CHAIR, on, body_id=dive.body_id)
    name = chair.name if chair is not None else TO_BE_NAMED
    yield ClearanceFacts(ClearanceRole.CHAIR, name, f"Chair, {dive.body.name}")


def _commonest(ids: Iterator[int | None]) -> int | None:
    counted = Counter(one for one in ids if one is not None)
    return counted.most_common(1)[0][0] if counted else None


def publish_report(
    document: Document, content: Content, file: tuple[str, str, bytes], by: By
) -> DocumentVersion:
    """Freezes the report as it stands; its file is the paper of every agenda on which the report stands.
    Raises Refused before it is on an agenda, where that item is private, and once it is published."""
    not_frozen(document)
    dive = get_deep_dive(document.subjects[0].reference)
    if dive.reports_to is None or dive.paper is None:
        raise Refused("Put it on the agenda first: nothing prints its recommendations yet.")
    if {dive.reports_to.publicity, dive.paper.publicity} != {Publicity.PUBLIC}:
        raise Refused("Its item is private: a report that is not public is not published here.")
    version = freeze(document, content, by.today, by)
    paper = get_paper(dive.paper.reference)
    published_on = paper.published_on or by.today
    typed = TypedPaper(paper.title, paper.report_of, paper.link, published_on, file)
    change_paper(paper, typed, by)
    item = get_item(dive.reports_to.reference)
    document.item, document.item_id, document.paper_id = item, item.id, paper.id
    record_changes(by, Tag.DOCUMENT_PUT, DOCUMENT, document.reference, document)
    db.session.flush()
    return version
