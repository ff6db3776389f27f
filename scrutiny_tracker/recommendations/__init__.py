"""Recommendations: the register, sendings, answers, progress and decisions, cut by voice."""

from flask import Flask

from ..core.held import done_by
from ..core.panels import bring, panel
from ..council.models import HeldKind
from ..kpis.doing import PLACE
from . import models as models
from .doing import open_recommendations
from .jobs import publish_update
from .queries.before import alike_drafts, is_sent, said_before
from .views import blueprint
from .views.listed_elsewhere import of_body, of_deep_dive, of_measure, of_meeting
from .views.of_item import work_at
from .views.open_work import open_work

LISTED = "recommendations/_listed_elsewhere.html"


def init_app(app: Flask) -> None:
    """Registers the room's pages, and its lists on the pages of the rooms below."""
    app.register_blueprint(blueprint)
    done_by(app, HeldKind.UPDATE, publish_update)
    bring(app, "alike", alike_drafts)
    bring(app, "said-before", said_before)
    bring(app, "deep-dive-sent", is_sent)
    panel(app, "item", work_at, "recommendations/_of_item.html")
    panel(app, "person-open-work", open_work, "recommendations/_open_work.html")
    bring(app, PLACE, open_recommendations)
    panel(app, "kpi", of_measure, LISTED)
    panel(app, "deep-dive", of_deep_dive, LISTED)
    panel(app, "meeting", of_meeting, LISTED)
    panel(app, "body", of_body, LISTED)
