"""How what was held back is done after all: a lower room holds, the room whose record it is does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app

Doing = Callable[[Any, Any], None]
"""Takes what was held and the actor; raises Refused where its record no longer allows it."""


def done_by(app: Flask, kind: str, how: Doing) -> None:
    """Registers how a room does what was held of a kind."""
    app.extensions.setdefault("held", {})[kind] = how


def do_held(kind: str, held: object, by: object) -> None:
    """Does what was held. Raises Refused, as its room says."""
    how: dict[str, Doing] = current_app.extensions["held"]
    how[kind](held, by)
