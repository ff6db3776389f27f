"""Documents in the making: sections, versions, contributions and clearances, frozen content."""

from flask import Flask

from ..core.panels import panel
from . import models as models
from .views import blueprint
from .views.of_item import document_at


def init_app(app: Flask) -> None:
    """Registers the room's pages, and the way from an agenda item to its document."""
    app.register_blueprint(blueprint)
    panel(app, "item", document_at, "papers/_of_item.html")
