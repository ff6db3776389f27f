"""Meetings, agenda items, attendance, resolutions, actions, referrals, work programme."""

from flask import Flask

from ..core.held import done_by
from ..core.panels import bring, panel
from ..council.models import HeldKind
from ..kpis.doing import PLACE
from . import clause_models as clause_models
from . import measure_models as measure_models
from . import models as models
from . import views
from .forms.fields import clock_words
from .jobs import publish_minutes
from .queries.measures import list_of_kpi, open_work
from .words import room_words, state_tag


def init_app(app: Flask) -> None:
    """Registers the room's pages and words."""
    app.jinja_env.globals.update(state_tag=state_tag, room_words=room_words)
    app.jinja_env.filters["hour"] = clock_words
    bring(app, PLACE, open_work)
    panel(app, "kpi", list_of_kpi, "meetings/_of_kpi.html", is_silent=True)
    app.register_blueprint(views.blueprint)
    done_by(app, HeldKind.MINUTES, publish_minutes)
