"""The room's pages."""

from . import clearing, dive_clearance, documents, progress, versions
from .blueprint import blueprint

__all__ = ["blueprint", "clearing", "dive_clearance", "documents", "progress", "versions"]
