"""A committee's review, from papers that go out before it has met to a progress report a year later."""

from __future__ import annotations

from datetime import date

from tests.journey.answers import enter_cabinets_answer, give_changes_and_reasons, save_the_answer
from tests.journey.decisions import (
    decide_by_form_alone,
    decide_with_keys,
    finish,
    hold_the_meeting,
    put_before_the_committee,
)
from tests.journey.people import People, row_of
from tests.journey.resolutions import log_resolutions
from tests.journey.reviews import (
    CABINET_MEETS,
    COMMITTEE_LOOKS,
    COMMITTEE_MEETS,
    NOTICE_GIVEN,
    PAPERS_OUT,
    autumn_meetings,
)
from tests.journey.steps import (
    address_of,
    confirm_agreement,
    enter_calendar,
    expect_proposed,
    find_progress_report,
    move_meeting,
    record_notice,
    send_subject_to_agreement,
)
from tests.journey.updates import (
    clear_every_update,
    enter_from_an_email,
    find_no_way_to_sign_off,
    say_it_is_delayed,
    say_it_is_done,
)

YEAR_2026_27 = (
    "Thursday 18 June 2026",
    "10 September 2026",
    "29 October 2026",
    "12 November 2026, 2pm",
    "14 January 2027",
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

    missed, damp, apprentices = (address_of(coordinator, sending, number) for number in "235")
    people.today_is(date(2026, 1, 12))
    officer, director = people("officer"), people("director")
    say_it_is_done(officer, "issed appointments")
    people.look_at(officer)
    say_it_is_delayed(officer, "amp is inspected", until=date(2026, 9, 30))
    enter_from_an_email(coordinator, apprentices, said_on=date(2026, 1, 8))
    people.look_at(coordinator)
    clear_every_update(director, 3)
    people.look_at(director)
    coordinator.goto(damp)
    row_of(coordinator, "Progress", "Delayed")
    people.look_at(coordinator)
    find_no_way_to_sign_off(officer, missed)
    people.look_at(officer)

    people.today_is(date(2026, 3, 5))
    names = ("issed appointments", "amp is inspected", "pprentices")
    put_before_the_committee(coordinator, "12 Mar 2026", "Repairs: what has been done", names)
    people.today_is(COMMITTEE_LOOKS)
    grid = coordinator.url
    hold_the_meeting(governance, "12 Mar 2026")
    coordinator.goto(grid)
    people.look_at(coordinator)
    decide = decide_with_keys if people.scripts else decide_by_form_alone
    decide(coordinator, *names[:2])
    people.look_at(coordinator)
    finish(coordinator)
    people.look_at(coordinator)
    people("member").goto(damp)
    row_of(people("member"), "Committee's decision", "More asked for")
    people.look_at(people("member"))

    people.today_is(date(2026, 5, 1))
    report = find_progress_report(coordinator, missed)
    enter_calendar(governance, "SCRUCO", YEAR_2026_27)
    people.look_at(governance)
    expect_proposed(coordinator, report, "Thursday 12 November 2026")
    people.look_at(coordinator)
    move_meeting(governance, "12 Nov 2026", to=date(2026, 11, 26), why="The hall is needed for the count.")
    people.look_at(governance)
    expect_proposed(coordinator, report, "Thursday 26 November 2026")
