"""Papers out: facts as content, drawn as PDF, Word, HTML and sheets."""

from flask import Flask

from ..core.content import Content
from ..core.files import KINDS
from ..papers.building import drawing


def init_app(app: Flask) -> None:
    """Registers how documents are drawn; the libraries that draw are loaded when one is."""
    drawing(app, "pdf", KINDS[".pdf"].content_type, _pdf)
    drawing(app, "docx", KINDS[".docx"].content_type, _docx)


def _pdf(content: Content) -> bytes:
    from .pdf import as_pdf

    return as_pdf(content)


def _docx(content: Content) -> bytes:
    from .docx import as_docx

    return as_docx(content)
