"""Every page in a real browser: WCAG 2.2 AA by axe, no sideways scroll at 320 px, a title, one first heading;
every form sent empty says so in its title, its summary has the focus and leads to the fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, Page

from scrutiny_tracker.core.access import EVERYONE, declared
from scrutiny_tracker.council.queries import load_principal
from scrutiny_tracker.rules.permissions import Permission, Principal, allows
from tests.access.addresses import Address, one_of_each
from tests.access.whole_council import keep
from tests.browser import HIGH, WIDE, assert_accessible, assert_no_sideways_scroll, assert_sound
from tests.cast import ROLES, Cast, sign_in
from tests.journey.conftest import Live

DOORS = (
    "/",
    "/outstanding",
    "/recommendations",
    "/meetings",
    "/deep-dives",
    "/kpis",
    "/work-programme",
    "/admin",
)
TRIED_BY = ("coordinator", "admin", "officer", "director", "member", "performance", "chair")
"""Whoever may first opens an endpoint: between them they may open every one."""
NOT_PAGES = ("static", "govuk_asset", "home.healthz", "people.use_link", "reminders.feed")
EMPTY = """
form => {
  for (const field of form.querySelectorAll("input, textarea, select")) {
    if (["hidden", "submit", "file"].includes(field.type)) continue;
    if (["radio", "checkbox"].includes(field.type)) field.checked = false;
    else if (field.tagName !== "SELECT" || field.querySelector("option[value='']")) field.value = "";
  }
}
"""
FOCUSED = "() => document.activeElement.closest('.govuk-error-summary') !== null"
LED_TO = """
link => {
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return field !== null && field.contains(document.activeElement);
}
"""


@contextmanager
def signed_in(browser: Browser, live: Live, who: str) -> Iterator[Page]:
    """A page of somebody's own browser, signed in by its cookie."""
    visitor = live.app.test_client()
    sign_in(visitor, who)
    cookie = visitor.get_cookie("session")
    assert cookie is not None
    context = browser.new_context(base_url=live.address, viewport={"width": WIDE, "height": HIGH})
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "session", "value": cookie.value, "url": live.address}])
    yield context.new_page()
    context.close()


def by_whom(app: Flask, cast: Cast, addresses: list[Address]) -> dict[str, list[Address]]:
    """Each endpoint that is read, under the first who may open it."""
    people: dict[str, Principal] = {who: load_principal(cast[who].id) for who in TRIED_BY}
    found: dict[str, list[Address]] = {who: [] for who in TRIED_BY}
    for address in addresses:
        if "GET" not in address.methods or address.endpoint in NOT_PAGES:
            continue
        asked = declared(address.endpoint)
        who = next(
            (one for one in TRIED_BY if asked == EVERYONE or allows(people[one], Permission(str(asked)))),
            None,
        )
        assert who, f"nobody tries {address.endpoint}"
        found[who].append(address)
    return found


def test_every_page_is_sound(browser: Browser, live: Live, cast: Cast) -> None:
    kept = keep(cast, "Depot", cast.officer)
    wrong: list[str] = []
    seen = 0
    for who, addresses in by_whom(live.app, cast, one_of_each(live.app, kept)).items():
        with signed_in(browser, live, who) as page:
            for address in addresses:
                if not shows_a_page(page, address.path):
                    continue
                seen += 1
                wrong += unsound(page, f"{who} {address.path}")
            if who == "member":
                for path in ("/recommendations/NONE-1", "/admin"):
                    page.goto(path)
                    wrong += unsound(page, path)
    assert not wrong, "\n".join(wrong)
    assert seen > 100


def test_the_doors_are_sound_for_every_role(browser: Browser, live: Live, cast: Cast) -> None:
    keep(cast, "Depot", cast.officer)
    wrong: list[str] = []
    for who in ROLES:
        with signed_in(browser, live, who) as page:
            for door in DOORS:
                if shows_a_page(page, door):
                    assert page.locator("h1").count() == 1, f"{who} {door}"
                    if door == "/":
                        wrong += unsound(page, f"{who} {door}")
    assert not wrong, "\n".join(wrong)


def test_every_form_sent_empty_says_what_is_missing(browser: Browser, live: Live, cast: Cast) -> None:
    kept = keep(cast, "Depot", cast.officer)
    wrong: list[str] = []
    errors = 0
    for who, addresses in by_whom(live.app, cast, one_of_each(live.app, kept)).items():
        with signed_in(browser, live, who) as page:
            for address in addresses:
                if "POST" in address.methods and shows_a_page(page, address.path) and send_empty(page):
                    errors += 1
                    wrong += badly_told(page, f"{who} {address.path}")
    assert not wrong, "\n".join(wrong)
    assert errors > 40


def shows_a_page(page: Page, path: str) -> bool:
    """Whether the address shows a page to whoever asks, rather than a download or a refusal."""
    if path.endswith((".csv", ".pdf", ".docx", "/file")) or "/files/" in path:
        return False
    answer = page.goto(path)
    return answer is not None and answer.ok and "html" in answer.headers.get("content-type", "")


def unsound(page: Page, where: str) -> list[str]:
    try:
        assert_sound(page)
    except AssertionError as problem:
        return [f"{where}: {problem}"]
    return []


def send_empty(page: Page) -> bool:
    """Empties the page's own form and sends it; whether that came back with errors."""
    forms = page.locator("main form[method=post]")
    if not forms.count():
        return False
    form = forms.first
    form.evaluate(EMPTY)
    buttons = form.locator("button:not([type=button]), input[type=submit]")
    if not buttons.count():
        return False
    with page.expect_navigation():
        buttons.first.evaluate("button => button.click()")
    return page.locator(".govuk-error-summary").count() > 0


def badly_told(page: Page, where: str) -> list[str]:
    """What an error state does not do: the title, the focus, the links, WCAG."""
    wrong = [] if page.title().startswith("Error: ") else [f"{where}: its title is {page.title()}"]
    if not page.evaluate(FOCUSED):
        wrong.append(f"{where}: the summary has not got the focus")
    try:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    except AssertionError as problem:
        wrong.append(f"{where}: {problem}")
    links = page.locator(".govuk-error-summary__list a")
    for number in range(links.count()):
        links.nth(number).click()
        if not links.nth(number).evaluate(LED_TO):
            wrong.append(f"{where}: “{links.nth(number).inner_text()}” leads to no field")
    return wrong
