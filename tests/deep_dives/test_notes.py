"""Notes are kept box by box as they are typed; two who write at once lose nothing."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.deep_dives.actions.notes import GENERAL, ROUGH, digest
from scrutiny_tracker.deep_dives.models import DeepDive, DeepDiveSession
from scrutiny_tracker.deep_dives.queries.working import list_measure_notes
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.factories_deep_dives import deep_dive, deep_dive_session, scoped
from tests.journal import told_of

HEARD = "Q Why so many?\nA The form is easier.\n! Heaps counted (Director of Place)"


@pytest.fixture
def heard(cast: Cast, session: scoped_session[Session]) -> tuple[DeepDive, DeepDiveSession]:
    """A session with two measures."""
    dive = deep_dive(cast.scruco)
    one = deep_dive_session(dive)
    for code in ("K1", "K2"):
        scoped(dive, make.kpi(code, targets={"2024-25": 95}, readings={"2024-25": 90}), session=one)
    session.commit()
    return dive, one


def address_of(dive: DeepDive) -> str:
    return f"/deep-dives/{dive.reference}/sessions/1"


def boxes(*typed: tuple[str, str, str]) -> dict[str, str]:
    """What a form carries: key, what stood in the box when the page was read, what stands in it now."""
    return {
        name: value
        for place, (key, before, after) in enumerate(typed)
        for name, value in (
            (f"boxes-{place}-key", key),
            (f"boxes-{place}-seen", digest(before)),
            (f"boxes-{place}-text", after),
        )
    }


def texts(one: DeepDiveSession) -> list[str]:
    return [row.text for row in list_measure_notes(one.id)]


def test_every_box_is_kept_and_its_marks_are_picked_out(
    client: FlaskClient, session: scoped_session[Session], heard: tuple[DeepDive, DeepDiveSession]
) -> None:
    dive, one = heard
    sign_in(client, "coordinator")
    typed = boxes(("K1", "", HEARD), ("K2", "", ""), (GENERAL, "", "Warm room"), (ROUGH, "", "Count heaps"))
    answer = client.post(address_of(dive), data=typed | {"do": "save"})
    assert answer.location == address_of(dive)
    session.expire_all()
    assert (texts(one), one.notes, one.rough) == ([HEARD], "Warm room", "Count heaps")
    page = client.get(address_of(dive)).text
    for words in (
        "<strong>Question</strong> Why so many?",
        "<strong>Answer</strong> The form is easier.",
        "<strong>They will send or do</strong> Heaps counted (Director of Place)",
        "Send the 1 follow-up to its owner",
        "off target by 5 percentage points",
        "What kept the result from its target",
    ):
        assert words in page
    sign_in(client, "member")
    page = client.get(address_of(dive)).text
    assert "The form is easier." in page
    assert "<textarea" not in page


def test_the_history_keeps_the_stretch_that_changed_and_is_confidential(
    cast: Cast,
    client: FlaskClient,
    session: scoped_session[Session],
    heard: tuple[DeepDive, DeepDiveSession],
) -> None:
    dive, _ = heard
    sign_in(client, "coordinator")
    for before, after in (("", "Q Why"), ("Q Why", "Q Why now?"), ("Q Why now?", "Q Why now?")):
        client.post(address_of(dive), data=boxes(("K1", before, after)) | {"do": "draft"})
    session.expire_all()
    assert told_of("deep-dive", dive.reference) == []
    second, first = told_of("deep-dive-session", f"{dive.reference}/1")
    assert {entry.publicity for entry in (first, second)} == {Publicity.CONFIDENTIAL}
    assert (first.tag, first.actor_id) == ("session:noted", cast.coordinator.id)
    assert first.after == {"about": "K1", "at": 0, "words": "Q Why"}
    assert (second.before["words"], second.after["at"], second.after["words"]) == ("", 5, " now?")


def test_what_is_saved_as_typed_gives_the_digests_back(
    client: FlaskClient, session: scoped_session[Session], heard: tuple[DeepDive, DeepDiveSession]
) -> None:
    dive, one = heard
    sign_in(client, "coordinator")
    answer = client.post(address_of(dive), data=boxes(("K1", "", HEARD)) | {"do": "draft"})
    assert answer.json == {"kept": {"K1": digest(HEARD)}, "theirs": {}}
    session.expire_all()
    assert texts(one) == [HEARD]


def test_two_who_write_in_different_boxes_never_meet(
    client: FlaskClient, session: scoped_session[Session], heard: tuple[DeepDive, DeepDiveSession]
) -> None:
    dive, one = heard
    sign_in(client, "coordinator")
    client.post(address_of(dive), data=boxes(("K1", "", "Mine"), ("K2", "", "")) | {"do": "save"})
    answer = client.post(address_of(dive), data=boxes(("K1", "", ""), ("K2", "", "Theirs")) | {"do": "save"})
    assert answer.status_code == 302
    session.expire_all()
    assert sorted(texts(one)) == ["Mine", "Theirs"]


def test_two_who_write_in_one_box_are_shown_both(
    client: FlaskClient, session: scoped_session[Session], heard: tuple[DeepDive, DeepDiveSession]
) -> None:
    dive, one = heard
    sign_in(client, "coordinator")
    client.post(address_of(dive), data=boxes(("K1", "", "Theirs")) | {"do": "save"})
    both = boxes(("K1", "", "Mine"), (GENERAL, "", "Kept all the same"))
    drafted = client.post(address_of(dive), data=both | {"do": "draft"}).json
    assert drafted is not None
    assert drafted["theirs"] == {"K1": ["Theirs", digest("Theirs")]}
    page = client.post(address_of(dive), data=both | {"do": "save"})
    assert page.status_code == 200
    assert "<title>Error: " in page.text
    assert "Somebody else wrote here: “Theirs”." in page.text
    assert ">Mine</textarea>" in page.text
    session.expire_all()
    assert (texts(one), one.notes) == (["Theirs"], "Kept all the same")
    merged = boxes(("K1", "Theirs", "Theirs and mine"))
    assert merged["boxes-0-seen"] in page.text
    assert client.post(address_of(dive), data=merged | {"do": "save"}).status_code == 302
    session.expire_all()
    assert texts(one) == ["Theirs and mine"]


def test_a_box_of_no_measure_is_refused_and_nothing_typed_is_lost(
    client: FlaskClient, heard: tuple[DeepDive, DeepDiveSession]
) -> None:
    dive, _ = heard
    sign_in(client, "coordinator")
    gone = boxes(("K9", "", "x"), ("K1", "", "Kept on the page"))
    page = client.post(address_of(dive), data=gone | {"do": "save"})
    assert "K9 is not in the scope any more." in page.text
    assert ">Kept on the page</textarea>" in page.text
    drafted = client.post(address_of(dive), data=gone | {"do": "draft"}).json
    assert drafted == {"kept": {}, "theirs": {}, "sentence": "K9 is not in the scope any more."}


def test_a_measure_with_notes_stays_in_the_scope(
    client: FlaskClient, heard: tuple[DeepDive, DeepDiveSession]
) -> None:
    dive, _ = heard
    sign_in(client, "coordinator")
    client.post(address_of(dive), data=boxes(("K1", "", "Heard")) | {"do": "save"})
    out = {"why": "Another board has it.", "once": "n"}
    page = client.post(f"/deep-dives/{dive.reference}/measures/K1/take-out", data=out)
    assert "so it stays in the scope" in page.text
    client.post(address_of(dive), data=boxes(("K1", "Heard", "")) | {"do": "save"})
    assert client.post(f"/deep-dives/{dive.reference}/measures/K1/take-out", data=out).status_code == 302
