"""Governance Services enters what Cabinet decided, each recommendation its own."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.journey.people import enter_date, expect_heading, press

REASONS = "There is no land for it in the north, and the depot we have is half empty."
CABINETS_WORDING = "That every tenant is offered a half-day slot for a repair, and told it the day before."


def _clause(page: Page, number: str) -> Locator:
    """What is asked about the recommendation that is printed with this number."""
    heading = page.locator("h3", has_text=f"{number}. ")
    return page.locator("[data-how=different] .house-clause").filter(has=heading)


def enter_cabinets_answer(page: Page, sending: str) -> None:
    """Seven agreed, the first with changes, the eighth not agreed with reasons; who does it, and by when."""
    page.goto(sending)
    press(page, "Enter Cabinet's answer")
    expect_heading(page, "Cabinet's answer: How repairs are done (9 recommendations)")
    expect(page.locator("main")).to_contain_text("Saturday 3 January 2026")
    page.get_by_label("A meeting of Cabinet").check()
    page.fill("[name=minute]", "52/25")
    page.get_by_label("Different answers").check()
    for number in "12345679":
        answer = "Agreed with changes" if number == "1" else "Agreed"
        _clause(page, number).get_by_label("Answer").select_option(label=answer)
    _clause(page, "8").get_by_label("Answer").select_option(label="Not agreed")
    page.get_by_label("The wording that was sent").check()
    page.select_option("#portfolio", label="Housing and Streets")
    page.select_option("#officer", label="Oren Tull")
    enter_date(page, "due_on", date(2026, 3, 31))
    press(page, "Check and save")


def give_changes_and_reasons(page: Page) -> None:
    """What the page asked for: Cabinet's own wording of one, its reasons for another."""
    expect(page.locator(".govuk-error-summary li")).to_have_count(2)
    _clause(page, "1").get_by_label("Wording that was agreed").fill(CABINETS_WORDING)
    _clause(page, "8").get_by_label("Reasons", exact=True).fill(REASONS)
    press(page, "Check and save")
    expect(page.locator("main")).to_contain_text("7 agreed, 1 agreed with changes, 1 not agreed")


def save_the_answer(page: Page) -> None:
    press(page, "Record the answer")
    expect_heading(page, "Answer recorded")
    expect(page.locator("main")).to_contain_text("progress report is due on or after 4 November 2026")
    expect(page.locator("main")).to_contain_text("no meeting is in the calendar yet")
