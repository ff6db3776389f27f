"""A committee's review, from papers that go out before it has met to a progress report a year later."""

from __future__ import annotations

from datetime import date

from tests.journey.answers import enter_cabinets_answer, give_changes_and_reasons, save_the_answer
from tests.journey.people import People, row_of
from tests.journey.resolutions import log_resolutions
from tests.journey.reviews import (
    CABINET_MEETS,
    COMMITTEE_MEETS,
    NOTICE_GIVEN,
    PAPERS_OUT,
    autumn_meetings,
)
from tests.journey.steps import (
    confirm_agreement,
    record_notice,
    send_subject_to_agreement,
)


def test_a_review_goes_from_its_report_to_a_signed_off_recommendation(people: People) -> None:
    review = autumn_meetings(people.app, "How repairs are done", printed=True)
    coordinator, governance = people("coordinator"), people("governance")

    people.today_is(PAPERS_OUT)
    sending = send_subject_to_agreement(coordinator, review, PAPERS_OUT, count=9)
    people.look_at(coordinator)

    people.today_is(COMMITTEE_MEETS)
    log_resolutions(coordinator, review, with_keys=people.scripts)
    people.look_at(coordinator)
    confirm_agreement(coordinator, sending)

    people.today_is(CABINET_MEETS)
    record_notice(governance, sending, given=NOTICE_GIVEN, received=CABINET_MEETS)
    row_of(governance, "Answer due", "Saturday 3 January 2026")
    people.look_at(governance)

    people.today_is(date(2025, 11, 5))
    enter_cabinets_answer(governance, sending)
    people.look_at(governance)
    give_changes_and_reasons(governance)
    people.look_at(governance)
    save_the_answer(governance)
    people.look_at(governance)
