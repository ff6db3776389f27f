"""Scrutiny Tracker: from a committee's resolution to what changed."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask

from . import council, deep_dives, home, kpis, meetings, people, recommendations
from .config import INSTANCE, PROJECT, from_environment
from .core import access, assets, errors, extensions, filters, panels, references, words

__version__ = "0.1.0"

ROOMS = (people, council, kpis, meetings, deep_dives, recommendations, home)


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The application: settings, machinery, rooms. `config` overrides what the environment says."""
    app = Flask(
        __name__,
        template_folder=str(PROJECT / "templates"),
        static_folder="static",
        instance_path=str(INSTANCE),
    )
    app.config.from_mapping(from_environment(os.environ))
    app.config.from_mapping(config or {})
    extensions.init_app(app)
    assets.init_app(app)
    access.init_app(app, council.load_principal)
    errors.init_app(app)
    filters.init_app(app)
    words.init_app(app)
    panels.init_app(app)
    for room in ROOMS:
        room.init_app(app)
    return app
