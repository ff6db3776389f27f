"""The council itself: bodies, portfolios, directorates, offices, municipal years, settings."""

from flask import Flask

from .queries import load_principal
from .settings import text_setting, yes_no_setting

__all__ = ["init_app", "load_principal"]


def init_app(app: Flask) -> None:
    """Registers the room's pages and the council's own words."""
    app.jinja_env.globals.update(
        council_name=lambda: text_setting("council_name"),
        is_demonstration=lambda: yes_no_setting("is_demonstration"),
        setting=text_setting,
    )
