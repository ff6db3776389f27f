"""The room's blueprint, and what its pages share."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("papers", __name__)
