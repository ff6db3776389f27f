"""Plans, indicators, targets and readings."""

from flask import Flask

from . import models as models
from . import views
from .importing import models as importing_models
from .importing import views as importing_views
from .views.page import figure_words
from .views.words import month_words, period_words

__all__ = ["importing_models", "init_app", "models", "views"]

views.blueprint.register_blueprint(importing_views.blueprint)


def init_app(app: Flask) -> None:
    """Registers the room's pages and the council's word for a measure."""
    app.jinja_env.globals["measure_word"] = views.measure_word
    app.jinja_env.globals["period_words"] = period_words
    app.jinja_env.globals["month_words"] = month_words
    app.jinja_env.filters["figure_words"] = figure_words
    app.register_blueprint(views.blueprint)
