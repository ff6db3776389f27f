"""Every story of the demonstration, in the order in which what falls on one day happens."""

from __future__ import annotations

from . import council, measures, outstanding, papers_in, people, progress_reports, reviews
from .diary import Entered, enter_calendars, meetings
from .people import invite_everybody
from .town import Town, tell

ENTERED: tuple[Entered, ...] = reviews.ENTERED


def load(password: str) -> Town:
    """Writes the whole demonstration, day by day, in the caller's transaction."""
    town = Town()
    tell(
        town,
        [
            council.found_the_council,
            invite_everybody(password),
            *people.STORIES,
            *council.STORIES[1:],
            *measures.STORIES,
            enter_calendars,
            *meetings(ENTERED),
            *reviews.STORIES,
            *outstanding.STORIES,
            *progress_reports.STORIES,
            *papers_in.STORIES,
        ],
    )
    return town
