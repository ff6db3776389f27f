"""The agenda pack: agenda, contents and papers as one numbered PDF; what is private is a pack of its own."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from scrutiny_tracker.core.content import Content, Heading, Paragraph, words
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import StoredFile, store
from scrutiny_tracker.meetings.models import Meeting, Paper
from scrutiny_tracker.papers.actions.documents import NewDocument, freeze, keep_file, open_document
from scrutiny_tracker.papers.models import DocumentKind
from scrutiny_tracker.reports.kinds import draw
from scrutiny_tracker.reports.pdf.pack import Joined, NotReadable, count_pages, join
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in

Places = list[tuple[float, float]]
MEETING = "SCRUCO-2026-01-29"


def a_pdf(says: str, pages: int = 1, rotation: int = 0, size: tuple[int, int] = (595, 842)) -> bytes:
    to = BytesIO()
    canvas = Canvas(to, pagesize=size)
    for number in range(pages):
        canvas.setPageRotation(rotation)
        canvas.drawString(100, 300, f"{says} {number + 1}")
        canvas.showPage()
    canvas.save()
    return to.getvalue()


def kept(name: str, content_type: str, content: bytes) -> StoredFile:
    return store(name, content_type, content, make.NOW)


def a_paper(title: str, content: bytes, **more: object) -> Paper:
    return make.paper(title, None, file=kept(f"{title}.pdf", "application/pdf", content), **more)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Item 1 with a report of two pages and a late appendix; item 2 whose report is a Word file; item 3 with
    a published note and a private appendix; item 4 taken in private."""
    meeting = make.meeting(cast.scruco, date(2026, 1, 29), reference=MEETING)
    one = make.item(meeting, "Street trees", number="1", position=1)
    one.paper = a_paper("Trees report", a_pdf("Trees", 2))
    make.attached(one, a_paper("Map of trees", a_pdf("Map", rotation=90)))
    two = make.item(meeting, "Budget", number="2", position=2)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    two.paper = make.paper("Budget report", file=kept("budget.docx", word, b"PK\x03\x04"))
    three = make.item(meeting, "A note", number="3", position=3)
    new = NewDocument(DocumentKind.BRIEFING_NOTE, "The note", cast.scruco, None, [], [])
    made = open_document(new, by(cast.coordinator))
    made.item_id = three.id
    said = Content("briefing-note", "The note", blocks=(Heading("Why"), Paragraph(words("Because."))))
    keep_file(
        freeze(made, said, TODAY, by(cast.coordinator)),
        "note.pdf",
        "application/pdf",
        draw(said, "pdf"),
        by(cast.coordinator),
    )
    closed = {"publicity": Publicity.EXEMPT, "exempt_paragraph": "3", "exempt_reason": "A price"}
    make.attached(three, a_paper("Marigold figures", a_pdf("Secret figures"), **closed))
    four = make.item(meeting, "Buying Marigold House", number="4", position=4, **closed)
    four.paper = a_paper("Marigold price", a_pdf("Secret price", 2), **closed)
    db.session.commit()
    return meeting


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def bookmarks(content: bytes) -> list[object]:
    reader = PdfReader(BytesIO(content))

    def of(outline: list[object]) -> list[object]:
        return [
            of(one) if isinstance(one, list) else (one.title, reader.get_destination_page_number(one))  # type: ignore[attr-defined,arg-type]
            for one in outline
        ]

    return of(reader.outline)  # type: ignore[arg-type]


