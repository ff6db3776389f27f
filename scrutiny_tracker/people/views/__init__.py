"""The room's pages: signing in, passwords, one's own account, everybody's accounts, the admin door."""

from flask import Blueprint

blueprint = Blueprint("people", __name__)

from . import accounts, admin, outbox, passwords, sessions  # noqa: E402

__all__ = ["accounts", "admin", "blueprint", "outbox", "passwords", "sessions"]
