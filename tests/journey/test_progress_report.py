"""A co-ordinator takes a progress report from opening to the agenda, then to its next look."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.rules.lifecycle import Answer
from tests import factories as make
from tests.cast import Cast
from tests.factories_papers import MEETING, commitment_of, reported_on
from tests.journey.people import People, enter_date, expect_heading, follow, press

OPENS = date(2026, 9, 21)
CLEARED = date(2026, 10, 30)
AGENDA_DAY = date(2026, 11, 10)


def test_from_opening_to_the_agenda_and_to_the_next_look(cast: Cast, people: People) -> None:
    [one, _other] = reported_on(cast, Answer.AGREED, Answer.NOT_AGREED)
    make.meeting(cast.scruco, MEETING)
    address = f"/progress-reports/{commitment_of(one).reference}"
    db.session.commit()
    people.today_is(OPENS)
    page = people("coordinator")
    page.goto(address)
    press(page, "Open the report now")
    expect(page.locator("main")).to_contain_text("1 asked, 0 in")
    people.look_at(page)
    _officer_sends_a_part(people("officer"), address)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("1 asked, 1 in")
    _write_what_comes_next(people, page)
    page.goto(address)
    press(page, "Send for clearing")
    _director_is_content(people, page)
    people.today_is(AGENDA_DAY)
    page.goto(address)
    page.get_by_role("button", name="Freeze and publish").click()
    people.look_at(page)
    press(page, "Freeze and publish")
    expect(page.locator("main")).to_contain_text("As published 10 November 2026")
    follow(page, "As published 10 November 2026")
    expect(page.locator("article")).to_contain_text("Nine of ten services publish.")
    people.look_at(page)
    people.today_is(MEETING)
    page.goto(address)
    page.get_by_role("button", name="Record decisions").click()
    page.get_by_label("The Committee noted the report").check()
    enter_date(page, "until", date(2027, 5, 20))
    press(page, "Record")
    page.goto(address)
    page.get_by_role("button", name="Look again at what is open").click()
    page.get_by_label("In 6 months").check()
    people.look_at(page)
    press(page, "Record")
    expect(page.locator("main")).to_contain_text("Due on or after 19 May 2027")


def _officer_sends_a_part(page: Page, address: str) -> None:
    page.goto(address)
    follow(page, "Recommendation 1: what has been done")
    page.fill("[name=text]", "Nine of ten services publish.")
    press(page, "Save this part")


def _write_what_comes_next(people: People, page: Page) -> None:
    follow(page, "Read the draft")
    people.look_at(page)
    follow(page, "What happens next")
    page.fill("[name=text]", "The tenth follows in spring.\n\n- Its figures\n- Its [[today]]")
    people.look_at(page)
    press(page, "Save this section")
    expect(page.locator("article")).to_contain_text("The tenth follows in spring.")


def _director_is_content(people: People, page: Page) -> None:
    people.today_is(CLEARED)
    follow(page, "Dilys Toller")
    expect_heading(page, "Clearance: Dilys Toller")
    enter_date(page, "back_on", CLEARED)
    page.fill("[name=comments]", "Content.")
    people.look_at(page)
    press(page, "Save")
    expect(page.locator("#clearance + table")).to_contain_text(re.compile("30 Oct 2026"))
