"""Journeys: the users' days in a real browser, against a live server with a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser import HIGH, WIDE, chromium, find_chromium, served
from tests.conftest import missing
from tests.journey.people import People


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser, and commits that the server's threads see."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.own_database)


@dataclass(frozen=True)
class Live:
    """A running server: the application, for preparing records, and its address."""

    app: Flask
    address: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys; every journey has a context, and so cookies, of its own."""
    path = find_chromium()
    if path is None:
        missing("browser", "no chromium here")
    with chromium(path) as started:
        yield started


@pytest.fixture
def live(app: Flask) -> Iterator[Live]:
    """A live server on the test's own database."""
    with served(app) as address:
        yield Live(app, address)


@pytest.fixture
def page(browser: Browser, live: Live) -> Iterator[Page]:
    """A page in a fresh browser context; paths are the server's. A script error fails the test."""
    context = browser.new_context(base_url=live.address, viewport={"width": WIDE, "height": HIGH})
    context.set_default_timeout(10_000)
    problems: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda problem: problems.append(str(problem)))
    yield opened
    context.close()
    assert not problems, problems


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def people(request: pytest.FixtureRequest, browser: Browser, live: Live) -> Iterator[People]:
    """Everybody who takes part, each at a screen of their own; with JavaScript, and once more without."""
    gathered = People(live.app, live.address, browser, scripts=request.param)
    yield gathered
    gathered.go_home()
