"""Prints each cost beside its ceiling and exits 1 beyond one."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from flask_migrate import upgrade

from scrutiny_tracker import create_app
from scrutiny_tracker.core.schema import MIGRATIONS
from tests.bench import drawing, reading, sheets, streaming, ticking
from tests.bench.council import BODIES, EMAIL, PASSWORD, TODAY, fill
from tests.bench.servers import Ask, Server, worker

SIZES = (1_000, 100_000)
ROUNDS, TIMES = 5, 60


@dataclass(frozen=True)
class Page:
    """Something that people do, and how many times bare Flask it may cost (None: shown only)."""

    name: str
    ask: Ask
    ceiling: float | None = None


def _reference(n: int) -> str:
    """An open recommendation, another for each of the first two hundred n."""
    number = (n % 200) * 5 + 5
    return f"SB{number % BODIES + 1}-2526-{number:06d}"


def _update(n: int) -> tuple[str, bytes]:
    fields = {"value": "on-track", "note": f"Report {n} is out.", "speaker": "me", "do": "send"}
    return f"/recommendations/{_reference(n)}/actions/1/update", urlencode(fields).encode()


PAGES = (
    Page("register", lambda _n: ("/recommendations", None), 6.0),
    Page("register, second page", lambda _n: ("/recommendations?after=2026-02-01.0", None), 6.0),
    Page("register, one board", lambda _n: ("/recommendations?body=SB2", None)),
    Page("register, a word", lambda _n: ("/recommendations?q=figure+77", None)),
    Page("outstanding issues", lambda _n: ("/outstanding", None)),
    Page("one recommendation", lambda n: (f"/recommendations/{_reference(n)}", None)),
    Page("measures at a glance", lambda _n: ("/kpis", None), 8.0),
    Page("measures, all", lambda _n: ("/kpis?show=all", None)),
    Page("one measure", lambda n: (f"/kpis/K{n % 50 + 1:04}", None), 8.0),
    Page("home", lambda _n: ("/", None)),
    Page("posting an update", _update),
)


def _database(folder: Path, many: int) -> str:
    uri = f"sqlite:///{folder}/{many}.db"
    app = create_app({"SQLALCHEMY_DATABASE_URI": uri, "SCRUTINY_TODAY": TODAY})
    with app.app_context():
        upgrade(directory=MIGRATIONS)
    fill(app, many)
    return uri


def _signed_in(server: Server) -> Mapping[str, str]:
    jar = HTTPCookieProcessor()
    body = urlencode({"email": EMAIL, "password": PASSWORD}).encode()
    build_opener(jar).open(Request(f"{server.address}/sign-in", data=body)).close()
    cookie = SimpleCookie({one.name: one.value or "" for one in jar.cookiejar})
    return {"Cookie": cookie.output(attrs=[], header="", sep=";").strip()}


def measure(folder: Path, many: int) -> list[tuple[Page, float, float]]:
    """Each page's CPU milliseconds and its multiple of bare Flask, in interleaved rounds at one size."""
    uri = _database(folder, many)
    with (
        worker("tests.bench.bare:app", {}) as bare,
        worker("tests.bench.served:app", {"SCRUTINY_DATABASE_URL": uri}) as ours,
    ):
        headers = _signed_in(ours)
        for page in PAGES:
            ours.cost(page.ask, 5, headers)
        costs: dict[str, list[float]] = {page.name: [] for page in PAGES}
        lines: list[float] = []
        for round_number in range(ROUNDS):
            lines.append(bare.cost(lambda _n: ("/", None), TIMES * 4, {}))
            for page in PAGES:
                begin = round_number * TIMES

                def ask(n: int, page: Page = page, begin: int = begin) -> tuple[str, bytes | None]:
                    return page.ask(begin + n)

                costs[page.name].append(ours.cost(ask, TIMES, headers))
        one = sorted(lines)[len(lines) // 2]
        print(f"{many:>9,} recommendations; bare Flask {one:.2f} ms; worker {ours.memory_mb():.0f} MB")
    middle = {name: sorted(found)[len(found) // 2] for name, found in costs.items()}
    return [(page, middle[page.name], middle[page.name] / one) for page in PAGES]


def main() -> int:
    """Measures every size; 1 where a ceiling is passed."""
    beyond = int(reading.measure()) + int(sheets.measure()) + drawing.measure()
    mornings: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for many in SIZES:
            for page, cost, ratio in measure(Path(folder), many):
                told = f"≤ {page.ceiling:.1f}" if page.ceiling else "     "
                passed = page.ceiling is not None and ratio > page.ceiling
                beyond += passed
                print(f"  {page.name:<24}{cost:8.2f} ms  ×{ratio:5.1f}  {told}{'  BEYOND' if passed else ''}")
            beyond += streaming.measure(f"sqlite:///{folder}/{many}.db")
            mornings[many] = ticking.morning_ms(f"sqlite:///{folder}/{many}.db")
    beyond += ticking.told(mornings)
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
