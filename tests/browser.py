"""A real Chromium, a live server for it, and what every page must hold to."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW, WIDE, HIGH = 320, 1280, 900


def find_chromium() -> str | None:
    """The path of the browser: the CHROMIUM variable's, else the system's, else None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The browser at `path`, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which `app` answers on this machine, each request in its own thread."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA: one line for each rule and element."""
    page.wait_for_load_state()  # a page that was just opened may not have its style yet
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG_22_AA
    )
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Fails with every WCAG 2.2 AA violation on the page as it stands."""
    found = violations(page)
    assert not found, f"{page.url}:\n" + "\n".join(found)


def assert_no_sideways_scroll(page: Page) -> None:
    """Fails where the page is wider than a window of 320 px, and names the widest elements."""
    page.wait_for_load_state()
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": HIGH})
    page.wait_for_function("width => innerWidth === width", arg=NARROW)  # a busy machine resizes late
    width: int = page.evaluate("document.documentElement.scrollWidth")
    wide: list[str] = page.evaluate(
        """limit => [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > limit + 1)
            .map(element => element.outerHTML.slice(0, 120)).slice(0, 5)""",
        NARROW,
    )
    if before is not None:
        page.set_viewport_size(before)
    assert width <= NARROW, f"{page.url} is {width} px wide at {NARROW} px:\n" + "\n".join(wide)


def assert_sound(page: Page) -> None:
    """Every page's duty: WCAG 2.2 AA, no sideways scroll at 320 px, a title, one first heading."""
    assert page.title(), f"{page.url} has no title"
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} first headings"
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Signs in through the form, as a person does."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
