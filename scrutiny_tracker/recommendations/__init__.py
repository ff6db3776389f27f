"""Recommendations: the register, sendings, answers, progress and decisions, cut by voice."""

from flask import Flask

from ..core.panels import panel
from . import models as models
from .views import blueprint
from .views.of_item import work_at
from .views.open_work import open_work


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    app.register_blueprint(blueprint)
    panel(app, "item", work_at, "recommendations/_of_item.html")
    panel(app, "person-open-work", open_work, "recommendations/_open_work.html")
