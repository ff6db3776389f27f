"""The room's pages: how one is told, and what has been chased."""

from . import chasing, messages
from .blueprint import blueprint

__all__ = ["blueprint", "chasing", "messages"]
