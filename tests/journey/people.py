"""Who takes part in a journey: everybody at a screen of their own, on days that go by."""

from __future__ import annotations

from datetime import date

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import factories as make
from tests.browser import HIGH, WIDE, assert_accessible, assert_no_sideways_scroll, sign_in
from tests.cast import email_of

PATIENCE = 4_000  # milliseconds


class People:
    """`people("officer")` is that person's page, signed in through the form the first time.

    `scripts=False` gives browsers without JavaScript. Paths are the server's. Every script error is kept.
    """

    def __init__(self, app: Flask, address: str, browser: Browser, *, scripts: bool = True) -> None:
        self.app, self.address, self.browser, self.scripts = app, address, browser, scripts
        self.problems: list[str] = []
        self._contexts: list[BrowserContext] = []
        self._pages: dict[str, Page] = {}

    def today_is(self, on: date) -> None:
        """The day goes by for everybody."""
        self.app.config["SCRUTINY_TODAY"] = on

    def __call__(self, who: str) -> Page:
        if who not in self._pages:
            self._pages[who] = self._sit_down(who)
        return self._pages[who]

    def _sit_down(self, who: str) -> Page:
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": WIDE, "height": HIGH},
            java_script_enabled=self.scripts,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda problem: self.problems.append(f"{who}: {problem}"))
        sign_in(page, self.address, email_of(who), make.PASSWORD)
        expect(page.get_by_role("heading", level=1)).to_have_text("Today")
        return page

    def sign_in_again(self, page: Page, who: str) -> None:
        """On the sign-in page to which somebody was led back."""
        page.fill("[name=email]", email_of(who))
        page.fill("[name=password]", make.PASSWORD)
        press(page, "Sign in")

    def go_home(self) -> None:
        """Everybody leaves; a script error on any screen fails here."""
        for context in self._contexts:
            context.close()
        assert not self.problems, self.problems

    def look_at(self, page: Page) -> None:
        """The page as it stands is accessible and needs no sideways scroll at 320 px."""
        if self.scripts:
            assert_accessible(page)
        assert_no_sideways_scroll(page)


def enter_date(page: Page, field: str, on: date) -> None:
    """Types a date into its three boxes; `field` is the name of the field."""
    for box, value in zip(page.locator(f'[name="{field}"]').all(), (on.day, on.month, on.year), strict=True):
        box.fill(str(value))


def press(page: Page, button: str) -> None:
    """Presses the button (or the link that looks like one) with these words."""
    page.get_by_role("button", name=button, exact=True).click()


def follow(page: Page, link: str) -> None:
    """Follows the first link in the page's main part with these words."""
    page.locator("main").get_by_role("link", name=link).first.click()


def expect_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def row_of(page: Page, name: str, words: str) -> None:
    """The row `name` of the page's summary list holds these words."""
    row = page.locator(".govuk-summary-list__row").filter(has=page.locator("dt", has_text=name))
    expect(row.first).to_contain_text(words)
