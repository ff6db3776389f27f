"""The words of a file as a reader meets them, whatever it is drawn as."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from bs4 import BeautifulSoup
from docx import Document
from docx.table import Table
from pypdf import PdfReader


def words_in(file: bytes, format: str) -> str:
    """Every word in order, with single spaces."""
    return " ".join({"pdf": _pdf, "docx": _docx, "html": _html}[format](file).split())


def _pdf(file: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)


def _html(file: bytes) -> str:
    return BeautifulSoup(file, "html.parser").find("body").get_text("\n")  # type: ignore[union-attr]


def _docx(file: bytes) -> str:
    return "\n".join(_docx_parts(file))


def _docx_parts(file: bytes) -> Iterator[str]:
    for part in Document(BytesIO(file)).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield from (cell.text for cell in row.cells)
        else:
            yield part.text
