"""The blueprint of the room."""

from flask import Blueprint

blueprint = Blueprint("home", __name__)
