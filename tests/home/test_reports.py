"""The door to the reports."""

from __future__ import annotations

import re
from datetime import date

from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import AgendaState
from tests import factories as make
from tests import factories_home as given
from tests.cast import ROLES, Cast, sign_in
from tests.home.pages import links, main_of


def test_without_a_promise_it_says_so(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    assert "No progress reports are due this year." in main_of(client, "/reports")
    assert "No progress report has been made yet." in main_of(client, "/reports?show=reported")


def test_each_report_says_when_why_there_and_what_is_next(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, date(2026, 1, 29))
    given.commitment(cast)
    given.commitment(cast, 2, title="Far off", not_before_on=date(2027, 1, 14))
    given.commitment(cast, 3, title="No date yet", not_before_on=None, base_on=None)
    db.session.commit()
    sign_in(client, "coordinator")
    page = main_of(client, "/reports")
    assert "On or after 14 January 2026" in page
    assert "12 months after the decision of 14 January 2025" in page
    assert "The first meeting on or after 14 January 2026." in page
    assert links(page)["Confirm the meeting: Deep dive 1"] == "/progress-reports/SCRUCO-2526-PR-1"
    assert "Choose a meeting: Far off" in links(page)
    assert "See what it waits for: No date yet" in links(page)
    sign_in(client, "officer")
    assert "Open: Deep dive 1" in links(main_of(client, "/reports"))


def test_one_whose_meeting_is_over_asks_to_be_recorded(cast: Cast, client: FlaskClient) -> None:
    published = {"agenda_state": AgendaState.PUBLISHED, "agenda_published_on": date(2025, 12, 1)}
    make.meeting(cast.scruco, date(2025, 12, 11), **published)
    given.commitment(cast, not_before_on=date(2025, 12, 1))
    make.meeting(cast.scruco, date(2026, 2, 12))
    db.session.commit()
    sign_in(client, "coordinator")
    assert "Record that it was made: Deep dive 1" in links(main_of(client, "/reports"))
    today = links(main_of(client, "/"))
    words = "Record the progress report “Deep dive 1” of 11 December 2025"
    assert today[words] == "/progress-reports/SCRUCO-2526-PR-1/reported"
    assert "Progress report: Deep dive 1" not in today


def test_every_link_opens_for_every_reader(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    for who in ROLES:
        sign_in(client, who)
        for address in re.findall(r'href="(/[^"]*)"', main_of(client, "/reports")):
            assert client.get(address.replace("&amp;", "&")).status_code == 200, f"{who}: {address}"
        briefs = [each for each in links(main_of(client, "/reports")).values() if each.endswith("/brief")]
        assert bool(briefs) is (who in ("chair", "coordinator", "governance")), who
