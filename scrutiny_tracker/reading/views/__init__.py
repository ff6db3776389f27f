"""The pages of the room."""

from . import panels, papers, review
from .blueprint import blueprint

__all__ = ["blueprint", "panels", "papers", "review"]
