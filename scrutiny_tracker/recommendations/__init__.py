"""Recommendations: the register, sendings, answers, progress and decisions, cut by voice."""

from flask import Flask

from . import models as models
from .views import blueprint


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    app.register_blueprint(blueprint)
