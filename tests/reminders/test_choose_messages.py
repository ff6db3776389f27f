"""How somebody wants to be told: kept for themselves alone, refused where it cannot be."""

from __future__ import annotations

from datetime import date

from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.reminders.models import MessageChoice
from scrutiny_tracker.rules.reminders import Rhythm
from tests.cast import Cast, sign_in
from tests.factories_updates import agreed
from tests.reminders.told import run

ME = {"rhythm": "weekly", "follows": "no", "deputy": "", "version": "0"}


def test_a_choice_is_kept(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "officer")
    answer = client.post("/messages", data=ME, follow_redirects=True)
    assert "Saved. Your next message follows it." in answer.text
    (kept,) = db.session.query(MessageChoice).all()
    assert (kept.person_id, kept.rhythm, kept.follows_others) == (cast.officer.id, Rhythm.WEEKLY, False)


def test_a_deputy_needs_a_last_day_and_a_day_needs_a_deputy(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "officer")
    alone = client.post("/messages", data={**ME, "deputy": str(cast.director.id)})
    assert "Enter the last day on which they stand in for you." in alone.text
    assert "<title>Error: " in alone.text
    day = client.post("/messages", data={**ME, "away_until": ["30", "1", "2026"]})
    assert "Choose who stands in for you until then." in day.text
    past = client.post(
        "/messages", data={**ME, "deputy": str(cast.director.id), "away_until": ["1", "1", "2026"]}
    )
    assert "Enter today or a later day." in past.text
    assert db.session.query(MessageChoice).count() == 0


def test_a_stale_form_shows_both(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "officer")
    client.post("/messages", data=ME)
    again = client.post("/messages", data={**ME, "rhythm": "daily"})
    assert again.status_code == 409
    assert db.session.query(MessageChoice).one().rhythm is Rhythm.WEEKLY


def test_one_sees_what_waits_and_what_came(cast: Cast, client: FlaskClient) -> None:
    agreed(cast, "Plant forty trees")
    run(date(2026, 3, 17))
    sign_in(client, "officer")
    page = client.get("/messages").text
    assert "“Plant forty trees” is to be done by 31 March 2026" in page
    sign_in(client, "stranger")
    assert "Plant forty trees" not in client.get("/messages").text
