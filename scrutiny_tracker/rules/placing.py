"""At which meeting a progress report stands, and why there.

Source: a schedule is anchored to an event ("in 12 months' time"), so it waits for the first meeting on or
after its date; once an agenda is published nothing moves by itself; what has been reported stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Place(StrEnum):
    """How firmly a progress report stands where it does."""

    WAITS_FOR_EVENT = "waits-for-its-event"
    NOT_IN_CALENDAR = "not-in-the-calendar"
    PROPOSED = "proposed"
    ON_AN_AGENDA = "on-a-published-agenda"
    SETTLED = "settled"
    NEEDS_CHOICE = "needs-a-new-choice"
    REPORTED = "reported"


@dataclass(frozen=True)
class Spot:
    """A meeting that could take the report: its London date, whether it cannot sit (cancelled, postponed,
    inquorate), whether its agenda is published, and its reference."""

    reference: str
    on: date
    body_name: str
    cannot_sit: bool = False
    is_published: bool = False
    why_not: str | None = None


@dataclass(frozen=True)
class Placing:
    """Where a report stands, the meeting (if any), the nearest before its date, and why, in a sentence."""

    place: Place
    sentence: str
    meeting: Spot | None = None
    before: Spot | None = None


def written(on: date) -> str:
    """19 November 2026."""
    return f"{on.day} {on:%B %Y}"


def placing(
    not_before_on: date | None,
    meetings: Sequence[Spot],
    today: date,
    *,
    settled: Spot | None = None,
    settled_why: str | None = None,
    reported_on: date | None = None,
) -> Placing:
    """Where a report stands today. `meetings` are the body's (and its successors') in date order."""
    if reported_on is not None:
        return Placing(
            Place.REPORTED, f"Reported on {written(reported_on)}. What was reported stays.", settled
        )
    before = _before(not_before_on, meetings, today)
    if settled is not None:
        if settled.cannot_sit:
            gone = f"The meeting of {written(settled.on)} is {settled.why_not or 'off'}: choose another."
            return Placing(Place.NEEDS_CHOICE, gone, settled, before)
        why = (settled_why or "Chosen by a person").rstrip(".")
        return Placing(Place.SETTLED, f"{why}.", settled, before)
    if not_before_on is None:
        return Placing(Place.WAITS_FOR_EVENT, "Its date is known once that has happened.")
    to_come = [spot for spot in meetings if spot.on >= not_before_on]
    published = next((spot for spot in to_come if spot.is_published), None)
    if published is not None:
        return _on_an_agenda(published, before, today)
    proposed = next((spot for spot in to_come if not spot.cannot_sit and spot.on >= today), None)
    if proposed is not None:
        sentence = f"The first meeting on or after {written(not_before_on)}."
        return Placing(Place.PROPOSED, sentence, proposed, before)
    sentence = (
        f"No meeting in the calendar after {written(not_before_on)} yet. "
        "It will be proposed when the calendar is entered."
    )
    return Placing(Place.NOT_IN_CALENDAR, sentence, None, before)


def _on_an_agenda(spot: Spot, before: Spot | None, today: date) -> Placing:
    if spot.cannot_sit:
        gone = f"The meeting of {written(spot.on)} is {spot.why_not or 'off'} and its agenda was published"
        return Placing(Place.NEEDS_CHOICE, f"{gone}: choose another.", spot, before)
    if spot.on < today:
        sentence = "That was the first meeting for it. Record that it was made there, or choose another."
        return Placing(Place.ON_AN_AGENDA, sentence, spot, before)
    sentence = "The agenda is published, so the date only moves by hand."
    return Placing(Place.ON_AN_AGENDA, sentence, spot, before)


def _before(not_before_on: date | None, meetings: Sequence[Spot], today: date) -> Spot | None:
    if not_before_on is None:
        return None
    earlier = [spot for spot in meetings if today <= spot.on < not_before_on and not spot.cannot_sit]
    return earlier[-1] if earlier else None
