"""The room's pages."""

from . import clearing, documents, progress, versions
from .blueprint import blueprint

__all__ = ["blueprint", "clearing", "documents", "progress", "versions"]
