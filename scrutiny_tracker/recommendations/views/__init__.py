"""The room's pages, cut by voice; every module here hangs its pages on the one blueprint."""

from . import register as register
from .blueprint import blueprint

__all__ = ["blueprint"]
