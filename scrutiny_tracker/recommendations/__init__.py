"""Recommendations: the register, sendings, answers, progress and decisions, cut by voice."""

from flask import Flask

from . import models


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
