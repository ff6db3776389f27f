"""Deep dives: which measures and why, and the sessions that looked at them."""

from flask import Flask

from . import models as models


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
