"""Officers say how it is going, the co-ordinator enters what was mailed, the director clears it."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.journey.people import enter_date, expect_heading, follow, press

COUNTED = "The first count was published on 9 January."
INSPECTED = "Two of three inspectors are in post; the third post is advertised again."
APPRENTICES = "Four apprentices started in January; two more are interviewed in February."


def open_update(page: Page, name: str) -> None:
    """From the officer's day to their own list, and to the page of one update."""
    page.goto("/")
    follow(page, "asked for")
    follow(page, name)
    expect_heading(page, name)


def _send_for_clearing(page: Page) -> None:
    page.get_by_label("Needs clearing by").select_option(label="Dilys Toller")
    press(page, "Send update")
    expect_heading(page, "Update sent")


def say_it_is_done(page: Page, name: str) -> None:
    """Done: the page asks what was done, and for evidence that is not required."""
    open_update(page, name)
    page.get_by_label("Done", exact=True).check()
    press(page, "Send update")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert page.title().startswith("Error: ")
    page.fill("[name=done]", "Missed appointments are counted each week and published each quarter.")
    page.fill("[name=evidence]", "https://council.example/repairs/missed-appointments")
    page.fill("[name=note]", COUNTED)
    _send_for_clearing(page)
    expect(page.locator(".govuk-panel")).to_contain_text("Dilys Toller clears it")


def say_it_is_delayed(page: Page, name: str, until: date) -> None:
    """Delayed: a new date and the cause; the first date stays beside it."""
    open_update(page, name)
    page.get_by_label("Delayed", exact=True).check()
    enter_date(page, "new_due_on", until)
    page.select_option("[name=cause]", label="People")
    page.fill("[name=note]", INSPECTED)
    _send_for_clearing(page)


def enter_from_an_email(page: Page, recommendation: str, said_on: date) -> None:
    """The co-ordinator types what the officer wrote; the page says whose words they are."""
    page.goto(recommendation)
    press(page, "Give an update")
    page.get_by_label("On track", exact=True).check()
    page.fill("[name=note]", APPRENTICES)
    expect(page.locator("[name=behalf_of]")).to_contain_text("Oren Tull")
    page.fill("[name=source]", "e-mail of 8 January")
    enter_date(page, "said_on", said_on)
    _send_for_clearing(page)


def clear_every_update(page: Page, count: int) -> None:
    """The director's day says so; they are cleared one by one."""
    page.goto("/")
    follow(page, f"{count} updates wait for you to clear")
    waiting = page.locator("tbody tr")
    for left in range(count, 0, -1):
        expect(waiting).to_have_count(left)
        waiting.first.get_by_role("link").click()
        press(page, "Clear this update")
    expect(page.locator("main")).to_contain_text("Nothing waits for you to clear it.")


def find_no_way_to_sign_off(page: Page, recommendation: str) -> None:
    """The officer has no button for it, and its address answers with one sentence."""
    page.goto(recommendation)
    expect(page.get_by_role("link", name="Sign off")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("The responsible officer cannot record")
    refused = page.goto(f"{recommendation}/sign-off")
    assert refused is not None
    assert refused.status == 403
    expect(page.locator("main")).to_contain_text("Only the committee decides")
