"""Scrutiny Tracker: from a committee's resolution to what changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The application: settings, machinery, rooms. `config` overrides what the environment says.

    Imported here and not above, so that a command that needs no application (`deadline`, `read`) loads none.
    """
    from flask import Flask

    from . import (
        council,
        deep_dives,
        home,
        kpis,
        meetings,
        papers,
        people,
        reading,
        recommendations,
        reminders,
        reports,
    )
    from .config import INSTANCE, PROJECT, from_environment
    from .core import access, assets, errors, extensions, filters, listing, panels, words

    app = Flask(
        __name__,
        template_folder=str(PROJECT / "templates"),
        static_folder="static",
        instance_path=str(INSTANCE),
    )
    app.config.from_mapping(from_environment(os.environ))
    app.config.from_mapping(config or {})
    for machinery in (extensions, assets, errors, filters, words, panels, listing):
        machinery.init_app(app)
    access.init_app(app, council.load_principal)
    for room in (
        people,
        council,
        kpis,
        meetings,
        deep_dives,
        recommendations,
        papers,
        reading,
        reminders,
        reports,
        home,
    ):
        room.init_app(app)
    return app
