"""A document as a Word file: real headings, lists and header rows, for editing and clearance."""

from .document import as_docx

__all__ = ["as_docx"]
