"""Files that are broken, protected, bombs or something else are refused with one sentence."""

from __future__ import annotations

import io
import resource

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from scrutiny_tracker.reading.sources import UnreadablePaper, read_source
from scrutiny_tracker.reading.sources.source import MAX_BYTES, MAX_PAGES
from tests.reading.papers import MINUTES, as_docx, as_pdf, zipped

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><getmeeting><meeting>&c;</meeting></getmeeting>"
)
W = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = b'<w:document xmlns:w="' + W + b'"><w:body/></w:document>'


def _pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(72, 72)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(as_pdf(MINUTES))))
    writer.encrypt("a password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _scan() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.save()
    return out.getvalue()


HOSTILE = {
    "a zip bomb": (
        "bomb.docx",
        lambda: zipped({"word/document.xml": b" " * 130_000_000}),
        "unpacks to far more",
    ),
    "thousands of parts": (
        "parts.docx",
        lambda: zipped({f"p{n}": b"" for n in range(5001)}),
        "unpacks to far more",
    ),
    "an entity bomb": ("laughs.xml", lambda: LAUGHS, "cannot be read safely"),
    "an entity bomb in Word": (
        "laughs.docx",
        lambda: zipped({"word/document.xml": LAUGHS}),
        "cannot be read safely",
    ),
    "macros": (
        "m.docx",
        lambda: zipped({"word/document.xml": DOCUMENT, "word/vbaProject.bin": b"x"}),
        "macros",
    ),
    "a locked Office file": (
        "locked.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        "password",
    ),
    "a truncated Word document": ("cut.docx", lambda: as_docx(MINUTES)[:2000], "damaged"),
    "another zip": ("book.docx", lambda: zipped({"mimetype": b"application/epub"}), "not a Word document"),
    "a locked PDF": ("locked.pdf", _locked, "protected by a password"),
    "a truncated PDF": ("cut.pdf", lambda: as_pdf(MINUTES)[:300], "damaged"),
    "a scan": ("scan.pdf", _scan, "is a scan"),
    "too many pages": ("long.pdf", lambda: _pages(MAX_PAGES + 1), f"more than {MAX_PAGES} pages"),
    "a PDF called Word": ("paper.docx", lambda: as_pdf(MINUTES), "but it is a PDF"),
    "text called a PDF": ("paper.pdf", lambda: MINUTES.encode(), "but it is plain text"),
    "a picture": ("paper.txt", lambda: b"\x89PNG\r\n", "picture"),
    "binary called text": ("paper.txt", lambda: b"a\x00b\x00\x01", "not text"),
    "broken XML": (
        "paper.xml",
        lambda: b"<?xml version='1.0'?><getmeeting><meeting>",
        "cannot be read safely",
    ),
    "other XML": (
        "paper.xml",
        lambda: b"<?xml version='1.0'?><invoice><total>1</total></invoice>",
        "not an answer",
    ),
    "nothing": ("paper.txt", lambda: b"  \n", "empty"),
    "too much": ("paper.txt", lambda: b"a" * (MAX_BYTES + 1), "larger than"),
    "markup without an end": (
        "deep.html",
        lambda: b"<html>" + b"<div>" * 100_000 + b"x",
        "nested too deeply|no words|cannot be read",
    ),
}


@pytest.mark.parametrize(("name", "make", "sentence"), HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_with_a_sentence(name: str, make: object, sentence: str) -> None:
    assert callable(make)
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadablePaper, match=sentence) as refused:
        read_source(name, data)
    assert str(refused.value).count(".") == 1 or ".docx" in str(refused.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes


@pytest.mark.parametrize("length", [10, 200, 1000, 5000])
def test_a_file_cut_anywhere_is_read_or_refused(length: int) -> None:
    for name, data in (("cut.docx", as_docx(MINUTES)), ("cut.html", b"<table><tr><td>a</td>" * 50)):
        assert _read_or_refused(name, data[:length])


def _read_or_refused(name: str, data: bytes) -> str:
    """The text, or the sentence that refuses it."""
    try:
        return read_source(name, data).text
    except UnreadablePaper as refused:
        return str(refused)
