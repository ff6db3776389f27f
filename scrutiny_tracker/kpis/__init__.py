"""Plans, indicators, targets and readings."""

from flask import Flask

from . import models as models
from . import views


def init_app(app: Flask) -> None:
    """Registers the room's pages and the council's word for a measure."""
    app.jinja_env.globals["measure_word"] = views.measure_word
    app.register_blueprint(views.blueprint)
