"""The meeting that is proposed for what has none: first on or after, nearest before, through a succession."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.models import MeetingState
from tests import factories as make
from tests.cast import Cast

DUE = date(2026, 11, 4)


@pytest.mark.parametrize(
    "state", [MeetingState.CANCELLED, MeetingState.POSTPONED, MeetingState.INQUORATE], ids=str
)
def test_a_meeting_that_does_not_sit_is_never_proposed(cast: Cast, state: MeetingState) -> None:
    make.meeting(cast.scruco, DUE, state=state, state_reason="Snow")
    make.meeting(cast.scruco, date(2026, 10, 1), state=state, state_reason="Snow")
    later = make.meeting(cast.scruco, date(2026, 11, 19))
    earlier = make.meeting(cast.scruco, date(2026, 9, 3))
    make.meeting(cast.sb1, DUE)
    first, before = (
        queries.first_meeting_on_or_after(cast.scruco.id, DUE),
        queries.nearest_before(cast.scruco.id, DUE),
    )
    assert first is not None
    assert before is not None
    assert (first.id, before.id) == (later.id, earlier.id)


def test_the_day_itself_counts_as_on_or_after(cast: Cast) -> None:
    on_the_day = make.meeting(cast.scruco, DUE)
    first = queries.first_meeting_on_or_after(cast.scruco.id, DUE)
    assert first is not None
    assert first.id == on_the_day.id
    assert queries.nearest_before(cast.scruco.id, DUE) is None


def test_with_nothing_in_the_calendar_nothing_is_proposed(cast: Cast) -> None:
    assert queries.first_meeting_on_or_after(cast.scruco.id, DUE) is None


def test_the_successor_meets_for_a_body_that_ended(cast: Cast) -> None:
    panel = make.body("OLD", to_on=date(2025, 5, 1), from_on=date(2010, 1, 1), successor_id=cast.sb1.id)
    cast.sb1.successor_id = cast.sb2.id
    cast.sb2.successor_id = panel.id
    db.session.flush()
    met = make.meeting(cast.sb2, DUE)
    found = queries.first_meeting_on_or_after(panel.id, DUE)
    assert found is not None
    assert found.id == met.id
    assert queries.list_succession(panel.id) == [panel.id, cast.sb1.id, cast.sb2.id]


def test_many_are_answered_as_one_by_one(cast: Cast) -> None:
    for body in (cast.scruco, cast.sb1, cast.sb2):
        for month in (2, 5, 9, 11):
            make.meeting(body, date(2026, month, 10 + body.id % 10))
    cast.sb2.successor_id = cast.sb1.id
    db.session.flush()
    asked = [
        (body.id, date(2026, month, 12))
        for body in (cast.scruco, cast.sb1, cast.sb2)
        for month in range(1, 13)
    ]
    one_by_one = [queries.first_meeting_on_or_after(body_id, on) for body_id, on in asked]
    assert queries.first_meetings_on_or_after(asked) == one_by_one
    assert one_by_one[0] is not None
    assert one_by_one[11] is None
