"""The room's pages: bodies for everybody, the council's set-up under the admin door."""

from flask import Blueprint

blueprint = Blueprint("council", __name__)

from . import areas, bodies, calendar, holding, house, offices, settings, setup, years  # noqa: E402

__all__ = [
    "areas",
    "blueprint",
    "bodies",
    "calendar",
    "holding",
    "house",
    "offices",
    "settings",
    "setup",
    "years",
]
