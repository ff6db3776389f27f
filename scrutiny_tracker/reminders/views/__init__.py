"""The room's pages: how one is told, and what has been chased."""

from . import by_link, calendars, chasing, messages, reminding
from .blueprint import blueprint

__all__ = ["blueprint", "by_link", "calendars", "chasing", "messages", "reminding"]
