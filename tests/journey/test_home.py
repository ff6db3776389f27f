"""The home pages in a real browser: WCAG 2.2 AA, no sideways scroll, and a brief on one side of A4."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests import factories as make
from tests import factories_home as given
from tests.browser import HIGH, NARROW, WIDE, assert_accessible, assert_no_sideways_scroll
from tests.cast import email_of, gather
from tests.journey.conftest import Live

PAGES = ("/", "/committees", "/committees/SCRUCO/brief", "/committees/SCRUCO/inherited", "/reports")


def sign_in(page: Page, who: str) -> None:
    page.goto("/sign-in")
    page.fill("[name=email]", email_of(who))
    page.fill("[name=password]", make.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")


@pytest.mark.parametrize("who", ["coordinator", "chair"])
def test_home_pages_are_accessible_and_fit_a_phone(who: str, page: Page, live: Live) -> None:
    with live.app.app_context():
        given.busy(gather())
    sign_in(page, who)
    for address in (*PAGES, "/resolutions") if who == "coordinator" else PAGES:
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HIGH})
            page.goto(address)
            assert_accessible(page)
            assert_no_sideways_scroll(page)


def test_the_brief_of_a_busy_committee_prints_on_one_side(page: Page, live: Live) -> None:
    with live.app.app_context():
        cast = gather()
        given.busy(cast)
        given.many(cast, 40)
    sign_in(page, "chair")
    page.goto("/committees/SCRUCO/brief")
    assert page.get_by_role("button", name="Print the brief").is_visible()
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    words = printed.pages[0].extract_text()
    assert "Answers late" in words
    assert "Sign out" not in words, "the menu stays off the paper"
