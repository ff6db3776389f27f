"""The line drops, or the sign-in ends, while the co-ordinator logs resolutions: nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.journey.people import People, enter_date, expect_heading, press
from tests.journey.reviews import COMMITTEE_MEETS, autumn_meetings

TYPED = "That tenants are told of every change."
pytestmark = pytest.mark.parametrize("people", [True], indirect=True, ids=["with-javascript"])


def _type_and_wait(page: Page) -> None:
    """Types, and lets the quarter of a minute go by after which a draft is kept."""
    page.get_by_label("3 Not agreed").nth(2).check()
    page.fill("#pasted", TYPED)
    page.get_by_text("More about this item").click()
    enter_date(page, "settled_until", date(2025, 11, 14))
    page.clock.fast_forward(16_000)


def test_what_was_typed_without_a_connection_is_put_back_by_the_device(people: People) -> None:
    review = autumn_meetings(people.app, "How repairs are done", printed=True)
    people.today_is(COMMITTEE_MEETS)
    page = people("coordinator")
    page.clock.install()
    page.goto(f"{review.item}/resolutions")
    page.context.set_offline(True)
    _type_and_wait(page)
    expect(page.locator(".house-log__kept")).to_have_text("Draft kept on this device only: no connection.")

    page.context.set_offline(False)
    page.goto(f"{review.item}/resolutions")
    expect(page.locator("#pasted")).to_have_value("")
    press(page, "Put back what only this device kept")
    expect(page.locator("#pasted")).to_have_value(TYPED)
    expect(page.locator("#clauses-2-outcome-3")).to_be_checked()
    boxes = page.locator("[name=settled_until]").all()
    assert [box.input_value() for box in boxes] == ["14", "11", "2025"]
    people.look_at(page)
    page.clock.fast_forward(16_000)
    expect(page.locator(".house-log__kept")).to_have_text("Draft kept on this device and here just now.")
    page.goto(f"{review.item}/resolutions")
    expect(page.locator("#pasted")).to_have_value(TYPED)
    expect(page.get_by_role("button", name="Put back what only this device kept")).to_have_count(0)


def test_what_was_typed_after_the_sign_in_ended_is_there_after_signing_in(people: People) -> None:
    review = autumn_meetings(people.app, "How repairs are done", printed=True)
    people.today_is(COMMITTEE_MEETS)
    page = people("coordinator")
    page.clock.install()
    page.goto(f"{review.item}/resolutions")
    page.context.clear_cookies()
    _type_and_wait(page)
    expect(page.locator(".house-log__kept")).to_have_text("Draft kept on this device only.")

    page.click(".house-foot button")
    expect_heading(page, "Sign in")
    people.sign_in_again(page, "coordinator")
    expect_heading(page, "Resolutions: 7.")
    expect(page.locator("#pasted")).to_have_value(TYPED)
    expect(page.locator("#clauses-2-outcome-3")).to_be_checked()
