"""The room's pages."""

from . import clearing, dive_clearance, dive_report, documents, progress, versions
from .blueprint import blueprint

__all__ = ["blueprint", "clearing", "dive_clearance", "dive_report", "documents", "progress", "versions"]
