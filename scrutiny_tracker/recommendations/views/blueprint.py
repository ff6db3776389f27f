"""The room's blueprint."""

from flask import Blueprint

blueprint = Blueprint("recommendations", __name__)
