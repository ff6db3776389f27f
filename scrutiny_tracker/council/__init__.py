"""The council itself: bodies, portfolios, directorates, offices, municipal years, settings."""

from flask import Flask

from ..core import clock
from ..core.extensions import login
from ..core.panels import panel
from ..people.models import Person
from . import views
from .models import Office
from .queries import list_offices_of, load_principal, load_visitor
from .queries.held import find_notice
from .settings import text_setting, yes_no_setting

__all__ = ["init_app", "load_principal"]


def _offices_of(person: Person) -> list[Office]:
    return list(list_offices_of(person.id))


def init_app(app: Flask) -> None:
    """Registers the room's pages and lists, the council's words, and how a session finds its person."""
    login.user_loader(load_visitor)
    app.jinja_env.globals.update(
        council_name=lambda: text_setting("council_name"),
        is_demonstration=lambda: yes_no_setting("is_demonstration"),
        setting=text_setting,
        sensitive_notice=lambda: find_notice(clock.today()),
    )
    app.register_blueprint(views.blueprint)
    panel(app, "admin", lambda _record: None, "council/_admin.html")
    panel(app, "person", _offices_of, "council/_person_offices.html")
    panel(app, "account", _offices_of, "council/_account_offices.html")
