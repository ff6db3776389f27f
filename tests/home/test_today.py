"""The first page for each office: its sentences, and that each figure is the rows behind its link."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import MeetingState, MinutesState
from scrutiny_tracker.rules.lifecycle import Progress, UpdateState
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests import factories_home as given
from tests.cast import ROLES, TODAY, Cast, sign_in
from tests.home.pages import links, main_of, rows_behind

WORDS: dict[str, tuple[str, ...]] = {
    "coordinator": (
        "Send notice for 2 recommendations agreed 30 October 2025",
        "Give notice of 1 report or letter",
        "Enter or chase 2 answers that are late",
        "1 update is waiting for you to check",
        "1 recommendation needs an officer or a date, the first from 30 October 2025",
        "1 recommendation is past the day to look again",
        "1 question from members needs an answer",
        "1 meeting has no resolutions logged",
    ),
    "officer": (
        "1 recommendation of yours is past the date agreed",
        "2 requests for information wait for your answer",
    ),
    "director": ("1 update waits for you to clear",),
    "cabinet_member": (
        "1 recommendation in your portfolio is late",
        "1 recommendation waits for your answer",
    ),
    "performance": ("1 measure has no figure", "1 measure has no target", "1 measure missed target"),
}
WORDS["governance"] = WORDS["coordinator"]


@pytest.mark.parametrize("who", sorted(WORDS))
def test_each_sentence_counts_the_rows_behind_its_link(who: str, cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, who)
    found = links(main_of(client, "/"))
    for words in WORDS[who]:
        assert words in found, f"{words} is not among {list(found)}"
        number = int(next(part for part in words.split() if part.isdigit()))
        assert rows_behind(client, found[words]) == number, found[words]


@pytest.mark.parametrize("who", ROLES)
def test_everybody_has_a_page_and_its_links_open(who: str, cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, who)
    page = main_of(client, "/")
    assert "Monday 12 January 2026" in page
    for address in re.findall(r'href="(/[^"]*)"', page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_outstanding_issues_count_their_lists(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, "coordinator")
    page = main_of(client, "/").split("Outstanding issues:", 1)[1].split("</div>", 1)[0]
    for words, address in links(page).items():
        assert rows_behind(client, address) == int(words.split()[0]), words
    assert "1 recommendation not updated for 3 months" in links(page)


def test_a_broken_law_is_told_in_a_banner(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, "governance")
    page = main_of(client, "/")
    banner = page.split("govuk-notification-banner", 1)[1].split("</p></div>", 1)[0]
    assert "1 answer from Cabinet is late in law." in banner
    assert "had to be out by Wednesday 7 January and are not published" in banner
    assert rows_behind(client, "/sendings?late=law") == 1
    sign_in(client, "officer")
    assert "A rule is broken" not in main_of(client, "/")


def test_no_banner_while_nothing_breaks_a_rule(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, date(2026, 2, 12))
    db.session.commit()
    sign_in(client, "coordinator")
    assert "A rule is broken" not in main_of(client, "/")


def test_an_empty_day_says_what_comes_next(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, date(2026, 2, 12))
    db.session.commit()
    sign_in(client, "coordinator")
    page = main_of(client, "/")
    assert "Nothing needs you today. Next: papers out on Wednesday 4 February." in page
    assert "Papers out by Wednesday 4 February." in page


def test_at_most_seven_rows_come_first_and_the_oldest_before_them(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, "coordinator")
    now = main_of(client, "/").split("Do now", 1)[1].split("</ul>", 1)[0]
    assert now.count("<li") == 7
    assert now.index("agreed 30 October") < now.index("late")


def test_what_the_next_meeting_needs_leads_to_its_rows(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, "coordinator")
    part = main_of(client, "/").split("For the next meeting", 1)[1].split("Waiting for others", 1)[0]
    found = links(part)
    for words in (
        "1 recommendation that officers say is done: sign off?",
        "1 recommendation to look at again",
        "1 recommendation without the update asked for",
        "1 referral to or from other bodies without a reply",
    ):
        assert rows_behind(client, found[words]) == 1, words
    assert found["Progress report: Deep dive 1"] == "/progress-reports/SCRUCO-2526-PR-1"


def test_what_others_owe_names_who_and_since_when(cast: Cast, client: FlaskClient) -> None:
    busy = given.busy(cast)
    sign_in(client, "coordinator")
    found = links(main_of(client, "/").split("Waiting for others", 1)[1])
    assert found["Oren Tull: update on “Count the bins”"] == f"/recommendations/{busy.silent.reference}"
    assert any(words.startswith("Oren Tull: How many homes?") for words in found)
    assert any(words.startswith("Cabinet: answer to “Deep dive”, due 5 January") for words in found)


def test_dates_hold_papers_meetings_and_sensitive_periods(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    make.meeting(cast.sb1, TODAY + timedelta(days=20))
    make.meeting(cast.sb1, TODAY + timedelta(days=60))
    db.session.commit()
    sign_in(client, "nobody")
    page = main_of(client, "/").split("Dates to Thursday 12 February", 1)[1]
    assert "Sensitive period: By-election in Weir ward" in page
    assert page.count("Learning and Care Scrutiny Board (1)") == 2, "the meeting and its papers"


def test_a_returned_update_stands_first_with_its_words(cast: Cast, client: FlaskClient) -> None:
    mine = given.clocked(cast, "Open the pool", "update_due_on", owner=cast.officer)
    given.update(mine.actions[0], cast, UpdateState.RETURNED, returned_why="Say when.")
    db.session.commit()
    sign_in(client, "officer")
    found = links(main_of(client, "/"))
    words = "Your update on “Open the pool” came back: Say when."
    assert found[words] == f"/recommendations/{mine.reference}/actions/1/update"
    asked = next(each for each in found if each.startswith("1 update is asked for"))
    assert rows_behind(client, found[asked]) == 1


def test_members_read_three_things_first(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, "member")
    page = main_of(client, "/")
    first = page.split("To look at first", 1)[1].split("</ul>", 1)[0]
    assert first.count("<li") == 3
    assert first.count("Cabinet has not answered on") == 1, "one of each kind comes first"
    assert "is done: sign it off?" in first
    assert "is past its date" in first
    assert links(page)["What your committees are waiting for"] == "/committees"


def test_a_person_with_several_offices_sees_the_parts_of_each(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    make.office(cast.officer, Role.PERFORMANCE_OFFICER)
    db.session.commit()
    sign_in(client, "officer")
    found = links(main_of(client, "/"))
    assert "1 measure missed target" in found
    assert "1 recommendation of yours is past the date agreed" in found


def test_the_administrator_hears_of_a_worker_that_never_ran(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    page = main_of(client, "/")
    assert links(page)["The worker has not run yet, so no message leaves"] == "/admin#worker"
    assert "12 accounts" in links(page)


def test_what_is_exempt_is_named_only_to_those_who_may_read_it(cast: Cast, client: FlaskClient) -> None:
    closed: dict[str, object] = {"publicity": Publicity.EXEMPT, "public_name": "A contract"}
    given.clocked(cast, given.SECRET, "update_due_on", given.LATE, owner=cast.director, **closed)
    done = {**closed, "progress": Progress.REPORTED_COMPLETE}
    make.recommendation(cast.scruco, f"{given.SECRET} done", **done)  # type: ignore[arg-type]
    make.follow_up(cast.scruco, given.SECRET, due_on=given.LATE, publicity=Publicity.EXEMPT)
    db.session.commit()
    for who in ROLES:
        sign_in(client, who)
        for address in (
            "/",
            "/committees",
            "/committees?body=SCRUCO",
            "/committees/SCRUCO/brief",
            "/reports",
        ):
            answer = client.get(address)
            may_read = who in ("coordinator", "governance", "member", "chair", "director")
            if given.SECRET in answer.text:
                assert may_read, f"{who} reads it on {address}"
    sign_in(client, "coordinator")
    assert given.SECRET in main_of(client, "/")
    sign_in(client, "stranger")
    assert "A contract" in main_of(client, "/committees?body=SCRUCO")


def test_meetings_to_log_are_those_that_sat(cast: Cast, client: FlaskClient) -> None:
    busy = given.busy(cast)
    make.meeting(cast.scruco, date(2025, 12, 1), state=MeetingState.CANCELLED, state_reason="Snow")
    make.meeting(cast.scruco, date(2025, 12, 2), minutes_state=MinutesState.CONFIRMED)
    make.meeting(cast.cabinet, date(2025, 12, 3))
    logged = make.meeting(cast.sb1, date(2025, 12, 4))
    make.clause(make.item(logged))
    make.meeting(cast.sb2, date(2026, 1, 20))
    db.session.commit()
    sign_in(client, "governance")
    page = main_of(client, "/resolutions")
    assert page.count("<h2") == 1
    assert f"/meetings/{busy.not_logged.reference}" in page
    assert "/resolutions" in links(page)["8. Progress report"]
    sign_in(client, "officer")
    assert client.get("/resolutions").status_code == 403


def test_the_chair_opens_the_brief_and_members_what_they_wait_for(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, TODAY + timedelta(days=10))
    db.session.commit()
    brief = f'class="govuk-button" href="/committees/{cast.scruco.code}/brief"'
    sign_in(client, "chair")
    assert brief in client.get("/").text
    sign_in(client, "member")
    page = client.get("/").text
    assert brief not in page
    assert 'class="govuk-button" href="/committees"' in page
