"""The committee decides on what was done; the co-ordinator records it in the grid of the item."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.journey.people import expect_heading, follow, press

WANTED = "A note on why the third inspector's post has not been filled"


def put_before_the_committee(page: Page, meeting_on: str, title: str, names: Sequence[str]) -> None:
    """An item of the meeting's agenda, with the recommendations that the committee looks at under it."""
    page.goto("/meetings")
    follow(page, meeting_on)
    press(page, "Add an agenda item")
    page.fill("[name=title]", title)
    press(page, "Add the item")
    follow(page, "Record decisions on recommendations")
    expect(page.locator("main")).to_contain_text("This item has no recommendations.")
    follow(page, "Add from the register")
    for name in names:
        page.get_by_label(name).check()
    press(page, "Add")
    expect_heading(page, "Decisions on recommendations")


def hold_the_meeting(page: Page, meeting_on: str) -> None:
    page.goto("/meetings")
    follow(page, meeting_on)
    follow(page, "It was held")
    press(page, "It was held")
    expect(page.locator("main")).to_contain_text("Held")


def _row(page: Page, name: str) -> Locator:
    return page.locator("tr[data-row]").filter(has_text=name)


def decide_with_keys(page: Page, done: str, late: str) -> None:
    """First letters choose, Enter saves the row and goes on to the next."""
    page.get_by_label("The committee decided item by item").check()
    _row(page, done).get_by_label("Decision").focus()
    page.keyboard.press("S")
    page.keyboard.press("Enter")
    expect(page.locator("[data-house=saved]")).to_have_text("1 of 3 saved")
    expect(_row(page, late).get_by_label("Decision")).to_be_focused()
    page.keyboard.press("A")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(WANTED)
    page.keyboard.press("Tab")
    page.keyboard.type("30 4 2026")
    page.keyboard.press("Enter")
    expect(page.locator("[data-house=saved]")).to_have_text("2 of 3 saved")


def decide_by_form_alone(page: Page, done: str, late: str) -> None:
    """Every row has its own button, and one button records them all."""
    page.get_by_label("The committee decided item by item").check()
    _row(page, done).get_by_label("Decision").select_option(label="Sign off")
    _row(page, done).get_by_role("button", name="Save").click()
    expect(page.locator("[data-house=saved]")).to_have_text("1 of 3 saved")
    _row(page, late).get_by_label("Decision").select_option(label="Ask for more")
    _row(page, late).locator("summary").click()
    _row(page, late).get_by_label("What is asked for").fill(WANTED)
    _row(page, late).get_by_label("By when").fill("30 April 2026")


def finish(page: Page) -> None:
    """All rows are recorded; the one that nobody changed stays under review."""
    press(page, "Finish and check")
    expect_heading(page, "Decisions recorded")
    expect(page.locator("main")).to_contain_text("1 signed off, 1 more asked for, 1 under review")
