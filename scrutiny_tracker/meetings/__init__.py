"""Meetings, agenda items, attendance, resolutions, actions, referrals, work programme."""

from flask import Flask

from . import clause_models, models


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
