"""Pictures of every door and key page, per role, wide and at 320 px: `make pictures`.

Runs on the demonstration council in a database of its own, so that no picture depends on what somebody tried.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tests.browser import HIGH, NARROW, WIDE, chromium, find_chromium, served, sign_in

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / "instance" / "pictures"
DEMONSTRATION_DAY = "2026-01-12"
PASSWORD = "open-door"
ROLES = ("coordinator", "member", "chair", "officer", "governance", "cabinet.member", "performance", "admin")
DOORS = (
    "/",
    "/outstanding",
    "/recommendations",
    "/meetings",
    "/deep-dives",
    "/kpis",
    "/reports",
    "/work-programme",
    "/admin",
)
WIDTHS = {"wide": WIDE, "narrow": NARROW}


def _key_pages(page: Page, address: str) -> list[str]:
    """The first record that each door leads to: its reference has a number, a file's name has a dot."""
    found = []
    for door in DOORS[2:]:
        page.goto(address + door)
        links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
        paths = [urlsplit(link).path for link in links]
        found += [path for path in paths if re.fullmatch(rf"{door}/[^/.]*\d[^/.]*", path)][:1]
    return found


def _picture(page: Page, path: str, role: str) -> None:
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    for label, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": HIGH})
        page.screenshot(path=FOLDER / role / f"{name}-{label}.png", full_page=True)


def _pictures_of(browser: Browser, address: str, role: str) -> int:
    """Takes a role's pictures and says how many pages they show."""
    context = browser.new_context(viewport={"width": WIDE, "height": HIGH})
    page = context.new_page()
    sign_in(page, address, f"{role}@demo.example", PASSWORD)
    taken = 0
    for path in (*DOORS, *_key_pages(page, address)):
        answer = page.goto(address + path)
        if answer is not None and answer.ok:
            _picture(page, path, role)
            taken += 1
    context.close()
    return taken


def main() -> str | None:
    """Takes every picture; returns a sentence where it cannot."""
    path = find_chromium()
    if path is None:
        return "There is no chromium here to take pictures with."
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "SCRUTINY_DATABASE_URL": f"sqlite:///{folder}/pictures.db",
            "SCRUTINY_DEMO_PASSWORD": PASSWORD,
            "SCRUTINY_TODAY": DEMONSTRATION_DAY,
            "SCRUTINY_MAIL": f"file:{folder}/mail",
        }
        program = Path(sys.executable).with_name("scrutiny-tracker")
        subprocess.run(
            [program, "demo"], env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL
        )

        from scrutiny_tracker import create_app

        app = create_app(
            {
                "SQLALCHEMY_DATABASE_URI": settings["SCRUTINY_DATABASE_URL"],
                "SCRUTINY_TODAY": date.fromisoformat(DEMONSTRATION_DAY),
                "SCRUTINY_MAIL": settings["SCRUTINY_MAIL"],
            }
        )
        with served(app) as address, chromium(path) as browser:
            for role in ROLES:
                (FOLDER / role).mkdir(parents=True, exist_ok=True)
                print(f"{role}: {_pictures_of(browser, address, role)} pages")
    return None


if __name__ == "__main__":
    sys.exit(main())
