"""A chair reads the brief on a phone, on the way to the meeting, and takes it along on one side of paper."""

from __future__ import annotations

import io
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Progress
from tests import factories as make
from tests import factories_home as given
from tests.browser import NARROW, assert_no_sideways_scroll
from tests.cast import Cast
from tests.factories_papers import MEETING, commitment_of, reported_on
from tests.journey.people import People, expect_heading, press

PHONES = {"a usual phone": (390, 844), "a small phone": (NARROW, 568)}
SECTIONS = ("Who is coming", "To decide", "Answers late", "Delayed, and why", "Questions that you")
MORNING = date(2026, 11, 18)
LONG = "Publish what each service spends on agency staff, and why, every quarter until the year’s end, part"


def a_full_plate(cast: Cast) -> list[Recommendation]:
    """A progress report at the next meeting; answers late, things done and delayed, many of each."""
    ones = reported_on(cast, Answer.AGREED, Answer.AGREED, Answer.AGREED, title="Deep dive 2025")
    make.meeting(cast.scruco, MEETING)
    ones[0].progress = Progress.REPORTED_COMPLETE
    given.busy(cast)
    for number in range(8):
        given.clocked(cast, f"{LONG} {number}", progress=Progress.DELAYED, action_due_on=date(2027, 1, 4))
        given.clocked(cast, f"{LONG} {number}, done", progress=Progress.REPORTED_COMPLETE)
    db.session.commit()
    return ones


@pytest.mark.parametrize("phone", list(PHONES))
def test_a_chair_reads_the_brief_on_a_phone(cast: Cast, people: People, phone: str) -> None:
    ones = a_full_plate(cast)
    people.today_is(MORNING)
    page = people("chair")
    width, height = PHONES[phone]
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/")
    press(page, "Open the Chair’s brief")
    expect_heading(page, "Chair’s brief")
    expect(page.locator("main")).to_contain_text("Thursday 19 November 2026")
    decided = page.locator("section", has=page.get_by_role("heading", name="To decide", exact=True))
    report = decided.get_by_role("listitem").filter(has_text="Progress report: Deep dive 2025")
    expect(report).to_contain_text("suggested: ask for evidence of 1 said to be done; keep 2 under review")
    people.look_at(page)
    assert_no_sideways_scroll(page)
    assert_thumbs_find_their_links(page)
    report.get_by_role("link").click()
    expect_heading(page, "Deep dive 2025")
    assert page.url.endswith(f"/progress-reports/{commitment_of(ones[0]).reference}")
    page.go_back()
    assert_taken_along(page)


def assert_thumbs_find_their_links(page: Page) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 px, or that much room around; a button of the brief is larger."""
    button = page.get_by_role("button", name="PDF of the brief")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    assert box["x"] + box["width"] <= (page.viewport_size or {"width": 0})["width"]


def assert_taken_along(page: Page) -> None:
    """Printed from the page, and as the PDF that leads from it: one side of A4 each, the same sections."""
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    with page.expect_download() as taken:
        page.get_by_role("button", name="PDF of the brief").click()
    drawn = PdfReader(taken.value.path())
    for paper in (printed, drawn):
        assert len(paper.pages) == 1
        width, height = (float(each) for each in paper.pages[0].mediabox[2:])
        assert (round(width), round(height)) == (595, 842)
        words = " ".join(paper.pages[0].extract_text().split())
        for heading in SECTIONS:
            assert heading in words
        assert "suggested: ask for evidence of 1" in words
