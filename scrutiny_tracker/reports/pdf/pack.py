"""Several PDFs as one: numbered through, a bookmark for each, a mark across a private one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib.colors import white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from .fonts import BOLD, GREY, MARK, PLAIN, load_fonts

EDGE = 6 * mm
HEIGHT = 4.5 * mm


@dataclass(frozen=True)
class Joined:
    """One file within a pack: the bookmark that it stands under (a new one where it differs from the one
    before), its own title and its bytes."""

    under: str
    title: str
    content: bytes


class NotReadable(ValueError):
    """A file that is damaged, locked or no PDF."""


def count_pages(content: bytes) -> int:
    """How many pages a PDF has. Raises NotReadable."""
    return len(_pages(content))


def _pages(content: bytes) -> Sequence[PageObject]:
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable("it is locked by a password")
        pages = list(reader.pages)
        for page in pages:
            page.get_contents()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as problem:
        if isinstance(problem, NotReadable):
            raise
        raise NotReadable("it cannot be read") from problem
    if not pages:
        raise NotReadable("it has no page")
    return pages


def join(parts: Sequence[Joined], title: str, mark: str = "") -> bytes:
    """The files as one PDF with title, language and bookmarks; every page says its number in the pack."""
    load_fonts()
    writer = PdfWriter()
    every = [(part, _pages(part.content)) for part in parts]
    total = sum(len(pages) for _, pages in every)
    heading, under = None, None
    for part, pages in every:
        first = len(writer.pages)
        for page in pages:
            added = writer.add_page(page)
            if added.rotation:
                added.transfer_rotation_to_content()
            added.merge_page(_stamp(added, f"Pack page {len(writer.pages)} of {total}", mark))
        if part.under != under:
            heading, under = writer.add_outline_item(title=part.under, page_number=first), part.under
        if part.title and part.title != part.under:
            writer.add_outline_item(title=part.title, page_number=first, parent=heading)
    writer.add_metadata({"/Title": title})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("en-GB")
    shows_title = {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shows_title)
    to = BytesIO()
    writer.write(to)
    return to.getvalue()


def _stamp(page: PageObject, words: str, mark: str) -> PageObject:
    """What is laid over a page: its number at the top right, and the mark."""
    box = page.mediabox
    width, height = float(box.width), float(box.height)
    to = BytesIO()
    canvas = Canvas(to, pagesize=(width, height))
    canvas.setFont(PLAIN, 8)
    room = canvas.stringWidth(words, PLAIN, 8)
    canvas.setFillColor(white)
    canvas.rect(width - EDGE - room - 4, height - EDGE - HEIGHT / 2, room + 8, HEIGHT, stroke=0, fill=1)
    canvas.setFillColor(GREY)
    canvas.drawRightString(width - EDGE, height - EDGE - 1, words)
    if mark:
        canvas.translate(width / 2, height / 2)
        canvas.rotate(35)
        canvas.setFillColor(MARK)
        canvas.setFont(BOLD, 34)
        canvas.drawCentredString(0, 0, mark)
    canvas.save()
    stamp = PdfReader(BytesIO(to.getvalue())).pages[0]
    if box.left or box.bottom:
        stamp.add_transformation((1, 0, 0, 1, float(box.left), float(box.bottom)), expand=True)
    return stamp
