"""The first page, and whether this process can serve."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import Blueprint, render_template

from ..core import clock
from ..core.access import allow, public
from ..rules.permissions import Permission
from .health import health

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(Permission.HOUSE_READ)
def today() -> str:
    return render_template("home/today.html")


@blueprint.get("/healthz")
@public
def healthz() -> tuple[dict[str, Any], int]:
    return health(version("scrutiny-tracker"), clock.real_now())
