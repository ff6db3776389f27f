"""A document as a web page that stands alone: the accessible version for a council's site."""

from .document import as_html

__all__ = ["as_html"]
