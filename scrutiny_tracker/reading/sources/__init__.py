"""Any paper as plain lines: text, HTML, Word, PDF or ModernGov XML."""

from __future__ import annotations

import re

from .docx import read_docx
from .html import read_html
from .moderngov import ROOTS, read_moderngov
from .pdf import read_pdf
from .plain import read_plain
from .source import MAX_BYTES, PaperFormat, Source, UnreadablePaper

__all__ = ["PaperFormat", "Source", "UnreadablePaper", "read_source"]

_READERS = {
    PaperFormat.TEXT: read_plain,
    PaperFormat.HTML: read_html,
    PaperFormat.DOCX: read_docx,
    PaperFormat.PDF: read_pdf,
    PaperFormat.MODERNGOV: read_moderngov,
}
_ENDINGS = {
    "txt": PaperFormat.TEXT,
    "html": PaperFormat.HTML,
    "htm": PaperFormat.HTML,
    "docx": PaperFormat.DOCX,
    "pdf": PaperFormat.PDF,
    "xml": PaperFormat.MODERNGOV,
}
_WORDS = {
    PaperFormat.TEXT: "plain text",
    PaperFormat.HTML: "HTML",
    PaperFormat.DOCX: "a Word document",
    PaperFormat.PDF: "a PDF",
    PaperFormat.MODERNGOV: "ModernGov XML",
}
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "This is an old or password-protected Office file: save it as an open .docx.",
    b"{\\rtf": "This is a rich text file: save it as .docx.",
    b"\x89PNG": "This is a picture: there are no words in it to read.",
    b"\xff\xd8\xff": "This is a picture: there are no words in it to read.",
    b"\x1f\x8b": "This is a compressed file: unpack it first.",
}
_XML_ROOT = re.compile(rb"<(?:[\w-]+:)?([A-Za-z]\w*)")
_MARKUP = re.compile(
    rb"<(?:!doctype html|html|head|body|div|p|table|ul|ol|span|h[1-6]|br)[\s>/]", re.IGNORECASE
)


def read_source(name: str, data: bytes, chosen: PaperFormat = PaperFormat.AUTO) -> Source:
    """The lines of one paper.

    `name` is the file's name, `chosen` the format that its reader names (or AUTO). Raises UnreadablePaper
    with one sentence for a file that is too large, damaged, protected, not what it says it is, or empty.
    """
    if len(data) > MAX_BYTES:
        raise UnreadablePaper(f"This file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    if not data.strip():
        raise UnreadablePaper("This file is empty.")
    found = _sniff(data)
    expected = _ENDINGS.get(name.rpartition(".")[2].lower()) if chosen is PaperFormat.AUTO else chosen
    if expected is not None and found is not expected:
        found = _settle(found, expected)
    return _READERS[found](data)


def _settle(found: PaperFormat, expected: PaperFormat) -> PaperFormat:
    """Text may hold markup and markup may be bare; anything else that differs is refused."""
    loose = (PaperFormat.TEXT, PaperFormat.HTML)
    if found in loose and expected in loose:
        return expected
    if expected is PaperFormat.MODERNGOV and found in loose:
        return expected
    if expected is PaperFormat.TEXT and found is PaperFormat.MODERNGOV:
        return found
    raise UnreadablePaper(f"This file says that it is {_WORDS[expected]}, but it is {_WORDS[found]}.")


def _sniff(data: bytes) -> PaperFormat:
    for mark, sentence in _REFUSED.items():
        if data.startswith(mark):
            raise UnreadablePaper(sentence)
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return PaperFormat.PDF
    if data.startswith(b"PK"):
        return PaperFormat.DOCX
    if start.startswith((b"<?xml", b"<")):
        body = re.sub(
            rb"<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?>", b"", data[:8192], flags=re.DOTALL
        )
        root = _XML_ROOT.search(body)
        name = root[1].lower().decode("ascii") if root is not None else ""
        if name in ROOTS or (start.startswith(b"<?xml") and name != "html"):
            return PaperFormat.MODERNGOV
    return PaperFormat.HTML if _MARKUP.search(data[:65536]) is not None else PaperFormat.TEXT
