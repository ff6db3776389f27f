"""The pages of measures; each module hangs its own on the blueprint."""

from . import comparators as comparators
from . import cycles as cycles
from . import glance as glance
from . import keeping as keeping
from . import measures as measures
from .blueprint import blueprint as blueprint
from .blueprint import measure_word as measure_word
