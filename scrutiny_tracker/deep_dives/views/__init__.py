"""The room's pages, cut by noun; every module here hangs its pages on the one blueprint."""

from . import dives as dives
from . import drafts as drafts
from . import guests as guests
from . import promises as promises
from . import scope as scope
from . import sessions as sessions
from . import take_up as take_up
from .blueprint import blueprint

__all__ = ["blueprint"]
