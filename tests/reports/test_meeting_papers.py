"""Agenda, minutes, the monitor and the schedule of answers, word for word, in every format."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.access import NOBODY, reading_as
from scrutiny_tracker.core.content import Content, plain_texts
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import (
    AgendaState,
    Attendance,
    Capacity,
    Meeting,
    MeetingState,
    MinutesState,
    Presence,
)
from scrutiny_tracker.meetings.queries import get_meeting
from scrutiny_tracker.recommendations.models import Entry
from scrutiny_tracker.reports.content.meetings import agenda_content, minutes_content
from scrutiny_tracker.reports.content.register import monitor_content
from scrutiny_tracker.reports.content.sendings import answer_content
from scrutiny_tracker.rules.lifecycle import Answer, Progress, Thread
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast
from tests.reports.golden import assert_golden

MEETING = "SCRUCO-2026-01-08"


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """Held on 8 January: a standing item, one arising from an earlier minute with a late paper, one in
    private."""
    earlier = make.item(make.meeting(cast.scruco), "Street trees", minute_number="27/25")
    meeting = make.meeting(
        cast.scruco, date(2026, 1, 8), reference=MEETING, place="Committee Room 2", state=MeetingState.HELD
    )
    meeting.agenda_state, meeting.agenda_published_on = AgendaState.PUBLISHED, date(2025, 12, 30)
    meeting.minutes_state = MinutesState.DRAFT
    make.item(meeting, "Minutes of the previous meeting", number="1", position=1, minute_number="30/25")
    trees = make.item(
        meeting,
        "Street trees: what was planted",
        number="2",
        position=2,
        minute_number="31/25",
        minute="The Director presented the report.\nMembers asked why fewer were planted.",
        report_of="Director, Place",
        arises_from_id=earlier.id,
        vote="For 7, against 2",
    )
    make.paper("Trees report", trees)
    make.attached(trees, make.paper("Map of trees"))
    make.clause(trees, "Notes the report.", position=1)
    make.clause(trees, "Asks for a plan by June.", position=2)
    closed = {"publicity": Publicity.EXEMPT, "exempt_paragraph": "3", "exempt_reason": "A price"}
    make.item(
        meeting,
        "Buying Marigold House",
        number="3",
        position=3,
        minute_number="32/25",
        minute="Members asked about Marigold.",
        public_text="A property matter",
        **closed,
    )
    for name, person, capacity, presence in (
        ("Mabel Fenn", cast.member, Capacity.MEMBER, Presence.PRESENT),
        ("Chidi Hallam", cast.chair, Capacity.MEMBER, Presence.PRESENT),
        ("Cass Mebry", cast.cabinet_member, Capacity.CABINET_MEMBER, Presence.PRESENT),
        ("Nia Roe", None, Capacity.MEMBER, Presence.APOLOGIES),
    ):
        row = Attendance(meeting_id=meeting.id, name=name, capacity=capacity, presence=presence)
        row.person_id = None if person is None else person.id
        db.session.add(row)
    db.session.commit()
    db.session.expire_all()
    return get_meeting(MEETING)


def test_the_agenda(cast: Cast, meeting: Meeting) -> None:
    with reading_as(NOBODY):
        assert_golden("agenda", agenda_content(meeting))


def test_draft_minutes(cast: Cast, meeting: Meeting) -> None:
    with reading_as(NOBODY):
        assert_golden("minutes-draft", minutes_content(meeting))


def test_confirmed_minutes_say_at_which_meeting(cast: Cast, meeting: Meeting) -> None:
    later = make.meeting(cast.scruco, date(2026, 1, 29))
    meeting.minutes_state, meeting.minutes_confirmed_at_id = MinutesState.CONFIRMED, later.id
    db.session.commit()
    with reading_as(NOBODY):
        content = minutes_content(get_meeting(MEETING))
    assert content.mark == ""
    assert content.caption == "Scrutiny Co-ordination Committee, as confirmed"
    said = list(plain_texts(content))
    assert said[said.index("Confirmed") + 1] == "As a correct record on 29 January 2026"


def sent(cast: Cast) -> None:
    """Three recommendations to Cabinet: agreed and on track, not agreed, not answered and late."""
    asked = []
    for n, (name, answer) in enumerate(
        (
            ("Publish the figures", Answer.AGREED),
            ("Build a bridge", Answer.NOT_AGREED),
            ("Count the homes", Answer.WAITING),
        ),
        start=1,
    ):
        late = {"answer_due_on": date(2026, 1, 3), "next_due_on": date(2026, 1, 3)}
        one = make.recommendation(
            cast.scruco,
            name,
            cast.cabinet,
            cast.officer,
            True,
            reference=f"SCRUCO-2526-00{n}",
            printed_number=str(n),
            answer=answer,
            progress=Progress.ON_TRACK if n == 1 else Progress.NOT_STARTED,
            **(late if n == 3 else {}),
        )
        one.addressees[0].answer = answer
        asked.append(one.addressees[0])
        if answer is not Answer.WAITING:
            one.addressees[0].answered_on = date(2025, 11, 4)
            details = {"reasons": "There is no money for it."} if answer is Answer.NOT_AGREED else {}
            db.session.add(
                Entry(
                    recommendation_id=one.id,
                    thread=Thread.ANSWER,
                    addressee_id=asked[-1].id,
                    value=answer,
                    effective_on=date(2025, 11, 4),
                    recorded_at=make.NOW,
                    actor_name="Gwen Varne",
                    minute="62/25",
                    detail=details,
                )
            )
    cast.officer.post = "Head of Housing"
    make.sending(
        cast.scruco,
        cast.cabinet,
        asked,
        reference="SENDING-1",
        answer_due_on=date(2026, 1, 3),
        answer_due_is_legal=True,
        received_on=date(2025, 11, 4),
    )
    db.session.commit()
    db.session.expire_all()


def content_for_nobody(make_content: object) -> Content:
    with reading_as(NOBODY):
        content = make_content()  # type: ignore[operator]
    assert isinstance(content, Content)
    return content


def test_the_schedule_of_answers(cast: Cast) -> None:
    sent(cast)
    assert_golden("cabinet-response", content_for_nobody(lambda: answer_content("SENDING-1")))


def test_the_monitor_of_a_committee(cast: Cast) -> None:
    sent(cast)
    make.follow_up(cast.scruco)
    db.session.commit()
    assert_golden("monitor", content_for_nobody(lambda: monitor_content(cast.scruco, TODAY)))
