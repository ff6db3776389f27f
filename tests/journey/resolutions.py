"""The co-ordinator logs what the committee resolved: with the keyboard alone, or without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journey.people import expect_heading, press
from tests.journey.reviews import Review

CHANGED = "That complaints about repairs are answered by a named person within ten days."
REQUEST = "That the Director of Place be requested to provide the number of missed appointments."
MOST_TABS = 150


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Presses Tab (or Shift+Tab) until the focus stands on the element."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_TABS} times {key} do not lead to {selector}")


def log_with_the_keyboard(page: Page, review: Review) -> None:
    """The twelve printed recommendations, one of them with changes, and a request that nobody had printed."""
    keys = page.keyboard
    page.goto(review.item)
    tab_to(page, f"a[href='{review.item}/resolutions']")
    keys.press("Enter")
    expect_heading(page, f"Resolutions: 7. {review.title}")

    tab_to(page, "#clauses-0-outcome-1")
    for key in "111342":
        keys.press(key)
    expect(page.locator("#clauses-3-outcome-3")).to_be_checked()
    expect(page.locator("#clauses-4-outcome-4")).to_be_checked()
    expect(page.locator("#clauses-5-wording")).to_be_focused()
    tab_to(page, "#clauses-5-outcome-2", "Shift+Tab")
    keys.press("a")
    expect(page.locator("[name$=outcome][value=agreed]:checked")).to_have_count(12)

    tab_to(page, "#clauses-11-outcome-1", "Shift+Tab")
    keys.press("2")
    keys.press("Control+a")
    keys.type(CHANGED)
    expect(page.locator("#clause-11")).to_contain_text("added: person within ten days.; removed: person.")

    tab_to(page, "#clauses-11-outcome-2", "Shift+Tab")
    keys.press("n")
    keys.type(REQUEST)
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#clause-12")).to_contain_text("Wording")

    tab_to(page, "#clauses-12-when")
    keys.type("20 November 2025")
    keys.press("Enter")
    _put_right(page)
    expect_heading(page, "Check the resolutions")
    tab_to(page, "main button[name=do][value=save]")
    keys.press("Enter")


def _put_right(page: Page) -> None:
    """Nobody had said who visits the depot: the summary leads to the box, and all stays as typed."""
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#clauses-1-asked")).to_be_focused()
    page.keyboard.type("Homes and")
    expect(page.locator("[name$=outcome][value=agreed]:checked")).to_have_count(11)
    expect(page.locator("#clauses-11-wording")).to_have_value(CHANGED)
    tab_to(page, ".house-foot button")
    page.keyboard.press("Enter")


def log_by_form_alone(page: Page, review: Review) -> None:
    """The same without JavaScript: everything stands on the page, each button asks the server."""
    page.goto(review.item)
    page.click(f"a[href='{review.item}/resolutions']")
    press(page, "All agreed as printed (A)")
    expect(page.locator("[name$=outcome][value=agreed]:checked")).to_have_count(12)
    page.click("#clause-1 summary")
    page.select_option("#clauses-1-asked", label="Homes and Streets Scrutiny Board (2)")
    page.click("label[for=clauses-11-outcome-2]")
    page.click("#clause-11 summary")
    page.fill("#clauses-11-wording", CHANGED)
    page.fill("#pasted", REQUEST)
    press(page, "Split into clauses")
    page.fill("#clauses-12-when", "20 November 2025")
    page.click(".house-foot button")
    expect_heading(page, "Check the resolutions")
    press(page, "Log 13 resolutions")


def log_resolutions(page: Page, review: Review, *, with_keys: bool) -> None:
    """The committee's thirteen resolutions, logged in the room."""
    if with_keys:
        log_with_the_keyboard(page, review)
    else:
        log_by_form_alone(page, review)
    expect_heading(page, "13 resolutions logged")
