"""Documents in the making: sections, versions, contributions and clearances, frozen content."""

from flask import Flask

from . import models as models
from .views import blueprint


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    app.register_blueprint(blueprint)
