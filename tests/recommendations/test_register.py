"""The register: every filter of its address, what its tabs and late clocks count, its pages, kept views."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.recommendations.models import MeasureLink
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.recommendations.queries import register as rows
from scrutiny_tracker.recommendations.queries.register import count_register, list_register
from scrutiny_tracker.recommendations.queries.register_filter import RegisterFilter
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Origin, Progress
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, sign_in

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def found(client: FlaskClient, query: str) -> set[str]:
    """The references of the rows that an address shows."""
    page = client.get(f"/recommendations?{query}").text
    return set(re.findall(r'<th class="govuk-table__cell house-first" scope="row"><a [^>]*/([^"/]+)">', page))


@pytest.fixture
def two(cast: Cast, session: scoped_session[Session]) -> None:
    """One that every filter of `FILTERS` finds, and one that none of them does."""
    on = make.item(make.meeting(cast.scruco, reference="MEETING-1"))
    paper = make.paper(reference="PAPER-1")
    wanted = make.recommendation(
        cast.sb1,
        "Light the towpath",
        asked=cast.housing,
        owner=cast.officer,
        reference="WANTED",
        followed_by=cast.sb2,
        item_id=on.id,
        paper_id=paper.id,
        portfolio_id=cast.housing.id,
        origin=Origin.PETITION,
        answer=Answer.AGREED,
        progress=Progress.AT_RISK,
        decision=Decision.MORE_ASKED,
        next_due_on=YESTERDAY,
        action_due_on=YESTERDAY,
        needs_details=True,
    )
    make.recommendation(cast.scruco, asked=cast.cabinet, reference="OTHER", next_due_on=date(2026, 6, 1))
    measure = make.kpi("HP-1")
    session.add(MeasureLink(recommendation_id=wanted.id, kpi_id=measure.id, why=LinkReason.MISSED_TARGET))
    session.commit()


FILTERS = (
    "answer=agreed",
    "progress=at-risk",
    "decision=more-asked",
    "status=late",
    "status=needs-details",
    "late=action",
    "body={sb2}",
    "made_by={sb1}",
    "addressee={housing}",
    "owner={officer}",
    "portfolio={housing}",
    "kpi=HP-1",
    "report=PAPER-1",
    "meeting=MEETING-1",
    "origin=petition",
    "due_before=2026-01-12",
    "q=TOWPATH+light",
)


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("query", FILTERS)
def test_every_filter_finds_what_it_names(cast: Cast, client: FlaskClient, query: str) -> None:
    sign_in(client, "member")
    codes = {"sb1": cast.sb1.code, "sb2": cast.sb2.code, "housing": cast.housing.code}
    assert found(client, query.format(**codes, officer=cast.officer.email.upper())) == {"WANTED"}
    assert found(client, "") == {"WANTED", "OTHER"}


@pytest.mark.usefixtures("two")
def test_a_value_that_nothing_has_finds_nothing_and_offers_the_way_back(client: FlaskClient) -> None:
    sign_in(client, "member")
    for query in ("answer=perhaps", "body=NOBODY", "kpi=NONE", "q=zeppelin", "due_after=2030-01-01"):
        assert found(client, query) == set()
        assert "No recommendations match." in client.get(f"/recommendations?{query}").text
    assert found(client, "due_after=not-a-date&sort=sideways&after=nonsense") == {"WANTED", "OTHER"}


def test_closed_ones_stand_in_their_own_tab(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.recommendation(
        cast.scruco,
        reference="SIGNED",
        decision=Decision.SIGNED_OFF,
        is_open=False,
        progress=Progress.ON_TRACK,
    )
    make.recommendation(cast.scruco, reference="OPEN")
    session.commit()
    sign_in(client, "member")
    assert found(client, "") == {"OPEN"}
    assert found(client, "status=closed") == found(client, "decision=signed-off") == {"SIGNED"}
    assert found(client, "status=all") == {"OPEN", "SIGNED"}


def test_tabs_and_late_clocks_count_what_they_lead_to(
    cast: Cast, session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        make.recommendation(cast.scruco, next_due_on=YESTERDAY, answer_due_on=YESTERDAY)
        make.recommendation(cast.scruco, next_due_on=TOMORROW, action_due_on=TOMORROW, needs_details=n == 0)
    make.recommendation(cast.scruco, next_due_on=YESTERDAY, action_due_on=YESTERDAY, update_due_on=YESTERDAY)
    parent = make.recommendation(cast.sb1, decision=Decision.STOPPED, is_open=False)
    make.recommendation(cast.sb1, parent_id=parent.id, is_counted=False)
    counts = count_register(RegisterFilter(), TODAY)
    assert dict(counts.tabs) == {"open": 7, "late": 4, "needs-details": 1, "closed": 1, "all": 8}
    assert {name: many for name, many in counts.clocks if many} == {"answer": 3, "action": 1, "update": 1}
    assert counts.is_broken_down
    assert dict(count_register(RegisterFilter(body=cast.sb1.code), TODAY).tabs)["all"] == 1
    monkeypatch.setattr(rows, "MOST_BROKEN_DOWN", 3)
    rows._counts.cache_clear()
    few = count_register(RegisterFilter(), TODAY)
    rows._counts.cache_clear()
    assert few.tab("late") == 4
    assert not few.is_broken_down
    assert not any(many for _clock, many in few.clocks)


@pytest.mark.parametrize("sort", ["", "newest"])
def test_pages_follow_one_another_without_gap_or_repeat(
    cast: Cast, session: scoped_session[Session], sort: str
) -> None:
    for n in range(60):
        on = TODAY + timedelta(days=n % 5)
        make.recommendation(cast.scruco, next_due_on=on, made_on=on - timedelta(days=90), with_action=False)
    chosen, after, seen = RegisterFilter(sort=sort), None, []
    while True:
        page = list_register(chosen, after, TODAY)
        seen += [(row.made_on if sort else row.next_due_on, row.id) for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(set(seen)) == len(seen) == 60
    assert seen == sorted(seen, reverse=bool(sort))


def test_a_row_shows_the_date_that_comes_first_and_the_date_that_it_had(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    one = make.recommendation(cast.scruco, reference="MOVED", with_action=False)
    make.action(one, due_on=date(2026, 9, 30), first_due_on=date(2025, 1, 31), position=1)
    make.action(one, due_on=date(2026, 5, 31), first_due_on=date(2026, 2, 28), position=2)
    make.action(one, due_on=date(2026, 2, 1), is_open=False, progress=Progress.REPORTED_COMPLETE, position=3)
    session.commit()
    sign_in(client, "member")
    page = client.get("/recommendations").text
    assert "31 May 2026" in page
    assert "was 28 Feb 2026" in page
    assert "31 Jan 2025" not in page
    assert "1 Feb 2026" not in page


def test_nobody_owes_scrutiny_an_answer_to_what_it_asks_of_itself(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.recommendation(cast.scruco, asked=cast.sb1, reference="OWN", is_counted=False)
    session.commit()
    sign_in(client, "member")
    page = client.get("/recommendations").text
    assert "No answer needed" in page
    assert "Waiting for an answer" not in page
    make.recommendation(cast.scruco, asked=cast.cabinet, is_counted=False, origin=Origin.CALL_IN)
    session.commit()
    assert "Waiting for an answer" in client.get("/recommendations").text


def test_a_kept_row_shows_each_reader_what_they_may_read(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.recommendation(
        cast.sb1,
        "Sell the depot to Harkness Ltd",
        publicity=Publicity.EXEMPT,
        exempt_paragraph="3",
        exempt_reason="Business affairs",
        public_name="Settle the future of a depot",
    )
    session.commit()
    for who, reads in (("coordinator", True), ("stranger", False), ("coordinator", True)):
        sign_in(client, who)
        page = client.get("/recommendations").text
        assert ("Harkness" in page) is reads
        assert ("Settle the future of a depot" in page) is not reads


@pytest.mark.usefixtures("two")
def test_the_download_has_the_rows_of_the_filter(client: FlaskClient) -> None:
    sign_in(client, "member")
    answer = client.get("/recommendations.csv?origin=petition")
    lines = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [line["Reference"] for line in lines] == ["WANTED"]
    assert lines[0]["Answer"] == "Agreed"
    assert lines[0]["Officer"] == "Oren Tull"


@pytest.mark.usefixtures("two")
def test_a_view_is_kept_shown_and_forgotten_by_its_owner_alone(client: FlaskClient) -> None:
    sign_in(client, "member")
    kept = client.post("/recommendations/views", data={"name": "Petitions", "query": "origin=petition"})
    assert kept.headers["Location"].endswith("/recommendations?origin=petition")
    page = client.get("/recommendations?filter=open").text
    assert 'href="/recommendations?origin=petition">Petitions</a>' in page
    number = re.search(r"/recommendations/views/(\d+)/forget", page)
    assert number is not None
    sign_in(client, "chair")
    assert "Petitions" not in client.get("/recommendations").text
    assert client.post(number[0]).status_code == 404
    sign_in(client, "member")
    client.post(number[0])
    assert "Petitions" not in client.get("/recommendations").text
