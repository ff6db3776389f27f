"""Reading home pages in tests: their rows, and how many rows stand behind a link."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

LINK = re.compile(r'<a class="govuk-(?:link|button)[^"]*" href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def main_of(client: FlaskClient, address: str) -> str:
    """The main part of a page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.text.split("<main", 1)[1].split("</main>", 1)[0]


def links(page: str) -> dict[str, str]:
    """Words of each link, and where it leads; the first of the same words."""
    found: dict[str, str] = {}
    for address, words in LINK.findall(page):
        plain = unescape(re.sub(r"<[^>]+>", "", words)).strip()
        found.setdefault(" ".join(plain.split()), unescape(address))
    return found


def rows_behind(client: FlaskClient, address: str) -> int:
    """How many rows a list shows."""
    parts = urlsplit(address)
    page = main_of(client, address)
    if parts.path == "/resolutions":
        return page.count("<h2")
    if parts.path == "/sendings/new":
        ticked = re.findall(r'<input[^>]*name="carried"[^>]*>', page)
        assert len(ticked) >= len(parse_qs(parts.query)["r"])
        return sum("checked" in each for each in ticked)
    if parts.fragment:
        page = page.split(f'id="{parts.fragment}"', 1)[1].split("<h2", 1)[0]
    bodies = re.findall(r"<tbody.*?</tbody>", page, re.S)
    if parts.path == "/updates":
        bodies = bodies[:1]  # what is asked for now; what comes later stands below
    return sum(body.count("<tr") for body in bodies)
