"""What scrutiny recommended over two years, review by review, and what became of it."""

from __future__ import annotations

from ..diary import Entered
from ..town import Teller
from . import (
    budget,
    deep_dive,
    health,
    homes,
    panel,
    parking,
    performance,
    safety,
    services,
    streets,
    young_people,
)

ROOMS = (
    panel,
    performance,
    streets,
    budget,
    young_people,
    safety,
    parking,
    health,
    homes,
    deep_dive,
    services,
)
ENTERED: tuple[Entered, ...] = tuple(entered for each in ROOMS for entered in each.ENTERED)
STORIES: tuple[Teller, ...] = tuple(story for each in ROOMS for story in each.STORIES)
