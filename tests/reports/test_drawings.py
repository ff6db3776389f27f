"""One content in three drawings: the same facts in the same order, and what each format owes its readers."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import getFont

from scrutiny_tracker.core.content import (
    BlankLines,
    Bullets,
    Column,
    Content,
    Graph,
    Heading,
    NewPage,
    Pairs,
    Paragraph,
    Run,
    Table,
    as_json,
    cell,
    from_json,
    plain_texts,
    words,
)
from scrutiny_tracker.core.shapes import Area, Dot, Label, Line
from scrutiny_tracker.reports.content.register import SHAPES as PROGRESS_SHAPES
from scrutiny_tracker.reports.content.scorecard import SHAPES as TARGET_SHAPES
from scrutiny_tracker.reports.kinds import draw
from scrutiny_tracker.reports.pdf.fonts import load_fonts
from tests.reports.extracted import words_in

COLUMNS = (Column("Number", 0.5), Column("What was asked", 3), Column("Answer"))


def a_table(rows: int) -> Table:
    return Table(
        "What was asked",
        COLUMNS,
        tuple((cell(n), cell(f"Ask {n}"), cell("Agreed")) for n in range(1, rows + 1)),
    )


SHAPES = (
    Area(40, 60, 240, 30),
    Line(((40, 60), (280, 60)), "#ca3535", is_dashed=True),
    Line(((60, 100), (200, 40)), "#0b4f6c"),
    Dot(60, 100, is_hollow=True),
    Dot(200, 40, is_hollow=False),
    Label(200, 30, "5.8%", "middle", is_bold=True),
)
FIGURES = Table("Results", (Column("Period"), Column("Result")), ((cell("2024-25"), cell("5.8%")),))
WHOLE = Content(
    "progress",
    "Adroddiad: Tŷ a dŵr & <water>",
    caption="Committee",
    footer="Committee",
    blocks=(
        Pairs((("To", cell("The committee")), ("Report of", cell("Director")))),
        Heading("Where things stand"),
        Paragraph((Run("9 agreed", "/recommendations", is_fact=True), Run(", "), Run("1 not", is_bold=True))),
        Bullets((words("First of all"), words("Second"))),
        Heading("Numbered", 3),
        Bullets((words("One thing"), (Run("see the map", "https://maps.example/1"),)), is_numbered=True),
        a_table(3),
        Graph("Empty homes", "Line chart of 2 figures. Latest: 5.8%.", 320, 200, SHAPES, FIGURES),
        Paragraph(words("A counted paragraph"), number="1.1."),
        BlankLines(3),
        Paragraph(words("A note at the end."), is_note=True),
    ),
)


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_every_text_stands_in_the_same_order(format: str) -> None:
    found = words_in(draw(WHOLE, format), format)
    at = 0
    for text in plain_texts(WHOLE):
        if text in ("What was asked", "Results") and format != "html":
            continue  # the caption is the table's alternative text there
        place = found.find(text, at)
        assert place >= at, f"{text!r} is missing or out of order in {format}"
        at = place + len(text)


def test_the_pdf_has_title_language_outline_and_numbered_pages() -> None:
    reader = PdfReader(BytesIO(draw(replace(WHOLE, blocks=(*WHOLE.blocks, a_table(450))), "pdf")))
    assert reader.metadata is not None
    assert reader.metadata.title == WHOLE.title
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert "DisplayDocTitle" in str(reader.root_object["/ViewerPreferences"])
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert titles[0] == WHOLE.title
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
    assert all("What was asked" in text for text in pages[1:]), "the header row is on every page"
    assert "accessible versions" in pages[0]


def test_a_header_stands_at_the_top_of_the_table_and_of_pages_and_nowhere_else() -> None:
    pages = PdfReader(BytesIO(draw(replace(WHOLE, blocks=(a_table(650),)), "pdf"))).pages
    texts = [page.extract_text() for page in pages]
    assert all(text.count("What was asked") == 1 for text in texts)
    found = " ".join(" ".join(texts).split())
    assert all(f"{n} Ask {n} Agreed" in found for n in range(1, 651)), "no row is lost between chunks"


@pytest.mark.parametrize("below", ["table", "chart"])
def test_no_heading_stands_alone_at_the_foot_of_a_page(below: str) -> None:
    high = Table("High", COLUMNS, ((cell("1"), cell("word " * 400), cell("Agreed")),))
    what = high if below == "table" else Graph("Homes", "A line.", 320, 200, SHAPES, FIGURES)
    begins = "word word" if below == "table" else "A line."
    for lines in range(20, 44):
        before = tuple(Paragraph(words("Line.")) for _ in range(lines))
        blocks = (*before, Heading("The heading"), Heading("Under it", 3), what)
        pages = PdfReader(BytesIO(draw(replace(WHOLE, blocks=blocks), "pdf"))).pages
        [page] = [page.extract_text() for page in pages if "The heading" in page.extract_text()]
        assert "Under it" in page, lines
        assert begins in page, lines


def test_every_shape_that_stands_for_a_status_is_in_the_type() -> None:
    load_fonts()
    known = getFont("House").face.charToGlyph  # type: ignore[attr-defined]
    shapes = {*PROGRESS_SHAPES.values(), *TARGET_SHAPES.values(), "↑", "↓", "→", "▲", "ŵ", "ŷ"}
    assert [shape for shape in shapes if ord(shape) not in known] == []


def test_words_longer_than_a_column_and_rows_higher_than_a_page_are_drawn() -> None:
    long = Table("Long", COLUMNS, ((cell("1"), cell("x" * 400), cell("word " * 4000)),))
    pages = PdfReader(BytesIO(draw(replace(WHOLE, blocks=(long,)), "pdf"))).pages
    assert len(pages) > 2
    assert sum(page.extract_text().count("word") for page in pages) == 4000


def test_a_private_one_says_so_on_every_page() -> None:
    private = replace(WHOLE, mark="Not for publication", blocks=(a_table(120),))
    pages = PdfReader(BytesIO(draw(private, "pdf"))).pages
    assert all("Not for publication" in page.extract_text() for page in pages)
    assert "Not for publication" in words_in(draw(private, "html"), "html")


def test_every_numbered_list_in_word_begins_at_one() -> None:
    numbered = Bullets((words("One"), words("Two")), is_numbered=True)
    document = Document(BytesIO(draw(replace(WHOLE, blocks=(numbered, Heading("Next"), numbered)), "docx")))
    found = [
        one._p.pPr.numPr.numId.val  # type: ignore[union-attr]
        for one in document.paragraphs
        if one.style is not None and one.style.name == "List Number"
    ]
    assert found[0] == found[1] != found[2] == found[3]


def test_an_appendix_begins_a_page_of_its_own() -> None:
    apart = replace(WHOLE, blocks=(*WHOLE.blocks, NewPage(), Heading("Appendix 1")))
    *_before, last = PdfReader(BytesIO(draw(apart, "pdf"))).pages
    assert last.extract_text().startswith("Appendix 1")
    assert 'w:br w:type="page"' in ZipFile(BytesIO(draw(apart, "docx"))).read("word/document.xml").decode()


def test_the_word_file_has_real_headings_lists_and_header_rows() -> None:
    file = draw(WHOLE, "docx")
    document = Document(BytesIO(file))
    styles = [one.style.name for one in document.paragraphs if one.text]  # type: ignore[union-attr]
    assert styles[:2] == ["Subtitle", "Heading 1"]
    assert {"Heading 2", "Heading 3", "List Bullet", "List Number"} <= set(styles)
    assert document.core_properties.title == WHOLE.title
    xml = ZipFile(BytesIO(file)).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader") == 2
    assert 'w:tblCaption w:val="What was asked"' in xml
    assert "NUMPAGES" in ZipFile(BytesIO(file)).read("word/footer1.xml").decode()
    assert 'w:lang w:val="en-GB"' in ZipFile(BytesIO(file)).read("word/styles.xml").decode()


def test_a_chart_is_drawn_as_vectors_a_described_picture_and_a_named_image() -> None:
    [page] = PdfReader(BytesIO(draw(WHOLE, "pdf"))).pages
    assert "5.8%" in page.extract_text()
    assert not page.images, "lines, not dots, in print"
    [drawn] = Document(BytesIO(draw(WHOLE, "docx"))).inline_shapes
    properties = drawn._inline.docPr
    assert properties.get("descr") == "Line chart of 2 figures. Latest: 5.8%."
    assert properties.get("title") == "Empty homes"
    image = BeautifulSoup(draw(WHOLE, "html"), "html.parser").find("svg")
    assert image is not None
    assert image["aria-label"] == "Empty homes, chart"
    assert len(image.find_all("polyline")) == 2
    assert image.find("circle", fill="#ffffff"), "a provisional figure is hollow"


def test_a_document_comes_back_from_its_json_as_it_was() -> None:
    assert from_json(json.loads(json.dumps(as_json(WHOLE)))) == WHOLE


def test_the_web_page_is_built_of_its_parts() -> None:
    page = BeautifulSoup(draw(WHOLE, "html"), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "en-GB"
    assert [one.get_text() for one in page.find_all("h1")] == [WHOLE.title]
    assert len(page.find_all("th", scope="col")) == 5
    assert page.find("a")["href"] == "https://maps.example/1"  # type: ignore[index]
    assert "/recommendations" not in str(page), "a public page leads into no page that asks to sign in"
