"""The room's pages, cut by voice; every module here hangs its pages on the one blueprint."""

from . import answers as answers
from . import carry as carry
from . import clearing as clearing
from . import commitments as commitments
from . import corrections as corrections
from . import decisions as decisions
from . import edit as edit
from . import evidence as evidence
from . import grid as grid
from . import links as links
from . import meeting_decisions as meeting_decisions
from . import new_sending as new_sending
from . import one as one
from . import outstanding as outstanding
from . import plans as plans
from . import register as register
from . import resolutions as resolutions
from . import sendings as sendings
from . import then_and_now as then_and_now
from . import updates as updates
from .blueprint import blueprint

__all__ = [
    "answers",
    "blueprint",
    "clearing",
    "commitments",
    "corrections",
    "decisions",
    "edit",
    "evidence",
    "grid",
    "links",
    "meeting_decisions",
    "new_sending",
    "one",
    "outstanding",
    "plans",
    "register",
    "resolutions",
    "sendings",
    "updates",
]
