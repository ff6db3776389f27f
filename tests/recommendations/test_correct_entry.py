"""Correcting a mistake: on its page, with a reason; what follows from it follows from the correction."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions import decisions
from scrutiny_tracker.recommendations.actions.corrections import correct_entry
from scrutiny_tracker.recommendations.actions.say import Said, say
from scrutiny_tracker.recommendations.queries.decisions import list_to_be_reported
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Decision, Particulars, Progress, StopReason, Thread
from tests.cast import TODAY, Cast, by, sign_in
from tests.factories_decisions import DECIDED_ON, at_meeting, delegated, done, recommended, settled


def test_a_decision_is_corrected_on_its_page_and_stays_readable(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    wrong = decisions.stop(made, at_meeting(cast), by(cast.coordinator), reason=StopReason.OVERTAKEN)
    db.session.commit()
    sign_in(client, "governance")
    address = f"/recommendations/{made.reference}/correct/{wrong.id}"
    assert "Stopped" in client.get(address).text
    typed = {"value": "under-review", "effective_on": ["11", "12", "2025"], "until": ["1", "9", "2026"]}
    refused = client.post(address, data=typed)
    assert "Say why this is corrected." in refused.text
    assert client.post(address, data={**typed, "why": "Misheard"}).status_code == 302
    db.session.expire_all()
    whole = get_recommendation(made.reference)
    assert (whole.decision, whole.is_open, whole.review_on) == (
        Decision.UNDER_REVIEW,
        True,
        date(2026, 9, 1),
    )
    again = client.post(address, data={**typed, "why": "Again"})
    assert "This entry has been corrected already." in again.text


def test_striking_out_a_sign_off_opens_it_again(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    wrong = decisions.sign_off(made, at_meeting(cast), by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    typed = {"value": "strike-out", "effective_on": ["11", "12", "2025"], "why": "The wrong one"}
    client.post(f"/recommendations/{made.reference}/correct/{wrong.id}", data=typed)
    db.session.expire_all()
    assert get_recommendation(made.reference).is_open


@pytest.mark.parametrize("who", ["officer", "member", "chair", "director", "nobody"])
def test_only_the_scrutiny_team_corrects(cast: Cast, client: FlaskClient, who: str) -> None:
    made = recommended(cast)
    wrong = done(made, by(cast.officer))
    db.session.commit()
    sign_in(client, who)
    assert client.get(f"/recommendations/{made.reference}/correct/{wrong.id}").status_code == 403


def test_another_recommendations_entry_is_not_found(cast: Cast, client: FlaskClient) -> None:
    one, other = recommended(cast), recommended(cast, "Plant the trees")
    wrong = done(one, by(cast.officer))
    db.session.commit()
    sign_in(client, "coordinator")
    assert client.get(f"/recommendations/{other.reference}/correct/{wrong.id}").status_code == 404


def test_nobody_signs_off_their_own_work_by_a_correction(cast: Cast) -> None:
    made = recommended(cast)
    entry = decisions.keep_under_review(made, at_meeting(cast), by(cast.governance))
    made.actions[0].owner_id = cast.coordinator.id
    made = settled(made)
    entry = made.entries[0]
    said = decisions.particulars_of(at_meeting(cast), TODAY)
    for value, particulars in ((Decision.SIGNED_OFF, said), (None, None)):
        with pytest.raises(Refused, match="responsible officer"):
            correct_entry(made, entry, value, particulars, "Wrong", by(cast.coordinator))


def test_a_delay_that_was_a_mistake_gives_the_date_back_and_a_new_one_moves_it(cast: Cast) -> None:
    made = recommended(cast)
    first = made.actions[0].due_on
    said = Particulars(effective_on=DECIDED_ON, today=TODAY, note="So far.")
    about = Said(action=made.actions[0])
    wrong = say(made, Thread.PROGRESS, Progress.ON_TRACK, said, by(cast.officer), about)
    late = Particulars(
        effective_on=DECIDED_ON, today=TODAY, note="Later.", new_due_on=date(2026, 9, 30), cause="funding"
    )
    delay = correct_entry(made, wrong, Progress.DELAYED, late, "It is late", by(cast.coordinator))
    assert made.actions[0].due_on == date(2026, 9, 30)
    assert made.actions[0].first_due_on == first
    assert delay.actor_name == cast.officer.name
    assert delay.entered_by_name == cast.coordinator.name
    correct_entry(made, delay, None, None, "It is not late", by(cast.coordinator))
    assert made.actions[0].due_on == first


def test_a_corrected_delegated_decision_is_reported_in_place_of_the_mistake(cast: Cast) -> None:
    made = recommended(cast)
    wrong = decisions.keep_under_review(made, delegated(), by(cast.coordinator))
    said = decisions.particulars_of(delegated(), TODAY)
    entry = correct_entry(made, wrong, Decision.SIGNED_OFF, said, "Misread", by(cast.governance))
    assert [each.entry_id for each in list_to_be_reported(cast.scruco.id)] == [entry.id]
