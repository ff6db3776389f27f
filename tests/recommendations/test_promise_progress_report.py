"""Progress reports: one for what was recommended together, anchored to an event, placed by itself."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.meetings.models import AgendaState, MeetingState
from scrutiny_tracker.meetings.queries.programme import find_placed
from scrutiny_tracker.recommendations.actions import commitments
from scrutiny_tracker.recommendations.actions.answers import GivenAnswer, Source, SourceKind, answer_sending
from scrutiny_tracker.recommendations.actions.make import Asked, add_part, agree
from scrutiny_tracker.recommendations.models import Commitment, Recommendation
from scrutiny_tracker.recommendations.queries.commitments import (
    get_commitment,
    list_commitments,
    placing_of,
)
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Origin
from scrutiny_tracker.rules.placing import Place
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import TODAY, Cast, by

ANNIVERSARY = date(2026, 11, 4)


def promised(one: Recommendation) -> Commitment:
    whole = get_recommendation(one.reference)
    assert whole.commitment is not None
    return get_commitment(whole.commitment.reference)


def answered(cast: Cast, *values: Answer) -> list[Recommendation]:
    """Recommendations of one report, sent to Cabinet and answered on 4 November 2025."""
    who = by(cast.governance)
    report = make.paper("Deep dive 2025")
    ones = [given.agreed(cast, who, report) for _ in values]
    given.sent(cast, who, *ones)
    ones = [get_recommendation(one.reference) for one in ones]
    answers = [
        GivenAnswer(one, one.addressees[0], value, gives_no_reasons=value is Answer.NOT_AGREED)
        for one, value in zip(ones, values, strict=True)
    ]
    answer_sending(answers, Source(SourceKind.MEETING, given.DECIDED_ON, minute="62/25"), who)
    return ones


def test_what_was_recommended_together_gets_one(cast: Cast) -> None:
    who = by(cast.coordinator)
    report = make.paper("Deep dive 2025")
    first, second = (given.agreed(cast, who, report) for _ in range(2))
    alone = given.agreed(cast, who)
    assert promised(first).id == promised(second).id != promised(alone).id
    assert promised(first).title == "Deep dive 2025"
    assert promised(first).not_before_on is None


def test_a_later_agreement_joins(cast: Cast) -> None:
    who = by(cast.coordinator)
    report = make.paper("Deep dive 2025")
    first = given.agreed(cast, who, report)
    late = given.agreed(cast, who, report, agreed_on=None)
    part = add_part(late, "Look at housing", who)
    assert get_recommendation(late.reference).commitment is None
    agree(get_recommendation(late.reference), date(2025, 11, 20), who)
    assert promised(late).id == promised(first).id == promised(part).id
    assert [row.recommendations for row in list_commitments(TODAY).rows] == [2], "parts are not counted"


def test_a_call_in_and_what_scrutiny_asks_itself_get_none(cast: Cast) -> None:
    who = by(cast.coordinator)
    assert given.agreed(cast, who, origin=Origin.CALL_IN).commitment is None
    ourselves = (Asked(body_id=cast.scruco.id),)
    assert given.agreed(cast, who, asked=ourselves).commitment is None
    report = make.paper("Deep dive 2025")
    given.agreed(cast, who, report)
    assert given.agreed(cast, who, report, asked=ourselves).commitment is not None


def test_it_is_due_twelve_months_after_cabinets_first_decision(cast: Cast) -> None:
    one, two = answered(cast, Answer.AGREED, Answer.NOT_AGREED)
    report = promised(one)
    assert (report.base_on, report.not_before_on) == (given.DECIDED_ON, ANNIVERSARY)
    assert promised(two).id == report.id, "what Cabinet did not agree stays in it"
    row = find_placed("progress-report", report.reference)
    assert row is not None
    assert (row.not_before_on, row.base_event) == (
        ANNIVERSARY,
        "12 months after Cabinet's decision of 4 November 2025",
    )


@pytest.mark.parametrize(
    ("event", "due"),
    [("committee-agreed", date(2026, 4, 30)), ("notice-received", date(2026, 5, 4))],
)
def test_the_council_says_from_which_event_and_how_long(cast: Cast, event: str, due: date) -> None:
    db.session.add(CouncilSetting(name="progress_base_event", value=event))
    db.session.add(CouncilSetting(name="progress_months", value=6))
    db.session.flush()
    forget_settings()
    one = given.agreed(cast, by(cast.coordinator))
    given.sent(cast, by(cast.coordinator), one)
    assert promised(one).not_before_on == due


def test_a_deferral_decides_nothing(cast: Cast) -> None:
    who = by(cast.governance)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    one = get_recommendation(one.reference)
    put_off = GivenAnswer(one, one.addressees[0], Answer.DEFERRED, until=date(2026, 2, 10))
    answer_sending([put_off], Source(SourceKind.MEETING, given.DECIDED_ON, minute="62/25"), who)
    assert promised(one).base_on is None


def test_it_lives_without_a_meeting_and_moves_with_the_calendar(cast: Cast) -> None:
    [one] = answered(cast, Answer.AGREED)
    where = placing_of(promised(one), TODAY)
    assert (where.place, where.meeting) == (Place.NOT_IN_CALENDAR, None)
    earlier = make.meeting(cast.scruco, date(2026, 10, 22))
    first = make.meeting(cast.scruco, date(2026, 11, 19))
    make.meeting(cast.scruco, date(2026, 12, 17))
    where = placing_of(promised(one), TODAY)
    assert where.meeting is not None
    assert where.before is not None
    assert (where.place, where.meeting.reference) == (Place.PROPOSED, first.reference)
    assert where.before.reference == earlier.reference
    first.state, first.state_reason = MeetingState.POSTPONED, "Snow"
    db.session.flush()
    moved = placing_of(promised(one), TODAY).meeting
    assert moved is not None
    assert moved.on == date(2026, 12, 17)


def test_once_the_agenda_is_published_nothing_moves_by_itself(cast: Cast) -> None:
    [one] = answered(cast, Answer.AGREED)
    first = make.meeting(
        cast.scruco,
        date(2026, 11, 19),
        agenda_state=AgendaState.PUBLISHED,
        agenda_published_on=date(2026, 11, 11),
    )
    make.meeting(cast.scruco, date(2026, 11, 10))
    make.meeting(cast.scruco, date(2026, 12, 17))
    report = promised(one)
    db.session.expire_all()
    first.state, first.state_reason = MeetingState.POSTPONED, "Snow"
    db.session.flush()
    where = placing_of(promised(one), date(2026, 11, 12))
    assert where.place is Place.NEEDS_CHOICE
    assert where.meeting is not None
    assert where.meeting.reference == first.reference
    assert report.not_before_on == ANNIVERSARY


def test_confirm_pin_and_release(cast: Cast) -> None:
    who = by(cast.coordinator)
    [one] = answered(cast, Answer.AGREED)
    first = make.meeting(cast.scruco, date(2026, 11, 19))
    other = make.meeting(cast.scruco, date(2026, 10, 22))
    with pytest.raises(Refused, match="not the one proposed"):
        commitments.confirm(promised(one), other, who)
    commitments.confirm(promised(one), first, who)
    row = find_placed("progress-report", promised(one).reference)
    assert row is not None
    assert row.meeting_id == first.id
    assert placing_of(promised(one), TODAY).place is Place.SETTLED
    with pytest.raises(Refused, match="Say why"):
        commitments.pin(promised(one), other, "", who)
    commitments.pin(promised(one), other, "The Chair asked for it before the budget", who)
    assert promised(one).settled_why == "The Chair asked for it before the budget"
    with pytest.raises(Refused, match="committee that asked"):
        commitments.pin(promised(one), make.meeting(cast.sb2, date(2026, 11, 12)), "Room", who)
    commitments.release(promised(one), "Budget moved", who)
    assert placing_of(promised(one), TODAY).place is Place.PROPOSED


def test_a_pinned_meeting_that_is_cancelled_needs_a_new_choice(cast: Cast) -> None:
    who = by(cast.coordinator)
    [one] = answered(cast, Answer.AGREED)
    first = make.meeting(cast.scruco, date(2026, 11, 19))
    commitments.confirm(promised(one), first, who)
    first.state, first.state_reason = MeetingState.CANCELLED, "No business"
    db.session.flush()
    where = placing_of(promised(one), TODAY)
    assert where.place is Place.NEEDS_CHOICE
    assert where.sentence == "The meeting of 19 November 2026 is cancelled: choose another."


def test_what_was_reported_stays(cast: Cast) -> None:
    who = by(cast.coordinator)
    [one] = answered(cast, Answer.AGREED)
    held = make.meeting(cast.scruco, date(2026, 1, 8), state=MeetingState.HELD)
    with pytest.raises(Refused, match="not been held"):
        commitments.report(promised(one), make.meeting(cast.scruco, date(2026, 11, 19)), who)
    commitments.report(promised(one), held, who)
    assert promised(one).reported_on == date(2026, 1, 8)
    with pytest.raises(Refused, match="What was reported stays"):
        commitments.release(promised(one), "Mistake", who)
    one = get_recommendation(one.reference)
    again = GivenAnswer(one, one.addressees[0], Answer.NOT_AGREED, gives_no_reasons=True)
    answer_sending([again], Source(SourceKind.MEETING, date(2025, 11, 1), minute="9/25"), who)
    assert promised(one).not_before_on == ANNIVERSARY
