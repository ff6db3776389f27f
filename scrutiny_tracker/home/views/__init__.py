"""The room's pages; every module here hangs its pages on the one blueprint."""

from . import brief as brief
from . import committees as committees
from . import machines as machines
from . import reports as reports
from . import resolutions as resolutions
from . import today as today
from .blueprint import blueprint

__all__ = [
    "blueprint",
    "brief",
    "committees",
    "machines",
    "reports",
    "resolutions",
    "today",
]
