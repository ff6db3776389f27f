"""What the scrutiny team does in a journey, step by step, on pages alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from playwright.sync_api import Page, expect

from tests.journey.people import enter_date, expect_heading, follow, press, row_of
from tests.journey.reviews import Review


def send_subject_to_agreement(page: Page, review: Review, on: date, count: int) -> str:
    """The report goes to Cabinet before the committee has met; the address of the sending."""
    page.goto(review.item)
    follow(page, "Send what its report recommends")
    expect(page.locator("[name=carried]:checked")).to_have_count(count)
    expect(page.locator("[name=subject_to]")).to_have_value(review.committee)
    expect(page.locator("[name=on_agenda_of]")).to_have_value(review.cabinet)
    enter_date(page, "sent_on", on)
    press(page, "Save the sending")
    expect_heading(page, review.title)
    row_of(page, "Subject to", "not confirmed yet")
    row_of(page, "Answer due", "No notice given")
    return page.url


def confirm_agreement(page: Page, sending: str) -> None:
    """The committee has agreed what was sent subject to that."""
    page.goto(sending)
    press(page, "Confirm the committee's agreement")
    row_of(page, "Subject to", "confirmed 30 October 2025")


def record_notice(page: Page, sending: str, given: date, received: date) -> None:
    page.goto(sending)
    press(page, "Enter notice")
    enter_date(page, "on", given)
    press(page, "Save notice")
    record_receipt(page, sending, received)


def record_receipt(page: Page, sending: str, on: date) -> None:
    page.goto(sending)
    press(page, "Enter receipt")
    enter_date(page, "on", on)
    press(page, "Save receipt")


def enter_calendar(page: Page, body: str, dates: Sequence[str]) -> None:
    """A year's meetings of a body at once."""
    page.goto("/meetings")
    follow(page, "Enter the calendar")
    page.select_option("[name=body]", body)
    page.fill("[name=dates]", "\n".join(dates))
    press(page, "Add the meetings")
    expect(page.locator(".govuk-notification-banner")).to_contain_text(f"{len(dates)} meetings added")


def move_meeting(page: Page, on: str, to: date, why: str) -> None:
    """A meeting is postponed to another day."""
    page.goto("/meetings")
    follow(page, on)
    follow(page, "Move the meeting to another day")
    enter_date(page, "to_on", to)
    page.fill("[name=reason]", why)
    press(page, "Move the meeting")


def address_of(page: Page, sending: str, number: str) -> str:
    """The address of the recommendation that is printed with this number, from the page of its sending."""
    page.goto(sending)
    row = page.locator("tbody tr").filter(has=page.locator("td", has_text=re.compile(f"^{number}$")))
    return str(row.get_by_role("link").first.get_attribute("href"))


def find_progress_report(page: Page, recommendation: str) -> str:
    """The progress report that was promised on a recommendation waits for the calendar; its address."""
    page.goto(recommendation)
    follow(page, "Due on or after 4 November 2026")
    expect(page.locator("main")).to_contain_text("No meeting in the calendar after 4 November 2026 yet")
    return page.url


def expect_proposed(page: Page, report: str, on: str) -> None:
    """The progress report stands, as proposed, at the meeting of this day."""
    page.goto(report)
    expect(page.locator("main")).to_contain_text(f"Placed on {on} (proposed)")
