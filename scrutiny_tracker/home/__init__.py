"""What needs me today, what a committee waits for, the chair's brief, and the door to the reports."""

from flask import Flask, request
from markupsafe import Markup

from ..core import clock
from ..core.access import may
from ..core.drawn import drawn
from ..reports.kinds import DRAWN, Kind, kind
from ..rules.permissions import Permission
from . import views
from .brief_content import brief_content
from .days import hour_words, weekday_words

DOORS = (
    ("/", "Today"),
    ("/committees", "Committees"),
    ("/recommendations", "Recommendations"),
    ("/outstanding", "Outstanding issues"),
    ("/meetings", "Meetings"),
    ("/work-programme", "Work programme"),
    ("/deep-dives", "Deep dives"),
    ("/kpis", "Measures"),
    ("/reports", "Reports"),
)


def doors() -> tuple[tuple[str, str], ...]:
    """The doors of the house that this reader may open: address and name."""
    admin = may(Permission.ACCOUNT_ADMINISTER) or may(Permission.COUNCIL_EDIT)
    return (*DOORS, ("/admin", "Admin")) if admin else DOORS


def menu() -> Markup:
    """The doors, with the one marked that the page asked for stands behind."""
    path = request.path
    here = "/" + path.split("/", 2)[1]
    return drawn("_menu.html", "menu", doors(), here, path == here)


def init_app(app: Flask) -> None:
    """Registers the room's pages and the menu."""
    app.jinja_env.globals["menu"] = menu
    app.jinja_env.filters["hour"] = hour_words
    app.jinja_env.filters["weekday"] = lambda on: weekday_words(on, clock.today())
    kind(app, Kind("chairs-brief", DRAWN, brief_content, is_public=False))
    app.register_blueprint(views.blueprint)
