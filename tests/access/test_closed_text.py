"""A marker in every closed text of an exempt item: on no page, download, export or history of anybody
without the grant, and before everybody who holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scrutiny_tracker.meetings.actions.publicity import TypedPublicity
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.access.addresses import every_address
from tests.access.planted import MARKER, plant
from tests.access.unpacked import everything_in
from tests.access.whole_council import PUBLIC_WORDING, Kept, keep
from tests.cast import Cast, sign_in
from tests.reports.extracted import words_in

EXEMPT = TypedPublicity(Publicity.EXEMPT, "3", f"A price, {MARKER}", PUBLIC_WORDING)
MAY_READ = ("coordinator", "governance", "member", "chair")
MAY_NOT = (
    "stranger",
    "officer",
    "link_officer",
    "director",
    "cabinet_member",
    "performance",
    "admin",
    "nobody",
)
LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
SAME_WORDS = re.compile(r"/static/|/assets/|/reports/[a-z-]+\.(pdf|docx|xlsx)")
"""Pages without the record's words, and files of the very content that is read as a web page."""
LEAK = re.compile(rf"{MARKER}[\w-]*")


def owner_of_another(cast: Cast) -> Person:
    """Whoever is named on the closed actions: nobody of the cast, so that no officer of it reads them."""
    owner = make.person("Olive Keen")
    make.office(owner, Role.RESPONSIBLE_OFFICER, cast.place)
    return owner


@pytest.fixture
def closed(cast: Cast) -> Kept:
    """Everything below one exempt item, the marker in every word of it."""
    kept = keep(cast, MARKER, owner_of_another(cast), EXEMPT)
    plant()
    return kept


def pages(app: Flask, client: FlaskClient, kept: Kept) -> Iterator[tuple[str, str]]:
    """Every address that whoever is signed in may open, with what it hands out: each endpoint at each
    record, then each link of those pages that asks for something else (a tab, an order, an export)."""
    waiting = [each.path for each in every_address(app, kept) if "GET" in each.methods]
    waiting = [path for path in waiting if not path.startswith(("/static/", "/assets/"))]
    seen = {shape(path) for path in waiting}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code < 500, path
        yield path, unescape(text_of(answer))
        if answer.mimetype != "text/html":
            continue
        for link in map(unescape, LINK.findall(answer.text)):
            if shape(link) not in seen and not SAME_WORDS.match(link):
                seen.add(shape(link))
                waiting.append(link)


def text_of(answer: TestResponse) -> str:
    """What an answer says, whether it is a page or a file."""
    for format in ("pdf", "docx"):
        if format in str(answer.headers.get("Content-Disposition")) and len(answer.data) > 1000:
            return words_in(answer.data, format)
    if str(answer.mimetype).endswith("spreadsheetml.sheet"):
        return everything_in(answer.data)
    return answer.get_data(as_text=True)


def shape(address: str) -> tuple[str, tuple[str, ...]]:
    """An address by its path and the names of what it asks: one tab of a list stands for the others."""
    parts = urlsplit(address)
    tab = [name if name != "tab" else f"{name}={value}" for name, value in parse_qsl(parts.query)]
    return parts.path, tuple(sorted(tab))


@pytest.mark.parametrize("who", MAY_NOT)
def test_nobody_without_the_grant_finds_a_closed_word(
    app: Flask, cast: Cast, client: FlaskClient, closed: Kept, who: str
) -> None:
    sign_in(client, who)
    leaks = {
        path: sorted(set(LEAK.findall(page))) for path, page in pages(app, client, closed) if MARKER in page
    }
    assert not leaks, "\n".join(f"{path}: {', '.join(found)}" for path, found in leaks.items())


NOWHERE = {
    f"{MARKER}-{column}"
    for column in (
        "clause-exempt_reason",
        "clause-lead_in",
        "clause-source",
        "progress_update-exempt_reason",
        "progress_update-outcome",
        "progress_update-source",
        "recommendation-part_title",
        "referral-exempt_reason",
        "stored_file-exempt_reason",
    )
}
"""What no page that is only read shows of these very records, whoever asks."""


def test_whoever_holds_the_grant_finds_every_closed_word(app: Flask, cast: Cast, client: FlaskClient) -> None:
    """So that the test above looks at pages that show what it looks for."""
    kept = keep(cast, MARKER, owner_of_another(cast), EXEMPT)
    planted = set(plant())
    assert len(planted) > 40
    sign_in(client, "coordinator")
    found: set[str] = set()
    for _, page in pages(app, client, kept):
        found.update(LEAK.findall(page))
    assert MARKER in found
    nowhere = sorted(planted - found - NOWHERE)
    assert not nowhere, "shown on no page:\n" + "\n".join(nowhere)


@pytest.mark.parametrize("who", MAY_READ)
def test_whoever_may_reads_the_main_records_in_full(client: FlaskClient, closed: Kept, who: str) -> None:
    sign_in(client, who)
    for path in (
        f"/items/{closed.item.reference}",
        f"/papers/{closed.paper.reference}",
        f"/papers/{closed.paper.reference}/file",
        f"/follow-ups/{closed.logged.follow_ups[0].reference}",
        f"/referrals/{closed.logged.referrals[0].reference}",
        f"/recommendations/{closed.told.references[0]}",
        f"/recommendations/{closed.told.references[0]}/history",
        f"/recommendations/{closed.told.references[0]}/files/{closed.told.ids['file']}",
        f"/sendings/{closed.told.sending.reference}",
        f"/updates/{closed.told.ids['shown']}",
        "/recommendations",
        "/recommendations.csv",
        "/outstanding",
    ):
        assert MARKER in client.get(path).get_data(as_text=True), path


@pytest.mark.parametrize("who", ["stranger", "officer", "nobody"])
def test_a_search_does_not_tell_that_a_closed_word_is_there(
    client: FlaskClient, closed: Kept, who: str
) -> None:
    """Finding a private record by its private word would tell the word."""
    sign_in(client, who)
    for path in ("/recommendations", "/recommendations.csv"):
        page = client.get(path, query_string={"q": MARKER}).get_data(as_text=True)
        assert closed.told.references[0] not in page, path
