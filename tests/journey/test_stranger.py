"""Somebody without an account comes to the door."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser import assert_sound


def test_the_sign_in_page_is_sound_and_says_what_is_wrong(page: Page) -> None:
    page.goto("/")
    assert page.url.partition("?")[0].endswith("/sign-in")
    assert_sound(page)
    page.fill("[name=email]", "nobody@demo.example")
    page.fill("[name=password]", "not the password")
    page.click("main button[type=submit]")
    assert page.title().startswith("Error: ")
    assert_sound(page)


def test_assets_come_without_the_typeface_and_the_crest(page: Page) -> None:
    page.goto("/sign-in")
    assert "GDS" not in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    names = page.eval_on_selector_all(
        "link[rel=stylesheet], script[src]", "all => all.map(e => e.href || e.src)"
    )
    assert names
    for name in names:
        answer = page.request.get(name)
        assert answer.ok, name
        assert "crest" not in answer.text()
