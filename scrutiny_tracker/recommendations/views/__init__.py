"""The room's pages, cut by voice; every module here hangs its pages on the one blueprint."""

from . import one as one
from . import outstanding as outstanding
from . import register as register
from . import resolutions as resolutions
from .blueprint import blueprint

__all__ = ["blueprint"]
