"""Who is due what: notices, one message a day, updates by link, calendar feeds."""

from flask import Flask

from ..core.due import Source, due_source
from ..core.panels import bring, panel
from . import models as models
from .letter_content import chief_executive_content
from .queries.measured import look_at_cycles, look_at_figures
from .queries.owed import look_at_follow_ups, look_at_held, look_at_papers, look_at_referrals
from .queries.recommended import look_at_recommendations, set_next_look
from .queries.reported import look_at_parts, look_at_reports
from .views import blueprint
from .views.calendars import may_move


def init_app(app: Flask) -> None:
    """Registers the room's pages and what people are told of."""
    app.register_blueprint(blueprint)
    bring(app, "letter-chief-executive", chief_executive_content)
    panel(app, "account", lambda person: person, "reminders/_account.html")
    panel(app, "recommendation-chasing", lambda one: one, "reminders/_recommendation.html")
    panel(app, "meeting", may_move, "reminders/_meeting.html")
    due_source(app, Source("recommendation", look_at_recommendations, set_next_look))
    due_source(app, Source("follow-up", look_at_follow_ups))
    due_source(app, Source("referral", look_at_referrals))
    due_source(app, Source("meeting", look_at_papers))
    due_source(app, Source("held-publication", look_at_held))
    due_source(app, Source("progress-report", look_at_reports))
    due_source(app, Source("document", look_at_parts))
    due_source(app, Source("measure", look_at_figures))
    due_source(app, Source("cycle", look_at_cycles))
