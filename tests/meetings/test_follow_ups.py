"""Requests, actions and questions: What, Whom, When with its precision, and what came of them."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import follow_ups
from scrutiny_tracker.meetings.actions.follow_ups import TypedFollowUp, When
from scrutiny_tracker.meetings.clause_models import DatePrecision, FollowUp, FollowUpKind, FollowUpState
from scrutiny_tracker.meetings.queries import OwedFilter
from scrutiny_tracker.rules.clocks import NO_DATE
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in

ASKED = TypedFollowUp(FollowUpKind.INFORMATION_REQUEST, "How many homes?", due=When.day(date(2026, 2, 1)))


@pytest.fixture
def request_(cast: Cast) -> FollowUp:
    made = follow_ups.add_follow_up(
        cast.scruco,
        TypedFollowUp(
            ASKED.kind, ASKED.what, owner_id=cast.officer.id, directorate_id=cast.place.id, due=ASKED.due
        ),
        by(cast.coordinator),
        asked_on=date(2025, 10, 30),
    )
    db.session.commit()
    return queries.get_follow_up(made.reference)


@pytest.mark.parametrize(
    ("typed", "due_on", "precision", "words"),
    [
        ({"due_precision": "day", "due_on": ["1", "2", "2026"]}, date(2026, 2, 1), "day", None),
        (
            {"due_precision": "month", "due_month": "February 2028"},
            date(2028, 2, 29),
            "month",
            "February 2028",
        ),
        ({"due_precision": "month", "due_month": "9/2026"}, date(2026, 9, 30), "month", "September 2026"),
        ({"due_precision": "vague", "due_words": "next meeting"}, None, "vague", "next meeting"),
    ],
)
def test_a_date_has_its_precision(
    cast: Cast,
    client: FlaskClient,
    typed: dict[str, object],
    due_on: date | None,
    precision: str,
    words: str | None,
) -> None:
    sign_in(client, "coordinator")
    sent = {"kind": "action", "body": "SCRUCO", "what": "Ring", "publicity": "public", "once": "f", **typed}
    addresses = {client.post("/follow-ups/new", data=sent).location for _ in range(2)}
    assert len(addresses) == 1
    row = queries.get_follow_up(addresses.pop().rpartition("/")[2])
    assert (row.due_on, row.due_precision, row.due_text) == (due_on, DatePrecision(precision), words)
    assert row.next_due_on == (due_on or NO_DATE)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say by when."),
        ({"due_precision": "day"}, "Enter the day."),
        (
            {"due_precision": "day", "due_on": ["31", "2", "2026"]},
            "31 February 2026 is not a date that exists.",
        ),
        ({"due_precision": "month", "due_month": "soon"}, "Enter a month with its year"),
        ({"due_precision": "month", "due_month": "13/2026"}, "Enter a month with its year"),
        ({"due_precision": "vague", "what": ""}, "Enter what is asked for."),
        ({"due_precision": "vague", "asked_on": ["1", "2", "2026"]}, "today at the latest"),
    ],
)
def test_what_cannot_be_kept_says_why_and_keeps_the_typing(
    cast: Cast, client: FlaskClient, typed: dict[str, object], sentence: str
) -> None:
    sign_in(client, "governance")
    sent = {"kind": "action", "body": "SCRUCO", "what": "Ring", "whom": "Dee Dum", "publicity": "public"}
    page = client.post("/follow-ups/new", data={**sent, **typed}).text
    assert sentence in page
    assert "Dee Dum" in page
    assert not queries.list_follow_up_rows(OwedFilter()).rows


def test_the_answer_closes_it_and_its_page_says_who_sees_it(
    cast: Cast, client: FlaskClient, request_: FollowUp
) -> None:
    sign_in(client, "officer")
    page = client.get(f"/follow-ups/{request_.reference}/answer").text
    assert "The members of Scrutiny Co-ordination Committee are shown this answer." in page
    typed = {"answer": "Forty-two.", "on": ["9", "1", "2026"], "version": str(request_.version)}
    assert client.post(f"/follow-ups/{request_.reference}/answer", data=typed).status_code == 302
    db.session.expire_all()
    row = queries.get_follow_up(request_.reference)
    assert (row.state, row.is_open, row.next_due_on) == (FollowUpState.ANSWERED, False, NO_DATE)
    sign_in(client, "member")
    page = client.get(f"/follow-ups/{request_.reference}").text
    assert "Forty-two." in page
    assert "are shown this answer" in page


@pytest.mark.parametrize(
    ("who", "answers", "changes"),
    [
        ("coordinator", 200, 200),
        ("governance", 200, 200),
        ("officer", 200, 403),
        ("link_officer", 200, 403),
        ("member", 403, 403),
        ("cabinet_member", 403, 403),
        ("nobody", 403, 403),
    ],
)
def test_who_answers_and_who_changes(
    cast: Cast, client: FlaskClient, request_: FollowUp, who: str, answers: int, changes: int
) -> None:
    sign_in(client, who)
    assert client.get(f"/follow-ups/{request_.reference}/answer").status_code == answers
    for verb in ("change", "withdraw", "reopen"):
        assert client.get(f"/follow-ups/{request_.reference}/{verb}").status_code == changes


def test_every_closing_can_be_corrected(cast: Cast, request_: FollowUp) -> None:
    actor = by(cast.coordinator)
    follow_ups.withdraw_follow_up(request_, "The scheme ended", actor)
    with pytest.raises(Refused, match="Reopen it first"):
        follow_ups.answer_follow_up(request_, "Late", TODAY, actor)
    with pytest.raises(Refused, match="Only what is open"):
        follow_ups.withdraw_follow_up(request_, "Again", actor)
    follow_ups.reopen_follow_up(request_, "It did not end", actor)
    assert (request_.is_open, request_.next_due_on) == (True, date(2026, 2, 1))
    with pytest.raises(Refused, match="This is open"):
        follow_ups.reopen_follow_up(request_, "Again", actor)
    follow_ups.answer_follow_up(request_, "Forty", TODAY, actor)
    follow_ups.answer_follow_up(request_, "Forty-two", TODAY, actor)
    assert [entry.tag for entry in list_history("follow-up", request_.reference)] == [
        "follow-up:answered",
        "follow-up:answered",
        "follow-up:reopened",
        "follow-up:withdrawn",
        "follow-up:added",
    ]
    for on in (date(2026, 1, 13), date(2025, 10, 29)):
        with pytest.raises(Refused) as refused:
            follow_ups.answer_follow_up(request_, "Forty", on, actor)
        assert refused.value.field == "on"


def test_owner_and_date_change_and_a_stale_change_is_not_lost(
    cast: Cast, client: FlaskClient, request_: FollowUp
) -> None:
    sign_in(client, "coordinator")
    address = f"/follow-ups/{request_.reference}/change"
    typed = {
        "kind": "action",
        "body": "SCRUCO",
        "what": "How many flats?",
        "owner": str(cast.director.id),
        "due_precision": "month",
        "due_month": "March 2026",
        "publicity": "public",
        "version": str(request_.version),
    }
    assert client.post(address, data=typed).status_code == 302
    db.session.expire_all()
    row = queries.get_follow_up(request_.reference)
    assert (row.owner_id, row.due_on, row.next_due_on) == (
        cast.director.id,
        date(2026, 3, 31),
        date(2026, 3, 31),
    )
    answer = client.post(address, data={**typed, "what": "Mine"})
    assert (answer.status_code, "Mine" in answer.text, "How many flats?" in answer.text) == (409, True, True)


def test_rows_are_filtered_soonest_first_and_page_by_key(cast: Cast) -> None:
    made = [make.follow_up(cast.scruco, due_on=date(2026, 1, 1 + n % 28)) for n in range(30)]
    make.follow_up(cast.sb1, owner_id=cast.officer.id)
    closed = make.follow_up(cast.scruco, state=FollowUpState.WITHDRAWN, is_open=False)
    mine = OwedFilter(body_id=cast.scruco.id, is_open=True)
    first = queries.list_follow_up_rows(mine)
    rest = queries.list_follow_up_rows(mine, first.after)
    keys = [(row.next_due_on, row.id) for row in (*first.rows, *rest.rows)]
    assert keys == sorted((row.next_due_on, row.id) for row in made)
    assert (len(first.rows), rest.after) == (25, None)
    assert queries.count_follow_ups(mine) == 30
    assert queries.count_follow_ups(mine, most=10) == 11
    late = queries.list_follow_up_rows(OwedFilter(body_id=cast.scruco.id, late_on=TODAY), size=100).rows
    assert {row.due_on for row in late} == {date(2026, 1, day) for day in range(1, 12)}
    owned = queries.list_follow_up_rows(OwedFilter(owner_id=cast.officer.id)).rows
    assert [(row.body_code, row.owner_name) for row in owned] == [("SB1", cast.officer.name)]
    shut = queries.list_follow_up_rows(OwedFilter(is_open=False)).rows
    assert [row.id for row in shut] == [closed.id]
    between = OwedFilter(due_after=date(2026, 1, 26), due_before=date(2026, 1, 28))
    assert [row.due_on for row in queries.list_follow_up_rows(between).rows] == [date(2026, 1, 27)]
