"""Papers out: facts as content, drawn as PDF, Word, HTML and sheets."""

from functools import partial

from flask import Flask

from ..papers.building import drawing
from .kinds import TYPES, in_house, offer
from .views import blueprint


def init_app(app: Flask) -> None:
    """Registers the room's downloads and how documents in the making are drawn."""
    for format in ("pdf", "docx"):
        drawing(app, format, TYPES[format], partial(in_house, format=format))
    offer(app)
    app.register_blueprint(blueprint)
