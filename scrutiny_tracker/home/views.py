"""The first page, and whether this process can serve."""

from __future__ import annotations

from flask import Blueprint, render_template

from ..core.access import allow
from ..rules.permissions import Permission

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@allow(Permission.HOUSE_READ)
def today() -> str:
    return render_template("home/today.html")
