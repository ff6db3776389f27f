"""What the co-ordinator does with a published report: paste, log, send, and enter what was told later."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.journey.people import enter_date, expect_heading, follow, press, row_of
from tests.journey.reviews import Review


def paste_the_report(page: Page, review: Review, text: str) -> None:
    """The whole text goes into one box; what is read stands in a table to be corrected."""
    page.goto(review.paper)
    press(page, "Enter or correct the recommendations")
    page.fill("[name=pasted]", text)
    press(page, "Read what is pasted")
    expect(page.locator("textarea[name$='-text']")).to_have_count(13)  # twelve, and an empty row to type in


def find_printed(page: Page, review: Review, committee: str, cabinet: str) -> None:
    """Saved: each number stands under the body that is asked."""
    press(page, "Save the recommendations")
    expect_heading(page, review.title)
    for body, numbers in (("Scrutiny Co-ordination Committee", committee), ("Cabinet", cabinet)):
        asked = page.locator("li").filter(has=page.get_by_text(f"To {body}", exact=True))
        expect(asked.locator("strong")).to_have_text(list(numbers))


def log_all_as_printed(page: Page, review: Review) -> None:
    """All twelve; whose turn the committee's second is, the report does not say."""
    page.goto(review.item)
    follow(page, "Log what was resolved")
    press(page, "All agreed as printed (A)")
    page.click("#clause-1 summary")
    page.select_option("#clauses-1-asked", label="Somebody else, in words")
    page.fill("#clauses-1-asked_words", "The scrutiny body whose remit it is")
    page.click(".house-foot button")
    expect_heading(page, "Check the resolutions")
    press(page, "Log 12 resolutions")
    expect_heading(page, "12 resolutions logged")


def send_what_was_logged(page: Page, on: date, count: int) -> str:
    """From the confirmation to the sending, with the notice; the address of the sending."""
    follow(page, "Send the")
    expect(page.locator("[name=carried]:checked")).to_have_count(count)
    expect(page.locator("[name=to]")).to_have_value("body:CABINET")
    enter_date(page, "sent_on", on)
    enter_date(page, "notice_given_on", on)
    press(page, "Save the sending")
    expect_heading(page, "What the review of measures found")
    row_of(page, "Notice given", "Friday 31 October 2025")
    return page.url


def hear_that_all_were_agreed(page: Page, sending: str) -> None:
    """Cabinet's answer is told to the committee weeks later, and nobody has the minute yet."""
    page.goto(sending)
    press(page, "Enter Cabinet's answer")
    page.get_by_label("Told at a later meeting (second-hand)").check()
    page.get_by_label("Told at", exact=True).select_option(
        label="Scrutiny Co-ordination Committee, Thursday 20 November 2025"
    )
    enter_date(page, "decided_on", date(2025, 11, 4))
    page.get_by_label("All agreed", exact=True).check()
    press(page, "Check and save")
    expect(page.locator("main")).to_contain_text("9 agreed")
    press(page, "Record the answer")
    expect_heading(page, "Answer recorded")
    expect(page.locator("main")).to_contain_text("progress report is due on or after 4 November 2026")


def add_parts(page: Page, recommendation: str, count: int) -> None:
    """The points under one recommendation: they take its answer and are not counted."""
    page.goto(recommendation)
    row_of(page, "Cabinet's answer", "second-hand")
    page.get_by_text("Other things you can do").click()
    follow(page, "Add parts")
    page.fill(
        "[name=lines]", "\n".join(f"{n}. Read measure {n} with its comment." for n in range(1, count + 1))
    )
    press(page, "Add parts")
    expect(page.locator("#parts")).to_have_text(f"Parts ({count})")
    parts = page.locator("table").filter(has_text="Parts with their own state").locator("tbody tr")
    expect(parts).to_have_count(count)
    expect(parts.last).to_contain_text("Agreed")
