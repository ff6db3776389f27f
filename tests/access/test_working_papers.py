"""What a review group writes, and its history, is on no page, file, export, feed or search of anybody else.

Those without the grant for exempt text are tried with the same records in `test_closed_text`; here those who
read exempt text and are still not of the review group, and whoever is not signed in.
"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.deep_dives import actions
from scrutiny_tracker.deep_dives.actions.notes import GENERAL, ROUGH
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.deep_dives.queries.drafts import list_drafts
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.access.test_closed_text import MAY_NOT, pages
from tests.access.whole_council import Kept, keep
from tests.cast import ROLES, Cast, by, sign_in

SECRET = "Quagga"
REVIEW_GROUP = ("coordinator", "member", "chair")
BESIDE = ("governance", "member of another board", "")


@pytest.fixture
def written(cast: Cast) -> Kept:
    """Open records; the notes, the rough lines, a promise and a draft carry the word, each changed once."""
    kept = keep(cast, "Depot", cast.officer)
    dive, actor = get_deep_dive(kept.dive.reference), by(cast.coordinator)
    [session] = dive.sessions
    before = "Q Notes of Depot\n! A list of Depot (Director)"
    for words in (f"Q {SECRET}?", f"Q {SECRET}?\nA {SECRET}.\n! List of {SECRET} (Director)"):
        boxes = [actions.Box(key, actions.digest(before), words) for key in ("K1", GENERAL, ROUGH)]
        actions.write_notes(dive, session, boxes, actor)
        before = words
    [draft] = list_drafts(dive.id)
    facts = actions.DraftFacts(f"Publish {SECRET}", f"Heard of {SECRET}", cast.cabinet.id)
    actions.change_draft(dive, draft, facts, actor)
    db.session.commit()
    return kept


def test_every_role_is_tried() -> None:
    assert set(ROLES) <= {*MAY_NOT, *REVIEW_GROUP, *BESIDE}


@pytest.mark.parametrize("who", BESIDE)
def test_nobody_else_finds_a_word_of_it(
    app: Flask, cast: Cast, client: FlaskClient, written: Kept, who: str
) -> None:
    if who == "member of another board":
        other = make.person("Ottilie Marsh")
        make.office(other, Role.COMMITTEE_MEMBER, cast.sb2)
        db.session.commit()
        sign_in(client, other)
    elif who:
        sign_in(client, who)
    leaks = [path for path, page in pages(app, client, written) if SECRET in page]
    assert not leaks, leaks
    for path in ("/recommendations", "/recommendations.csv"):
        found = client.get(path, query_string={"q": SECRET}).get_data(as_text=True)
        assert not [one for one in written.told.references if one in found], path


@pytest.mark.parametrize("who", REVIEW_GROUP)
def test_the_review_group_reads_all_of_it(client: FlaskClient, written: Kept, who: str) -> None:
    """So that the test above looks at pages that show what it looks for."""
    sign_in(client, who)
    dive = f"/deep-dives/{written.dive.reference}"
    for path, number in ((f"{dive}/sessions/1", 6), (f"{dive}/drafts", 2)):
        assert client.get(path).get_data(as_text=True).count(SECRET) >= number, path
