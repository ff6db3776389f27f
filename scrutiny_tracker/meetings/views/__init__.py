"""The pages of the room."""

from . import (
    attendance,
    calendar,
    follow_ups,
    items,
    measures,
    meetings,
    papers,
    printed,
    programme,
    referrals,
    states,
)
from .blueprint import blueprint

__all__ = [
    "attendance",
    "blueprint",
    "calendar",
    "follow_ups",
    "items",
    "measures",
    "meetings",
    "papers",
    "printed",
    "programme",
    "referrals",
    "states",
]
