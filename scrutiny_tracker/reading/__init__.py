"""Papers in: any paper as text, what is proposed from it, and the review in which a person confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Registers the room's pages and its panels.

    Imported here and not above, so that the command `read` loads no application.
    """
    from ..core.panels import panel
    from . import models as models
    from .trackers.views import blueprint as trackers
    from .views import blueprint, panels

    app.register_blueprint(blueprint)
    app.register_blueprint(trackers)
    panel(app, "item", panels.of_item, "reading/_of_item.html")
    panel(app, "meeting", panels.of_meeting, "reading/_of_meeting.html")
    for noun, query in panels.ONE.items():
        panel(app, noun, query, "reading/_read_from.html")
