"""The page of a progress report: when, why there, and what it is about."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import Meeting, MeetingState
from scrutiny_tracker.recommendations.models import Commitment
from scrutiny_tracker.recommendations.queries.commitments import list_commitments
from scrutiny_tracker.rules.lifecycle import Answer
from tests import factories as make
from tests.cast import TODAY, Cast, sign_in
from tests.recommendations.test_promise_progress_report import answered, promised


def a_report(cast: Cast) -> Commitment:
    report = promised(answered(cast, Answer.AGREED, Answer.NOT_AGREED)[0])
    db.session.commit()
    return report


def planned(cast: Cast, on: date, **more: object) -> Meeting:
    found = make.meeting(cast.scruco, on, **more)
    db.session.commit()
    return found


def test_it_says_when_and_that_no_meeting_is_in_the_calendar(cast: Cast, client: FlaskClient) -> None:
    report = a_report(cast)
    sign_in(client, "member")
    page = client.get(f"/progress-reports/{report.reference}").text
    assert "Progress report: Deep dive 2025" in page
    assert (
        "Due on or after 4 November 2026 (12 months after Cabinet&#39;s decision of 4 November 2025)" in page
    )
    assert "No meeting in the calendar after 4 November 2026 yet." in page
    assert "2 recommendations" in page
    assert "The minute gives no reasons." in page, "what was not agreed is listed with its reasons"
    assert "Choose another meeting" not in page


def test_proposed_confirmed_and_off_again(cast: Cast, client: FlaskClient) -> None:
    report = a_report(cast)
    here = f"/progress-reports/{report.reference}"
    earlier = planned(cast, date(2026, 10, 22))
    first = planned(cast, date(2026, 11, 19))
    sign_in(client, "coordinator")
    page = client.get(here).text
    assert "(proposed). The first meeting on or after 4 November 2026." in page
    assert "The nearest meeting before is" in page
    assert client.post(f"{here}/confirm/{first.reference}").status_code == 302
    assert "Settled for" in client.get(here).text
    assert "Say why this meeting." in client.post(f"{here}/pin", data={"meeting": earlier.reference}).text
    pinned = client.post(f"{here}/pin", data={"meeting": earlier.reference, "why": "Before the budget"})
    assert pinned.status_code == 302
    assert "Before the budget" in client.get(here).text
    assert client.post(f"{here}/release", data={"why": "Budget moved"}).status_code == 302
    assert "(proposed)" in client.get(here).text


def test_a_pinned_meeting_that_is_postponed_asks_for_a_new_choice(cast: Cast, client: FlaskClient) -> None:
    report = a_report(cast)
    here = f"/progress-reports/{report.reference}"
    first, instead = planned(cast, date(2026, 11, 19)), planned(cast, date(2026, 11, 26))
    sign_in(client, "coordinator")
    client.post(f"{here}/confirm/{first.reference}")
    db.session.expire_all()
    first.state, first.state_reason, first.instead_id = MeetingState.POSTPONED, "Snow", instead.id
    db.session.commit()
    page = client.get(here).text
    assert "The meeting of 19 November 2026 is postponed: choose another." in page
    assert "It is held on Thursday 26 November 2026 instead." in page


def test_that_it_was_made_is_recorded_and_stays(cast: Cast, client: FlaskClient) -> None:
    report = a_report(cast)
    here = f"/progress-reports/{report.reference}"
    held = planned(cast, date(2026, 1, 8), state=MeetingState.HELD)
    sign_in(client, "governance")
    assert client.post(f"{here}/reported", data={"meeting": held.reference}).status_code == 302
    page = client.get(here).text
    assert "Reported on 8 January 2026. What was reported stays." in page
    assert "Choose another meeting" not in page
    db.session.expire_all()
    assert [row.reference for row in list_commitments(TODAY, is_reported=True).rows] == [report.reference]
    assert list_commitments(TODAY).rows == []


def test_the_list_says_where_each_stands(cast: Cast) -> None:
    a_report(cast)
    planned(cast, date(2026, 11, 19))
    [row] = list_commitments(TODAY, body_code="SCRUCO", until=date(2026, 12, 31)).rows
    assert (row.recommendations, row.still_open, row.not_before_on) == (2, 2, date(2026, 11, 4))
    assert row.placing.meeting is not None
    assert row.placing.meeting.on == date(2026, 11, 19)
    assert list_commitments(TODAY, until=date(2026, 10, 1)).rows == []


@pytest.mark.parametrize("verb", ["pin", "release", "reported"])
def test_an_officer_may_read_but_not_schedule(cast: Cast, client: FlaskClient, verb: str) -> None:
    here = f"/progress-reports/{a_report(cast).reference}"
    sign_in(client, "officer")
    assert client.get(here).status_code == 200
    assert client.get(f"{here}/{verb}").status_code == 403
