"""Accounts, sign-in, invitations."""

from flask import Flask

from ..core.extensions import login
from . import views
from .queries import find_signed_in


def init_app(app: Flask) -> None:
    """Registers the room's pages and tells the sessions whose they are."""
    login.user_loader(find_signed_in)
    app.register_blueprint(views.blueprint)
