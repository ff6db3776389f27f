"""The blueprint of the room."""

from flask import Blueprint

blueprint = Blueprint("reminders", __name__)