def test_the_public_pack_has_every_public_paper_in_order(
    cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    sign_in(client, "nobody")
    got = client.get(f"/meetings/{MEETING}/pack.pdf")
    assert got.headers["Content-Disposition"] == f"attachment; filename=agenda-pack-{MEETING}.pdf"
    pages = pages_of(got.data)
    assert len(pages) == 6
    for number, text in enumerate(pages, 1):
        assert f"Pack page {number} of 6" in text
    assert "Trees 1" in pages[2]
    assert "Trees 2" in pages[3]
    assert "Map 1" in pages[4]
    assert "Because." in pages[5]
    assert bookmarks(got.data) == [
        ("Agenda", 0),
        ("In this pack", 1),
        ("1. Street trees", 2),
        [("Trees report", 2), ("Map of trees", 4)],
        ("3. A note", 5),
        [("The note", 5)],
    ]
    reader = PdfReader(BytesIO(got.data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Agenda pack: Scrutiny Co-ordination Committee, Thursday 29 January 2026"
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_its_contents_say_where_each_paper_begins_and_what_is_left_out(
    cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    sign_in(client, "coordinator")
    contents = pages_of(client.get(f"/meetings/{MEETING}/pack.pdf").data)[1]
    assert "Trees report 3 to 4 Map of trees 5" in contents
    assert "Budget report Not in the pack: it is no PDF." in contents
    assert "Private paper Private: not in this pack" in contents
    assert "The note 6" in contents
    assert "1 item may be taken in private (item 4): the papers are not public" in contents


def test_nothing_private_is_in_the_public_pack_whoever_asks(
    cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    sign_in(client, "coordinator")
    said = " ".join(pages_of(client.get(f"/meetings/{MEETING}/pack.pdf").data))
    assert "Marigold" not in said
    assert "Secret" not in said


def test_the_private_part_is_marked_and_for_those_who_may_read_it(
    cast: Cast, client: FlaskClient, meeting: Meeting
) -> None:
    sign_in(client, "stranger")
    assert client.get(f"/meetings/{MEETING}/private-pack.pdf").status_code == 404
    assert "Private part of the pack" not in client.get(f"/meetings/{MEETING}").text
    sign_in(client, "member")
    assert "Private part of the pack" in client.get(f"/meetings/{MEETING}").text
    pages = pages_of(client.get(f"/meetings/{MEETING}/private-pack.pdf").data)
    assert len(pages) == 4
    assert all("Exempt: not for publication" in page for page in pages)
    assert "Marigold price 3 to 4" in pages[0]
    assert "Street trees" not in pages[0]
    assert ["Secret figures 1" in pages[1], "Secret price 1" in pages[2]] == [True, True]


def test_a_meeting_without_private_part_has_no_private_pack(cast: Cast, client: FlaskClient) -> None:
    meeting = make.meeting(cast.scruco, date(2026, 2, 5))
    make.item(meeting)
    db.session.commit()
    sign_in(client, "coordinator")
    assert client.get(f"/meetings/{meeting.reference}/private-pack.pdf").status_code == 404
    assert "Private part of the pack" not in client.get(f"/meetings/{meeting.reference}").text


@pytest.mark.parametrize("damaged", [b"%PDF-1.7 nothing", a_pdf("Cut", 3)[:400]])
def test_a_damaged_file_is_named_and_the_rest_is_joined(
    cast: Cast, client: FlaskClient, meeting: Meeting, damaged: bytes
) -> None:
    item = make.item(meeting, "Damaged", number="5", position=5)
    item.paper = a_paper("Broken report", damaged)
    db.session.commit()
    sign_in(client, "member")
    pages = pages_of(client.get(f"/meetings/{MEETING}/pack.pdf").data)
    assert len(pages) == 6
    assert "Broken report Not in the pack: it" in pages[1]


def test_every_size_and_turn_of_page_is_numbered_where_it_is_read() -> None:
    parts = [
        Joined("One", "", a_pdf("Wide", size=(1190, 842))),
        Joined("Two", "", a_pdf("Turned", rotation=270)),
        Joined("Three", "", a_pdf("Small", size=(200, 200))),
    ]
    joined = PdfReader(BytesIO(join(parts, "All", "A mark")))
    for number, page in enumerate(joined.pages, 1):
        places: Places = []

        def note(
            text: str, _cm: object, tm: list[float], *_: object, kept: list[tuple[float, float]] = places
        ) -> None:
            if "Pack page" in text:
                kept.append((tm[4], tm[5]))

        page.extract_text(visitor_text=note)
        assert places, number
        assert not page.rotation
        assert float(page.mediabox.top) - places[0][1] < 30


@pytest.mark.parametrize("content", [b"", b"%PDF", b"not a pdf at all"])
def test_what_is_no_pdf_says_so(content: bytes) -> None:
    with pytest.raises(NotReadable):
        count_pages(content)
