"""An officer with a phone and a message: an update in six interactions or fewer, without a sign-in."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Browser, expect

from tests.browser import assert_sound
from tests.cast import Cast
from tests.factories_updates import agreed, fresh
from tests.journey.conftest import Live
from tests.reminders.told import message_to, run


def test_an_officer_updates_by_link_on_a_phone(browser: Browser, live: Live, cast: Cast) -> None:
    made = agreed(cast, "Plant forty trees")
    run(date(2026, 3, 17))
    found = re.search(r"http://localhost(/update/\S+)", message_to(cast.officer.email).body)
    assert found
    context = browser.new_context(
        base_url=live.address, viewport={"width": 375, "height": 667}, has_touch=True
    )
    page = context.new_page()
    page.goto(found.group(1))  # 1: taps the link in the message
    expect(page.get_by_role("heading", level=1)).to_have_text("Plant forty trees")
    assert_sound(page)
    page.set_viewport_size({"width": 375, "height": 667})
    page.get_by_label("On track", exact=True).check()  # 2
    page.get_by_label(re.compile("What has happened")).fill(
        "Twenty-two stand; the rest come in March."
    )  # 3, 4
    page.get_by_role("button", name="Send update").click()  # 5
    expect(page.get_by_role("heading", level=1)).to_have_text("Update sent")
    assert_sound(page)
    context.close()
    assert fresh(made).entries[-1].note == "Twenty-two stand; the rest come in March."
