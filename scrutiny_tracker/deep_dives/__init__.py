"""Deep dives: which measures and why, and the sessions that looked at them."""

from flask import Flask

from ..core.panels import bring, panel
from ..kpis.doing import PLACE
from ..meetings.forms.fields import clock_words
from ..rules.scoping import suggested_question
from . import models as models
from .doing import open_deep_dives
from .forms import WHY
from .queries import list_deep_dives_of_kpi, matter_of
from .views.blueprint import blueprint


def init_app(app: Flask) -> None:
    """Registers the room's pages, and what scrutiny does about a measure on the measure's own page."""
    app.jinja_env.globals["scope_reasons"] = dict(WHY)
    app.jinja_env.globals["deep_dive_matter"] = matter_of
    app.jinja_env.globals["suggested_question"] = suggested_question
    app.jinja_env.filters["hour"] = clock_words
    bring(app, PLACE, open_deep_dives)
    panel(app, "kpi", list_deep_dives_of_kpi, "deep_dives/_of_kpi.html", is_silent=True)
    app.register_blueprint(blueprint)
