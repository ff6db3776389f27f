"""Papers out: facts as content, drawn as PDF, Word, HTML and sheets."""

from functools import partial

from flask import Flask

from ..core.listing import LARGE_LIST
from ..core.panels import panel
from ..papers.building import drawing
from .asked.views import blueprint as asked
from .asked.views import large_list
from .kinds import TYPES, in_house, offer
from .of_meeting import to_take_away
from .views import blueprint


def init_app(app: Flask) -> None:
    """Registers the room's downloads and how documents in the making are drawn."""
    for format in ("pdf", "docx"):
        drawing(app, format, TYPES[format], partial(in_house, format=format))
    offer(app)
    panel(app, "meeting", to_take_away, "reports/_of_meeting.html")
    app.register_blueprint(blueprint)
    app.register_blueprint(asked)
    app.extensions[LARGE_LIST] = large_list
