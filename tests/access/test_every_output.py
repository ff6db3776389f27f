"""A marker in every exempt field, searched for in all that leaves: documents of every kind in every format,
what the worker builds and sends, calendars, packs. Lists and pages are walked beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.access import NOBODY, reading_as
from scrutiny_tracker.core.errors import NotFound
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.queries import load_principal
from scrutiny_tracker.outbox.models import Message
from scrutiny_tracker.papers.queries.documents import get_document
from scrutiny_tracker.reminders.feeds import Feed, make_feed_token
from scrutiny_tracker.reports.asked.jobs import build_asked
from scrutiny_tracker.reports.asked.models import AskedDocument, AskedState
from scrutiny_tracker.reports.kinds import build, kinds
from scrutiny_tracker.reports.pack import agenda_pack
from scrutiny_tracker.rules.permissions import Principal
from tests import factories as make
from tests.access.planted import MARKER, plant
from tests.access.test_closed_text import EXEMPT, owner_of_another
from tests.access.unpacked import everything_in
from tests.access.whole_council import Kept, keep
from tests.cast import TODAY, Cast, sign_in
from tests.reminders.told import run

WITHOUT_GRANT = ("officer", "link_officer", "director", "cabinet_member", "performance", "admin", "nobody")


@pytest.fixture
def closed(cast: Cast) -> Kept:
    kept = keep(cast, MARKER, owner_of_another(cast), EXEMPT)
    plant()
    return kept


def references(kept: Kept) -> dict[str, list[str | None]]:
    """Which record a kind is asked about besides the latest; a new kind is asked about that one."""
    meetings = [kept.past.reference, kept.coming.reference]
    return {
        "agenda": [*meetings],
        "minutes": [*meetings],
        "cabinet-response": [kept.told.sending.reference],
        "letter": [kept.told.sending.reference],
        "progress": [get_document(kept.draft.reference).subjects[0].reference],
        "monitor": ["SCRUCO", "SB1"],
        "deep-dive": [kept.dive.reference],
        "register": ["status=all", "status=closed", f"q={MARKER}"],
    }


def every_document(kept: Kept) -> Iterator[tuple[str, str]]:
    """Each kind that any room offers, about each record, in each of its formats: a name, and all it says."""
    known = references(kept)
    for name, kind in kinds().items():
        for reference, format in product([None, *known.get(name, [])], kind.formats):
            try:
                yield (
                    f"{name} {reference or ''} as {format}",
                    everything_in(build(name, reference, format, TODAY)),
                )
            except NotFound:
                continue


def principals(cast: Cast) -> dict[str, Principal]:
    """Who is without the grant; nobody at all first."""
    return {"a stranger": NOBODY, **{who: load_principal(cast[who].id) for who in WITHOUT_GRANT}}


def test_no_document_of_any_kind_says_a_closed_word(app: Flask, cast: Cast, closed: Kept) -> None:
    drawn: set[str] = set()
    for who, principal in principals(cast).items():
        with reading_as(principal):
            for name, said in every_document(closed):
                assert MARKER not in said, f"{name} for {who}"
                drawn.add(name.split(" ", 1)[0] + name.rsplit(" ", 1)[1])
    offered = {f"{name}{format}" for name, kind in kinds().items() for format in kind.formats}
    missing = {each for each in offered - drawn if not each.startswith("deep-dive")}
    assert not missing, f"never drawn: {sorted(missing)}"


def test_the_register_of_whoever_holds_the_grant_says_it(cast: Cast, closed: Kept) -> None:
    """So that the test above looks at what could say it."""
    with reading_as(load_principal(cast.coordinator.id)):
        for format in kinds()["register"].formats:
            assert MARKER in everything_in(build("register", None, format, TODAY)), format


def test_the_public_pack_says_no_closed_word(cast: Cast, client: FlaskClient, closed: Kept) -> None:
    for meeting in (closed.past, closed.coming):
        assert MARKER not in everything_in(agenda_pack(meeting))


def test_no_message_carries_a_closed_word_not_even_to_whoever_may_read_it(
    app: Flask, cast: Cast, closed: Kept
) -> None:
    for days in (0, 1, 3, 7, 14, 28, 35, 60, 90, 120, 180, 300, 305):
        run(TODAY + timedelta(days=days))
    messages = db.session.query(Message).all()
    assert len(messages) > 10
    for message in messages:
        assert MARKER not in f"{message.subject} {message.body} {message.recipient}", message.subject


def test_no_calendar_of_anybody_carries_a_closed_word(cast: Cast, client: FlaskClient, closed: Kept) -> None:
    read = 0
    for who in (*WITHOUT_GRANT, "coordinator", "chair"):
        person = cast[who]
        for body_id in (None, cast.scruco.id):
            feed = client.get(f"/calendar/{make_feed_token(Feed(person.id, body_id, 1))}.ics")
            if feed.status_code != 200:
                continue
            read += 1
            said = feed.get_data(as_text=True).replace("\r\n ", "")
            assert "BEGIN:VCALENDAR" in said
            assert MARKER not in said, who
    assert read >= len(WITHOUT_GRANT)


def test_what_the_worker_builds_is_what_each_may_read(cast: Cast, client: FlaskClient, closed: Kept) -> None:
    for who in ("coordinator", *WITHOUT_GRANT):
        for format in kinds()["register"].formats:
            asked = AskedDocument(
                asked_by_id=cast[who].id,
                asked_at=make.NOW,
                kind="register",
                reference="status=all",
                format=format,
                title="Register",
                file=None,
            )
            db.session.add(asked)
    db.session.commit()
    assert build_asked(TODAY, make.NOW) >= 4 * (len(WITHOUT_GRANT) + 1)
    db.session.expire_all()
    for row in db.session.query(AskedDocument).filter(AskedDocument.title == "Register"):
        assert row.state is AskedState.READY
        assert row.file_id is not None
        said = everything_in(_bytes_of(row.file_id))
        assert (MARKER in said) is (row.asked_by_id == cast.coordinator.id), (row.asked_by_id, row.format)
    sign_in(client, "officer")
    for row in db.session.query(AskedDocument).filter(AskedDocument.asked_by_id == cast.coordinator.id):
        assert client.get(f"/reports/asked/{row.id}/file").status_code == 404


def _bytes_of(file_id: int) -> bytes:
    from scrutiny_tracker.core.files import find_file

    file = find_file(file_id)
    assert file is not None
    return file.content
