"""A progress report from opening to the next look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ...core.content import Content
from ...core.errors import Refused
from ...core.extensions import db
from ...council.queries import find_holder, list_directorates
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...meetings.actions.items import TypedItem, add_item
from ...meetings.actions.papers import TypedPaper, add_paper
from ...meetings.models import AgendaItem, Meeting
from ...meetings.queries.items import get_item, list_items_of
from ...meetings.queries.meetings import find_meeting
from ...recommendations.actions import commitments
from ...recommendations.actions.decisions import put_for_decision
from ...recommendations.models import Commitment, Recommendation
from ...recommendations.queries.commitments import placing_of
from ...rules.permissions import Role
from ...rules.placing import Place
from ..models import (
    ClearanceRole,
    Document,
    DocumentKind,
    DocumentSection,
    DocumentSubject,
    DocumentVersion,
)
from ..queries.documents import get_document
from ..queries.progress import NOUN as COMMITMENT
from ..queries.progress import commitments_of, list_reported_on
from .clearances import ClearanceFacts, add_clearance
from .contributions import ask_all
from .documents import NOUN, NewDocument, Template, chosen_sections, freeze, not_frozen, open_document

INTRODUCTION = (
    "The [[committee]] asked for this report [[asked-for]]. It says what has become of [[recommendations]] "
    "in [[titles]], [[counted-from]]."
)
STANDING = (
    "The answers were: [[answers]].\n\n"
    "On what was agreed, officers say: [[progress]]. [[parts-received]].\n\n"
    "What officers say is in their own words. The figures are the measures' own; they do not show why a "
    "measure has moved."
)
SECTIONS = (
    Template("introduction", "Introduction", INTRODUCTION),
    Template("standing", "Where things stand", STANDING),
    Template("next", "What happens next"),
)


def title_of(commitment: Commitment) -> str:
    """The report's title, as the work programme and the agenda give it."""
    return f"Progress report: {commitment.title}"


def open_report(commitment: Commitment, by: By) -> Document:
    """Opens the report: it drafts itself from the record, everybody responsible is asked for their part, and
    whoever clears it is proposed. Raises Refused once it was made."""
    if commitment.reported_on is not None:
        raise Refused("This progress report was made. What was reported stays.")
    made = open_document(
        NewDocument(
            DocumentKind.PROGRESS,
            title_of(commitment)[:400],
            commitment.body,
            None,
            [(COMMITMENT, commitment.reference)],
            SECTIONS,
        ),
        by,
    )
    document = get_document(made.reference)
    about = list_reported_on([commitment.reference])
    document.report_of = _report_of(about, by.today) or commitment.report_of
    db.session.flush()
    ask_all(document, about, by)
    _propose_clearance(document, about, by)
    return document


def draft_of(commitment: Commitment, on: date) -> Document:
    """The report as it would open today: a document that is kept nowhere and asks nobody."""
    about = list_reported_on([commitment.reference])
    return Document(
        kind=DocumentKind.PROGRESS,
        title=title_of(commitment),
        body=commitment.body,
        body_id=commitment.body_id,
        report_of=_report_of(about, on) or commitment.report_of,
        item=None,
        subjects=[DocumentSubject(noun=COMMITMENT, reference=commitment.reference)],
        sections=[DocumentSection(**vars(each)) for each in chosen_sections(DocumentKind.PROGRESS, SECTIONS)],
        contributions=[],
        clearances=[],
    )


def _report_of(about: Sequence[Recommendation], on: date) -> str | None:
    """The director whose officers answer for most of it."""
    counted = Counter(
        action.directorate_id for one in about for action in one.actions if action.directorate_id is not None
    )
    if not counted:
        return None
    [(directorate_id, _number)] = counted.most_common(1)
    director = find_holder(Role.DIRECTOR, on, directorate_id=directorate_id)
    if director is not None and director.post:
        return director.post
    return next((f"Director, {one.name}" for one in list_directorates() if one.id == directorate_id), None)


def _propose_clearance(document: Document, about: Sequence[Recommendation], by: By) -> None:
    """A row for each director and Cabinet Member concerned, then finance and legal, with blanks to fill."""
    directorates = {a.directorate.id: a.directorate for one in about for a in one.actions if a.directorate}
    portfolios = {one.portfolio.id: one.portfolio for one in about if one.portfolio is not None}
    rows: list[ClearanceFacts] = []
    for directorate in sorted(directorates.values(), key=lambda one: one.name):
        holder = find_holder(Role.DIRECTOR, by.today, directorate_id=directorate.id)
        post = (holder.post if holder else None) or f"Director, {directorate.name}"
        rows.append(ClearanceFacts(ClearanceRole.DIRECTOR, holder.name if holder else "Vacant", post))
    for portfolio in sorted(portfolios.values(), key=lambda one: one.name):
        holder = find_holder(Role.CABINET_MEMBER, by.today, portfolio_id=portfolio.id)
        post = f"Cabinet Member for {portfolio.name}"
        rows.append(ClearanceFacts(ClearanceRole.CABINET_MEMBER, holder.name if holder else "Vacant", post))
    rows.append(ClearanceFacts(ClearanceRole.FINANCE, "To be named", "Finance"))
    rows.append(ClearanceFacts(ClearanceRole.LEGAL, "To be named", "Legal"))
    for row in rows:
        add_clearance(document, row, by)


