"""A document as PDF: title, language, bookmarks, page x of y, headers repeated on every page."""

from .document import as_pdf

__all__ = ["as_pdf"]
