"""An officer with a phone and a message: an update in six interactions or fewer, without a sign-in."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import assert_sound
from tests.cast import Cast
from tests.factories_updates import agreed, fresh
from tests.journey.conftest import Live
from tests.reminders.told import message_to, run


class Thumb:
    """A thumb on a phone, with a count of what it does: each opening, tap and text written is one."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.count = 0

    def open(self, address: str) -> None:
        """Taps the link in the message."""
        self.count += 1
        self._page.goto(address)

    def tap(self, where: Locator) -> None:
        self.count += 1
        where.tap()

    def write(self, where: Locator, words: str) -> None:
        """Taps the box, then writes."""
        self.tap(where)
        self.count += 1
        self._page.keyboard.type(words)


def test_an_officer_updates_by_link_on_a_phone(browser: Browser, live: Live, cast: Cast) -> None:
    made = agreed(cast, "Plant forty trees")
    run(date(2026, 3, 17))
    found = re.search(r"http://localhost(/update/\S+)", message_to(cast.officer.email).body)
    assert found
    context = browser.new_context(
        base_url=live.address, viewport={"width": 375, "height": 667}, has_touch=True
    )
    page = context.new_page()
    thumb = Thumb(page)
    thumb.open(found.group(1))
    expect(page.get_by_role("heading", level=1)).to_have_text("Plant forty trees")
    assert_sound(page)
    page.set_viewport_size({"width": 375, "height": 667})
    thumb.tap(page.locator("label", has_text=re.compile("^\\s*On track\\s*$")))
    thumb.write(
        page.get_by_label(re.compile("What has happened")), "Twenty-two stand; the rest come in March."
    )
    thumb.tap(page.get_by_role("button", name="Send update"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Update sent")
    assert thumb.count <= 6, f"{thumb.count} interactions"
    assert_sound(page)
    context.close()
    assert fresh(made).entries[-1].note == "Twenty-two stand; the rest come in March."