def ask(document: Document, by: By) -> int:
    """Asks whoever has not been asked yet; says how many."""
    references = [subject.reference for subject in document.subjects]
    return ask_all(document, list_reported_on(references), by)


def share(document: Document, other: Commitment, by: By) -> None:
    """Makes another progress report of the same body in this document; its officers are asked too. Raises
    Refused for another body's, one that was made, and once the document is published."""
    not_frozen(document)
    if other.body_id != document.body_id or other.reported_on is not None:
        raise Refused("Choose a progress report of the same committee that is still to come.", "other")
    document.subjects.append(DocumentSubject(kind=document.kind, noun=COMMITMENT, reference=other.reference))
    record(by, Tag.DOCUMENT_JOINED, NOUN, document.reference, after={"with": other.reference})
    db.session.flush()
    ask(document, by)


def _meeting_of(commitment: Commitment, on: date) -> Meeting | None:
    """The meeting that is settled or, confirmed by this, proposed."""
    where = placing_of(commitment, on)
    if where.meeting is None or where.place is Place.NEEDS_CHOICE:
        return None
    return find_meeting(where.meeting.reference)


def put_on_agenda(document: Document, by: By) -> AgendaItem:
    """Puts the report on the agenda of its meeting as the director's item, with what is open put before the
    committee for decision; a proposed meeting is confirmed by this. Raises Refused without a meeting."""
    not_frozen(document)
    if document.item is not None:
        return document.item
    [first, *others] = commitments_of(document)
    meeting = _meeting_of(first, by.today)
    if meeting is None:
        raise Refused("Choose a meeting first: it stands on none.")
    for one in (first, *others):
        if one.meeting_id is None:
            why = "The report goes on its agenda"
            where = placing_of(one, by.today)
            proposed = where.meeting is not None and where.meeting.reference == meeting.reference
            if proposed and where.place in (Place.PROPOSED, Place.ON_AN_AGENDA):
                commitments.confirm(one, meeting, by)
            else:
                commitments.pin(one, meeting, why, by)
    item = _item_at(meeting, document) or add_item(meeting, TypedItem(document.title, document.report_of), by)
    document.item, document.item_id = get_item(item.reference), item.id
    about = list_reported_on([one.reference for one in (first, *others)])
    put_for_decision(item, [one for one in about if one.is_open and one.parent_id is None], by)
    record_changes(by, Tag.DOCUMENT_PUT, NOUN, document.reference, document)
    db.session.flush()
    return document.item


def _item_at(meeting: Meeting, document: Document) -> AgendaItem | None:
    """The item that somebody put on the agenda for this report, by its title, where it has no report yet."""
    wanted = document.title.casefold()
    return next(
        (
            item
            for item in list_items_of(meeting.id)
            if item.paper_id is None and item.title.casefold() == wanted
        ),
        None,
    )


def publish(document: Document, content: Content, file: tuple[str, str, bytes], by: By) -> DocumentVersion:
    """Freezes the report as it stands and puts it on the agenda as the item's paper. Raises Refused before it
    is on an agenda, and once it is published."""
    not_frozen(document)
    item = put_on_agenda(document, by)
    version = freeze(document, content, by.today, by)
    typed = TypedPaper(document.title, document.report_of, published_on=by.today, file=file)
    paper = add_paper(item, typed, by)
    document.paper_id = paper.id
    db.session.flush()
    return version


def report_made(document: Document, by: By) -> None:
    """After the meeting: each progress report of the document was made there."""
    if document.item is None:
        raise Refused("It has stood on no agenda.")
    for commitment in commitments_of(document):
        if commitment.reported_on is None:
            commitments.report(commitment, document.item.meeting, by)


def look_again(document: Document, months: int | None, on: date | None, by: By) -> list[Commitment]:
    """The report was made; what is still open is looked at again after some months or on a day."""
    report_made(document, by)
    following = []
    for commitment in commitments_of(document):
        open_ones = [one for one in list_reported_on([commitment.reference]) if one.is_open]
        if open_ones:
            following.append(commitments.look_again(commitment, open_ones, by, months=months, on=on))
    if not following:
        raise Refused("Nothing is open: there is nothing to look at again.")
    return following
