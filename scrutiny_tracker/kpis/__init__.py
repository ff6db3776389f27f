"""Plans, indicators, targets and readings."""

from flask import Flask

from . import models as models


def init_app(app: Flask) -> None:
    """Registers the room's pages."""
