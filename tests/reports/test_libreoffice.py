"""Word files in LibreOffice: each opens, says all that its content says in its order, and keeps what is a
heading, a list, a header row, and its language."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from scrutiny_tracker.core.content import Content, plain_texts
from scrutiny_tracker.reports.kinds import draw
from tests.reports.extracted import words_in
from tests.reports.golden import captions_of
from tests.reports.test_drawings import WHOLE, a_table

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A document of every part, and one with a long table, as the PDF that LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("word")
    made = {"whole": WHOLE, "long": Content("register", "Long", blocks=(a_table(120),), is_wide=True)}
    for name, content in made.items():
        (folder / f"{name}.docx").write_bytes(draw(content, "docx"))
    assert OFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [OFFICE, profile, "--headless", "--convert-to", TAGGED, "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in made]
    subprocess.run([*asked, *files], check=True, capture_output=True, timeout=180)
    return {name: Path(folder / f"{name}.pdf").read_bytes() for name in made}


def test_nothing_is_lost_and_nothing_moves(converted: dict[str, bytes]) -> None:
    found = words_in(converted["whole"], "pdf")
    at = 0
    for text in plain_texts(WHOLE):
        if text in captions_of(WHOLE):
            continue
        place = found.find(" ".join(text.split()), at)
        assert place >= at, f"{text!r} is missing or out of order: {found[at:]}"
        at = place + len(text)


def test_headings_lists_and_tables_are_what_they_are(converted: dict[str, bytes]) -> None:
    kinds = tags_in(converted["whole"])
    assert {"H1", "H2", "H3", "L", "LI", "Table", "TR", "TH", "Figure"} <= set(kinds)
    assert str(PdfReader(BytesIO(converted["whole"])).root_object["/Lang"]) == "en-GB"
    assert "1. One thing 2. see the map" in words_in(converted["whole"], "pdf")


def test_a_long_table_has_its_header_on_every_page(converted: dict[str, bytes]) -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(converted["long"])).pages]
    assert len(pages) > 2
    assert all("What was asked" in page for page in pages)
    assert f"Page 1 of {len(pages)}" in " ".join(pages[0].split())


def tags_in(file: bytes) -> list[str]:
    """The structure of a tagged PDF: the kind of every element."""
    found: list[str] = []
    reader = PdfReader(BytesIO(file))
    roles = reader.root_object["/StructTreeRoot"].get_object().get("/RoleMap", {})  # type: ignore[union-attr]

    def walk(element: object) -> None:
        one = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(one, list):
            for each in one:
                walk(each)
        elif isinstance(one, dict):
            if "/S" in one:
                kind = one["/S"]
                found.append(str(roles.get(kind, kind)).removeprefix("/"))
            walk(one.get("/K", []))

    walk(reader.root_object["/StructTreeRoot"])
    return found
