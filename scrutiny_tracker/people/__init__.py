"""Accounts, sign-in, invitations."""

from flask import Flask

from . import views


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
    app.register_blueprint(views.blueprint)
