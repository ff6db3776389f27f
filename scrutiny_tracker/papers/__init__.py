"""Documents in the making: sections, versions, contributions and clearances, frozen content."""

from flask import Flask

from ..core.held import done_by
from ..core.panels import bring, panel
from ..core.shapes import svg_elements
from ..council.house import Sections
from ..council.models import HeldKind
from ..rules.section_lists import Listed
from . import models as models
from . import views as views
from .actions.progress import SECTIONS
from .dive_form import IMPLICATIONS
from .jobs import publish_report
from .models import DocumentKind
from .queries.deep_dives import cleared_of, find_clearance_of
from .views.blueprint import blueprint
from .views.of_item import document_at


def _whose_sections_can_be_chosen(_about: object) -> list[Sections]:
    """The kinds of documents that begin with the council's own list of sections."""
    kinds = (
        (DocumentKind.PROGRESS, "Sections of a progress report", SECTIONS),
        (DocumentKind.DEEP_DIVE, "Implications in a deep dive’s report", IMPLICATIONS),
    )
    return [
        Sections(kind, words, [Listed(one.key, one.heading) for one in standard])
        for kind, words, standard in kinds
    ]


def init_app(app: Flask) -> None:
    """Registers the room's pages, the way from an agenda item to its document, a deep dive's clearance."""
    app.jinja_env.globals.update(svg_elements=svg_elements, clearance_words=models.CLEARANCE_WORDS)
    app.register_blueprint(blueprint)
    done_by(app, HeldKind.PROGRESS_REPORT, publish_report)
    panel(app, "item", document_at, "papers/_of_item.html")
    bring(app, "document-sections", _whose_sections_can_be_chosen)
    bring(app, "deep-dive-clearance", cleared_of)
    panel(app, "deep-dive-clearance", find_clearance_of, "papers/_clearance_of_dive.html")
