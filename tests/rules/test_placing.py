"""At which meeting a progress report stands."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.rules.placing import Place, Spot, placing

TODAY = date(2026, 1, 12)
DUE = date(2026, 11, 4)


def spot(on: date, *, cannot_sit: bool = False, is_published: bool = False) -> Spot:
    why_not = "cancelled" if cannot_sit else None
    return Spot(f"M-{on.isoformat()}", on, "Committee", cannot_sit, is_published, why_not)


def test_the_first_on_or_after_and_the_nearest_before() -> None:
    meetings = [spot(date(2026, 10, 1)), spot(date(2026, 10, 22)), spot(DUE), spot(date(2026, 12, 1))]
    found = placing(DUE, meetings, TODAY)
    assert (found.place, found.meeting, found.before) == (Place.PROPOSED, meetings[2], meetings[1])


def test_one_that_cannot_sit_is_passed_over() -> None:
    meetings = [spot(DUE, cannot_sit=True), spot(date(2026, 12, 1))]
    assert placing(DUE, meetings, TODAY).meeting == meetings[1]


def test_a_meeting_that_is_over_is_no_proposal() -> None:
    later = date(2026, 11, 20)
    assert placing(DUE, [spot(DUE)], later).place is Place.NOT_IN_CALENDAR


def test_on_a_published_agenda_it_stays_whatever_comes_into_the_calendar() -> None:
    published = spot(date(2026, 11, 19), is_published=True)
    found = placing(DUE, [spot(date(2026, 11, 10)), published, spot(date(2026, 12, 1))], TODAY)
    assert (found.place, found.meeting) == (Place.ON_AN_AGENDA, published)


def test_when_that_meeting_has_passed_somebody_says_whether_it_was_made_there() -> None:
    published = spot(date(2026, 11, 19), is_published=True)
    found = placing(DUE, [published, spot(date(2027, 1, 21))], date(2026, 12, 1))
    assert found.meeting == published
    assert "Record that it was made there, or choose another." in found.sentence


def test_a_published_meeting_that_was_cancelled_needs_a_person() -> None:
    off = spot(date(2026, 11, 19), cannot_sit=True, is_published=True)
    found = placing(DUE, [off, spot(date(2026, 12, 1))], TODAY)
    assert (found.place, found.meeting) == (Place.NEEDS_CHOICE, off)
    assert "its agenda was published: choose another." in found.sentence


def test_a_settled_one_stays_and_says_why() -> None:
    chosen = spot(date(2026, 10, 22))
    found = placing(DUE, [spot(DUE)], TODAY, settled=chosen, settled_why="Before the budget")
    assert (found.place, found.meeting, found.sentence) == (Place.SETTLED, chosen, "Before the budget.")


def test_what_was_reported_stays() -> None:
    chosen = spot(date(2026, 1, 8), cannot_sit=True)
    found = placing(DUE, [spot(DUE)], TODAY, settled=chosen, reported_on=date(2026, 1, 8))
    assert (found.place, found.meeting) == (Place.REPORTED, chosen)


def test_before_its_event_it_has_no_date() -> None:
    assert placing(None, [spot(DUE)], TODAY).place is Place.WAITS_FOR_EVENT
