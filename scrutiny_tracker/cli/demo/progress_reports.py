"""Progress reports: one that was published and made, one in the making for the end of January."""

from __future__ import annotations

from datetime import date

from ...papers.actions.clearances import ClearanceFacts, change_clearance, send_for_clearing
from ...papers.actions.contributions import receive
from ...papers.actions.documents import keep_file, keep_version, write_section
from ...papers.actions.progress import look_again, open_report, publish, put_on_agenda
from ...papers.building import built
from ...papers.models import Clearance, ClearanceRole, Document, DocumentKind
from ...papers.progress_content import facts_of, progress_content
from ...papers.progress_facts import gather
from ...papers.queries.documents import find_about, get_document, get_section
from ...papers.queries.progress import NOUN
from ...recommendations.models import Commitment
from ...recommendations.queries.commitments import get_commitment
from .town import Story, Town
from .verbs import read

TREES_NEXT = (
    "The training of lake wardens goes on in April 2026, once the works on the lakes are over.\n\n"
    "The survey of culverts is the larger piece of work: "
    "[a map of those found so far](https://www.demo.example/culverts) is kept up to date."
)


def _commitment(town: Town, name: str) -> Commitment:
    commitment = read(town, name).commitment
    if commitment is None:
        raise ValueError(f"no progress report is promised on {name}")
    return get_commitment(commitment.reference)


def _document(reference: str) -> Document:
    found = find_about(DocumentKind.PROGRESS, NOUN, reference)
    if found is None:
        raise ValueError(f"no document reports on {reference}")
    return found


def _received(town: Town, document: Document, about: str, text: str, who: str | None = None) -> None:
    """A part comes in; `who` typed it in, else whoever was asked sent it."""
    reference = town.recommendations[about]
    part = next(
        one
        for one in document.contributions
        if one.action is not None and one.action.recommendation.reference == reference
    )
    entered_by = town.person(who).name if who else None
    receive(document, part, text, town.today, entered_by, town.by(who or "coordinator"))


def _back(town: Town, document: Document, role: ClearanceRole, comments: str = "", who: str = "") -> None:
    """A row of the clearance table comes back; `who` in the stories cleared it where nobody was named."""
    row: Clearance = next(one for one in document.clearances if one.role is role)
    name, post = (town.person(who).name, town.person(who).post or "") if who else (row.name, row.post)
    facts = ClearanceFacts(row.role, name, post, row.on_behalf_of, row.sent_on, town.today, comments)
    change_clearance(document, row, facts, town.by())


def _sent(town: Town, document: Document) -> None:
    content = progress_content(document, town.today)
    send_for_clearing(document, town.by())
    keep_version(document, content, f"Draft 1, sent for clearing {town.today:%-d %B %Y}", town.by())


def trees(town: Town) -> Story:
    """Opened in August 2025, cleared with one blank, published with the agenda of 2 October, looked at again
    in March."""
    yield date(2025, 8, 1)
    reference = _commitment(town, "green.1").reference
    document = open_report(_commitment(town, "green.1"), town.by(None))
    document.title = "Trees and water: 12-month progress report"
    yield date(2025, 9, 8)
    _received(
        town,
        _document(reference),
        "green.2",
        "The firm has walked 61 of some 140 culverts. Forty were on no map; each has now an owner on record.",
        "coordinator",
    )
    document = _document(reference)
    facts = facts_of(gather(document, town.today))
    write_section(document, get_section(document, "next"), TREES_NEXT, facts, town.by())
    yield date(2025, 9, 10)
    _sent(town, _document(reference))
    yield date(2025, 9, 17)
    document = _document(reference)
    _back(town, document, ClearanceRole.DIRECTOR, "Content.")
    _back(town, document, ClearanceRole.CABINET_MEMBER)
    _back(town, document, ClearanceRole.FINANCE, who="finance.officer")
    yield date(2025, 9, 23)
    document = _document(reference)
    put_on_agenda(document, town.by("governance"))
    content = progress_content(document, town.today)
    file = built(content, "pdf")
    version = publish(document, content, file, town.by("governance"))
    keep_file(version, *file, town.by("governance"))
    keep_file(version, *built(content, "docx"), town.by("governance"))
    yield date(2025, 10, 2)
    look_again(get_document(document.reference), None, date(2026, 3, 12), town.by())


def fly_tipping(town: Town) -> Story:
    """Opened in November by itself; sent for clearing on 5 January; the director's comments are back."""
    yield date(2025, 11, 27)
    reference = _commitment(town, "flytip.1").reference
    document = open_report(_commitment(town, "flytip.1"), town.by(None))
    asked = [one.action.recommendation.reference for one in document.contributions if one.action is not None]
    yield date(2025, 12, 15)
    names = {number: f"flytip.{number}" for number in "123456"}
    for number, text in (
        ("2", "Same-day booking was tried at one tip for eight weeks; 1,140 slots were used of 1,300."),
        ("6", "Traders and crews have cleared nine of 22 alleys; the rest follow before Easter."),
    ):
        if town.recommendations[names[number]] in asked:
            _received(town, _document(reference), names[number], text)
    yield date(2026, 1, 5)
    _sent(town, _document(reference))
    yield date(2026, 1, 9)
    comments = "Say in the second recommendation that the trial was at one tip only."
    _back(town, _document(reference), ClearanceRole.DIRECTOR, comments)


STORIES = (trees, fly_tipping)
