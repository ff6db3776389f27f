"""A report in the shape that councils publish: pasted as it is, logged, sent, answered second-hand."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.journey.people import People, row_of
from tests.journey.reports import (
    add_parts,
    find_printed,
    hear_that_all_were_agreed,
    log_all_as_printed,
    paste_the_report,
    send_what_was_logged,
)
from tests.journey.reviews import COMMITTEE_MEETS, NOTICE_GIVEN, TOLD_LATER, autumn_meetings
from tests.journey.steps import address_of, find_progress_report, record_receipt

OUR_REPORT = Path(__file__).with_name("report.txt")
PUBLISHED = "coventry-deep-dive-report-2025.txt"


def _real_report() -> str:
    folder = os.environ.get("TEST_REAL_PAPERS")
    if not folder:
        missing("real-papers", "TEST_REAL_PAPERS names no folder of published papers")
    return (Path(folder) / PUBLISHED).read_text("utf-8")


def test_a_report_of_the_real_shape_goes_to_cabinet_and_comes_back_agreed(people: People) -> None:
    _go_all_the_way(people, OUR_REPORT.read_text("utf-8"))


@pytest.mark.parametrize("people", [True], indirect=True, ids=["with-javascript"])
def test_the_published_report_goes_to_cabinet_and_comes_back_agreed(people: People) -> None:
    _go_all_the_way(people, _real_report())


def _go_all_the_way(people: People, report: str) -> None:
    review = autumn_meetings(people.app, "What the review of measures found")
    coordinator = people("coordinator")

    people.today_is(date(2025, 10, 22))
    paste_the_report(coordinator, review, report)
    people.look_at(coordinator)
    find_printed(coordinator, review, committee="123", cabinet="123456789")
    people.look_at(coordinator)

    people.today_is(COMMITTEE_MEETS)
    log_all_as_printed(coordinator, review)
    people.look_at(coordinator)

    people.today_is(NOTICE_GIVEN)
    sending = send_what_was_logged(coordinator, NOTICE_GIVEN, count=9)
    people.look_at(coordinator)
    record_receipt(coordinator, sending, NOTICE_GIVEN)
    row_of(coordinator, "Answer due", "Tuesday 30 December 2025")

    people.today_is(TOLD_LATER)
    hear_that_all_were_agreed(coordinator, sending)
    people.look_at(coordinator)
    ninth = address_of(coordinator, sending, "9")
    add_parts(coordinator, ninth, count=16)
    people.look_at(coordinator)
    find_progress_report(coordinator, ninth)
