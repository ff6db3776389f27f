"""A council's name, colour, logo and footer in every drawing, and what every drawing does without."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.shared import Mm
from PIL import Image
from pypdf import PdfReader

from scrutiny_tracker.core.content import Content, Heading, Paragraph, words
from scrutiny_tracker.core.house import STANDARD, House, Logo
from scrutiny_tracker.reports.docx import as_docx
from scrutiny_tracker.reports.html import as_html
from scrutiny_tracker.reports.pdf import as_pdf
from tests.reports.extracted import words_in

DRAWINGS = {"pdf": as_pdf, "docx": as_docx, "html": as_html}
WELSH = "Cyngor Tŷ Dŵr: ŵ ŷ Ŵ Ŷ ẁ ẃ ẅ ỳ ý ÿ â ê î ô û ï"
LONG_TITLE = "A long title that would run below the logo if it were not told to keep away from it"
DOCUMENT = Content("progress", LONG_TITLE, caption=WELSH, blocks=(Heading(WELSH), Paragraph(words(WELSH))))


def a_picture(format: str = "PNG", width: int = 400, height: int = 100) -> bytes:
    to = BytesIO()
    Image.new("RGB", (width, height), "#5a1846").save(to, format)
    return to.getvalue()


HOUSE = House(
    "Cyngor Tŷ Dŵr",
    colour="#5a1846",
    footer="Ŵyrion Street, scrutiny@council.example",
    logo=Logo(a_picture(), "image/png", 400, 100, "Cyngor Tŷ Dŵr"),
)


@pytest.mark.parametrize("format", list(DRAWINGS))
@pytest.mark.parametrize("house", [STANDARD, HOUSE], ids=["standard", "own"])
def test_welsh_letters_and_the_footer_stand_in_every_drawing(format: str, house: House) -> None:
    said = words_in(DRAWINGS[format](DOCUMENT, house), format)
    assert said.count(WELSH) >= 2
    assert format == "docx" or house.footer in said
    assert "�" not in said


def test_the_type_has_every_welsh_letter() -> None:
    from reportlab.pdfbase.pdfmetrics import getFont

    as_pdf(DOCUMENT)
    for name in ("House", "House-Bold", "House-Italic", "House-BoldItalic"):
        face = getattr(getFont(name), "face")  # noqa: B009 - reportlab's types know no true type
        missing = {letter for letter in WELSH if ord(letter) not in face.charToGlyph}
        assert not missing, f"{name} lacks {missing}"


@pytest.mark.parametrize("is_dense", [False, True])
def test_the_logo_stands_once_right_of_the_title(is_dense: bool) -> None:
    many = replace(DOCUMENT, is_dense=is_dense, blocks=DOCUMENT.blocks * 60)
    pages = PdfReader(BytesIO(as_pdf(many, HOUSE))).pages
    assert [len(page.images) for page in pages] == [1, *([0] * (len(pages) - 1))]
    title = "".join(pages[0].extract_text().split("\n", 4)[:4])
    assert LONG_TITLE.split()[-1] in title.replace("\n", " ")


def test_word_carries_the_logo_with_its_words_and_the_colour() -> None:
    document = Document(BytesIO(as_docx(DOCUMENT, HOUSE)))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["Cyngor Tŷ Dŵr"]
    assert document.inline_shapes[0].width == Mm(50)
    assert HOUSE.footer in [each.text for each in document.sections[0].footer.paragraphs]
    assert str(document.styles["Heading 1"].font.color.rgb) == "5A1846"
    assert not Document(BytesIO(as_docx(DOCUMENT))).inline_shapes


def test_the_page_carries_the_logo_inside_it() -> None:
    page = BeautifulSoup(as_html(DOCUMENT, HOUSE), "html.parser")
    picture = page.header.img  # type: ignore[union-attr]
    assert picture["alt"] == "Cyngor Tŷ Dŵr"  # type: ignore[index]
    assert str(picture["src"]).startswith("data:image/png;base64,")  # type: ignore[index]
    assert "--main: #5a1846" in page.style.text  # type: ignore[union-attr]
    assert not BeautifulSoup(as_html(DOCUMENT), "html.parser").find("img")
