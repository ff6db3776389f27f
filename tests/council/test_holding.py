"""In a sensitive period publishing is warned about, or held, listed, and released by a person or in time."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting, HeldOutcome, HeldPublication, SensitivePeriod
from scrutiny_tracker.meetings.models import MeetingState, MinutesState
from scrutiny_tracker.meetings.queries import get_meeting
from scrutiny_tracker.papers.queries.documents import get_document
from scrutiny_tracker.recommendations.actions.updates import send
from scrutiny_tracker.recommendations.models import Recommendation, Update
from scrutiny_tracker.rules.lifecycle import Progress, UpdateState
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.factories_updates import agreed, fresh, on_track
from tests.papers.test_progress_pages import with_meeting
from tests.reminders.told import message_to, run, told

LAST = date(2026, 2, 6)
NEXT_DAY = date(2026, 2, 9)  # a Monday


@pytest.fixture
def period(cast: Cast) -> SensitivePeriod:
    return period_of(holds=True)


def period_of(*, holds: bool) -> SensitivePeriod:
    row = SensitivePeriod(
        from_on=date(2026, 1, 5), to_on=LAST, reason="By-election in Fenside", holds_publication=holds
    )
    db.session.add(row)
    db.session.commit()
    return row


def sent(cast: Cast) -> tuple[Recommendation, int]:
    one = agreed(cast, "Plant forty trees")
    update = send(one, one.actions[0], on_track(), by(cast.officer))
    db.session.commit()
    return fresh(one), update.id


def held() -> HeldPublication:
    db.session.expire_all()
    return db.session.query(HeldPublication).one()


def state_of(update_id: int) -> UpdateState:
    db.session.expire_all()
    return db.session.get_one(Update, update_id).state


@pytest.mark.usefixtures("period")
class TestUpdates:
    def test_what_would_be_shown_at_once_is_held_and_its_author_left_alone(
        self, cast: Cast, client: FlaskClient
    ) -> None:
        one, update_id = sent(cast)
        assert state_of(update_id) is UpdateState.CLEARED
        assert (held().until_on, held().title) == (LAST, "Plant forty trees")
        sign_in(client, "member")
        assert client.get(f"/updates/{update_id}").status_code == 404
        run(date(2026, 2, 4))  # the day on which an update was due
        assert told("update") == told("check") == []
        sign_in(client, "coordinator")
        page = client.get("/publications/held").text
        assert "Publications are held until 6 February 2026: By-election in Fenside." in page
        assert "Plant forty trees" in page
        client.post(f"/publications/held/{held().id}/release")
        assert state_of(update_id) is UpdateState.SHOWN
        assert held().outcome is HeldOutcome.RELEASED
        assert fresh(one).progress is Progress.ON_TRACK

    def test_whoever_checks_holds_it_or_shows_it_all_the_same(self, cast: Cast, client: FlaskClient) -> None:
        db.session.add(CouncilSetting(name="updates_are_checked", value=True))
        _, update_id = sent(cast)
        sign_in(client, "coordinator")
        page = client.get(f"/updates/{update_id}").text
        assert "Hold it until 6 February 2026" in page
        assert "Show it to councillors now all the same" in page
        client.post(f"/updates/{update_id}/show")
        assert state_of(update_id) is UpdateState.CLEARED
        assert (
            "Held until 6 February 2026: By-election in Fenside." in client.get(f"/updates/{update_id}").text
        )
        client.post(f"/updates/{update_id}/show", data={"publish": "now"})
        assert state_of(update_id) is UpdateState.SHOWN
        assert held().outcome is HeldOutcome.PUBLISHED_AT_ONCE

    def test_one_that_is_returned_is_held_no_more(self, cast: Cast, client: FlaskClient) -> None:
        _, update_id = sent(cast)
        sign_in(client, "coordinator")
        client.post(f"/updates/{update_id}/return", data={"why": "Which trees?"})
        assert (state_of(update_id), held().outcome) == (UpdateState.RETURNED, HeldOutcome.DROPPED)

    def test_the_worker_releases_it_where_the_council_chose_that(self, cast: Cast) -> None:
        db.session.add(CouncilSetting(name="held_released_by_worker", value=True))
        _, update_id = sent(cast)
        run(LAST)
        assert state_of(update_id) is UpdateState.CLEARED
        run(NEXT_DAY)
        assert state_of(update_id) is UpdateState.SHOWN
        assert held().ended_by == "system"
        assert told("held") == []

    def test_else_the_team_is_reminded_and_it_waits(self, cast: Cast) -> None:
        _, update_id = sent(cast)
        run(NEXT_DAY)
        assert state_of(update_id) is UpdateState.CLEARED
        assert told("held") == [(cast.coordinator.email, "over")]
        body = message_to(cast.coordinator.email).body
        assert "“Plant forty trees” was held until 6 February 2026: publish it or drop it" in body


def test_minutes_are_held_and_published(
    cast: Cast, client: FlaskClient, period: SensitivePeriod, app: Flask
) -> None:
    past = make.meeting(cast.scruco, date(2025, 12, 4), state=MeetingState.HELD)
    db.session.commit()
    reference, address = past.reference, f"/meetings/{past.reference}/minutes"
    sign_in(client, "governance")
    assert "Hold it until 6 February 2026" in client.get(address).text
    client.post(address, data={"state": "draft"})
    db.session.expire_all()
    assert get_meeting(reference).minutes_state is MinutesState.NONE
    app.config["SCRUTINY_TODAY"] = NEXT_DAY
    assert "Over" in client.get("/publications/held").text
    client.post(f"/publications/held/{held().id}/release")
    db.session.expire_all()
    assert get_meeting(reference).minutes_state is MinutesState.DRAFT


def test_a_progress_report_is_held_and_published(
    cast: Cast, client: FlaskClient, period: SensitivePeriod
) -> None:
    reference = with_meeting(cast).reference
    sign_in(client, "coordinator")
    assert "Hold it until 6 February 2026" in client.get(f"/documents/{reference}/publish").text
    client.post(f"/documents/{reference}/publish")
    db.session.expire_all()
    assert get_document(reference).frozen_on is None
    client.post(f"/publications/held/{held().id}/release")
    db.session.expire_all()
    assert get_document(reference).frozen_on == date(2026, 1, 12)
    assert held().outcome is HeldOutcome.RELEASED


def test_one_that_cannot_be_published_any_more_says_why_and_can_be_dropped(
    cast: Cast, client: FlaskClient, period: SensitivePeriod
) -> None:
    reference = with_meeting(cast).reference
    sign_in(client, "coordinator")
    client.post(f"/documents/{reference}/publish")
    document = get_document(reference)
    document.frozen_on, document.sha256 = date(2026, 1, 12), "0" * 64
    db.session.commit()
    held_id = held().id
    answer = client.post(f"/publications/held/{held_id}/release", follow_redirects=True)
    assert "It cannot be published as it stands" in answer.text
    assert held().ended_on is None
    client.post(f"/publications/held/{held_id}/drop")
    assert held().outcome is HeldOutcome.DROPPED
    assert client.post(f"/publications/held/{held_id}/drop").status_code == 404


def test_a_period_that_only_warns_holds_nothing(cast: Cast, client: FlaskClient) -> None:
    period_of(holds=False)
    past = make.meeting(cast.scruco, date(2025, 12, 4), state=MeetingState.HELD)
    _, update_id = sent(cast)
    assert state_of(update_id) is UpdateState.SHOWN
    sign_in(client, "governance")
    page = client.get(f"/meetings/{past.reference}/minutes").text
    assert "This is a sensitive period until 6 February 2026: By-election in Fenside." in page
    assert "Hold it" not in page
    client.post(f"/meetings/{past.reference}/minutes", data={"state": "draft"})
    assert db.session.query(HeldPublication).count() == 0


@pytest.mark.parametrize("who", ["officer", "member", "chair", "cabinet_member"])
def test_others_neither_see_nor_release(
    cast: Cast, client: FlaskClient, period: SensitivePeriod, who: str
) -> None:
    sent(cast)
    sign_in(client, who)
    assert client.get("/publications/held").status_code == 403
    assert client.post(f"/publications/held/{held().id}/release").status_code == 403
    assert held().ended_on is None
