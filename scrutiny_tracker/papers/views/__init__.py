"""The room's pages."""

from .blueprint import blueprint

__all__ = ["blueprint"]
